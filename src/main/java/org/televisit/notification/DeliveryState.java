package org.televisit.notification;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** How far a message has come. */
public enum DeliveryState {
  /** To be sent when its time has come. */
  WAITING,
  /** A node is sending it, or died while it was. */
  SENDING,
  /** The mail server has taken it. Final. */
  SENT,
  /** It was not sent; the office may try again. */
  FAILED,
  /** It is not worth sending any more. Final. */
  DROPPED;

  /** As stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<DeliveryState, String> {
    @Override
    public String convertToDatabaseColumn(DeliveryState state) {
      return state.code();
    }

    @Override
    public DeliveryState convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
