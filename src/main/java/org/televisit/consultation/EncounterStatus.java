package org.televisit.consultation;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The FHIR R4 encounter states in use. */
public enum EncounterStatus {
  /** The room is open, the patient has not come yet. */
  PLANNED,
  /** The patient waits. */
  ARRIVED,
  IN_PROGRESS,
  FINISHED,
  CANCELLED;

  /** The FHIR R4 code, also stored and sent. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isOver() {
    return this == FINISHED || this == CANCELLED;
  }

  /** Stores the FHIR code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<EncounterStatus, String> {
    @Override
    public String convertToDatabaseColumn(EncounterStatus status) {
      return status.code();
    }

    @Override
    public EncounterStatus convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
