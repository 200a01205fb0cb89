package org.televisit.identity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What somebody is to a patient (FHIR R4 RelatedPerson.relationship). */
public enum Relationship {
  PARENT,
  GUARDIAN,
  CARER,
  INTERPRETER;

  /** As stored and as part of message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<Relationship, String> {
    @Override
    public String convertToDatabaseColumn(Relationship value) {
      return value.code();
    }

    @Override
    public Relationship convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
