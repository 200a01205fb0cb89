package org.televisit.scheduling;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a visit does not take place: the four of FHIR R4's appointment-cancellation-reason that say
 * nothing about somebody's health, and two of a hold that became no booking.
 */
public enum CancelReason {
  PATIENT("pat"),
  PRACTITIONER("prov"),
  BOOKED_IN_ERROR("oth-err"),
  OTHER("other"),
  HOLD_EXPIRED("hold-expired"),
  HOLD_RELEASED("hold-released");

  private final String code;

  CancelReason(String code) {
    this.code = code;
  }

  /** The FHIR R4 code, also stored and the last part of message keys. */
  public String code() {
    return code;
  }

  /** Those that a person may give. */
  public static List<CancelReason> ofPeople() {
    return List.of(PATIENT, PRACTITIONER, BOOKED_IN_ERROR, OTHER);
  }

  /** Those of a visit to which the patient came. */
  public static List<CancelReason> ofClinic() {
    return List.of(PRACTITIONER, BOOKED_IN_ERROR, OTHER);
  }

  /**
   * The reason of that code.
   *
   * @throws IllegalArgumentException if no person may give it, or there is none
   */
  static CancelReason ofPeople(String code) {
    return among(ofPeople(), code);
  }

  /** As {@link #ofPeople(String)}, for a visit to which the patient came. */
  static CancelReason ofClinic(String code) {
    return among(ofClinic(), code);
  }

  private static CancelReason among(List<CancelReason> reasons, String code) {
    return reasons.stream()
        .filter(reason -> reason.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reason for cancelling"));
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<CancelReason, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable CancelReason reason) {
      return reason == null ? null : reason.code;
    }

    @Override
    public @Nullable CancelReason convertToEntityAttribute(@Nullable String code) {
      return code == null
          ? null
          : Arrays.stream(values()).filter(r -> r.code.equals(code)).findFirst().orElseThrow();
    }
  }
}
