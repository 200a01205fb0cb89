package org.televisit.scheduling;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The FHIR R4 appointment states in use. */
public enum AppointmentStatus {
  /** Held for somebody who is deciding; the slot is {@code busy-tentative}. */
  PENDING,
  BOOKED,
  ARRIVED,
  FULFILLED,
  CANCELLED,
  NOSHOW;

  /** The FHIR R4 code, also stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is agreed and still takes place: neither over nor called off. */
  public boolean isAhead() {
    return this == BOOKED || this == ARRIVED;
  }

  /** Whether it took place, or will not any more. */
  public boolean isOver() {
    return this == FULFILLED || this == CANCELLED || this == NOSHOW;
  }

  /** Stores the FHIR code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<AppointmentStatus, String> {
    @Override
    public String convertToDatabaseColumn(AppointmentStatus status) {
      return status.code();
    }

    @Override
    public AppointmentStatus convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
