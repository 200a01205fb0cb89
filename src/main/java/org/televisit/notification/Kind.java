package org.televisit.notification;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What a message tells. */
public enum Kind {
  CONFIRMATION,
  CHANGE,
  CANCELLATION,
  REMINDER,
  /** A time that somebody waits for is kept for them. */
  OFFER;

  /** As stored, and as the message bundle names it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<Kind, String> {
    @Override
    public String convertToDatabaseColumn(Kind kind) {
      return kind.code();
    }

    @Override
    public Kind convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
