package org.televisit.consent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Where a wording is in its life. */
public enum FormStatus {
  /** Being written; nobody is asked with it. */
  DRAFT,

  /** The wording that people are asked with. */
  PUBLISHED,

  /** A later version took its place. Answers to it stay what they are. */
  SUPERSEDED;

  /** As stored and as part of message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<FormStatus, String> {
    @Override
    public String convertToDatabaseColumn(FormStatus value) {
      return value.code();
    }

    @Override
    public FormStatus convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
