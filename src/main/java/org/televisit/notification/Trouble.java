package org.televisit.notification;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a message has not been sent, or not yet. */
public enum Trouble {
  /** The identity provider asserts no address of the person, or the person never signed in. */
  NO_ADDRESS,
  /** The provider has not seen that the address is the person's own. */
  UNVERIFIED,
  /** The mail server refused the address for good (RFC 5321: 5yz). */
  REFUSED,
  /** The mail server refused it for now (RFC 5321: 4yz), or the connection broke. */
  DEFERRED,
  /** The mail server does not answer, or refuses our account. */
  UNREACHABLE,
  /** We could not write the message; a fault of the application. */
  DEFECT,
  /** The visit was moved or cancelled before this could be said. */
  SUPERSEDED,
  /** What it says would come too late. */
  LATE;

  /** As stored, and as the message bundle names it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<Trouble, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Trouble trouble) {
      return trouble == null ? null : trouble.code();
    }

    @Override
    public @Nullable Trouble convertToEntityAttribute(@Nullable String code) {
      return code == null ? null : valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
