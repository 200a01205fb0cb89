package org.televisit.consent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** How an answer was given. */
public enum How {
  /** By the person who answers, on a page or in the room. */
  PAGE,

  /** Aloud, before the visit's practitioner, who wrote it down. */
  SPOKEN;

  /** As stored and as part of message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<How, String> {
    @Override
    public String convertToDatabaseColumn(How value) {
      return value.code();
    }

    @Override
    public How convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
