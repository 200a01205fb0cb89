package org.televisit.consent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** A person's choice (FHIR R4 Consent.provision.type). */
public enum Provision {
  PERMIT,
  DENY;

  /** As stored and as part of message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<Provision, String> {
    @Override
    public String convertToDatabaseColumn(Provision value) {
      return value.code();
    }

    @Override
    public Provision convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
