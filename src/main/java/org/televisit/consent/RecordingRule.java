package org.televisit.consent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What the law of a place asks before somebody is recorded; in order of strictness. */
public enum RecordingRule {
  /** Each person's own consent is enough for their own recording. */
  OWN_CONSENT,

  /** Everybody who is present must agree before anybody is recorded. */
  ALL_PARTY,

  /** Nobody is recorded, whatever anybody says. */
  PROHIBITED;

  /** As stored and as part of message keys: {@code own-consent}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The rule of that code.
   *
   * @throws IllegalArgumentException if there is none
   */
  static RecordingRule coded(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whichever of the two asks more. */
  RecordingRule stricter(RecordingRule other) {
    return compareTo(other) < 0 ? other : this;
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<RecordingRule, String> {
    @Override
    public String convertToDatabaseColumn(RecordingRule value) {
      return value.code();
    }

    @Override
    public RecordingRule convertToEntityAttribute(String code) {
      return coded(code);
    }
  }
}
