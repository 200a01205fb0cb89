package org.televisit.consent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What a person is asked about; each is a Consent of its own. */
public enum Purpose {
  TREATMENT,
  RECORDING,

  /** Technical facts in statistics. Never needed to enter a visit. */
  ANALYTICS;

  /** As stored and as part of message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<Purpose, String> {
    @Override
    public String convertToDatabaseColumn(Purpose value) {
      return value.code();
    }

    @Override
    public Purpose convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
