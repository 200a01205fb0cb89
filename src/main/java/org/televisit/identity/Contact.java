package org.televisit.identity;

import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.Language;

/**
 * How a person is reached outside of the application.
 *
 * @param email the address that the identity provider asserts; null where it asserts none
 * @param verified whether the provider has seen that the address is the person's own; without that
 *     nothing is sent to it, as everybody may type a stranger's address
 * @param language in which they last used the application
 * @param zone of the device on which they last did; null where it is not known
 */
public record Contact(
    @Nullable String email, boolean verified, Language language, @Nullable ZoneId zone) {

  /** RFC 5321 4.5.3.1.3: a path of 256 octets with its two brackets. */
  private static final int LONGEST = 254;

  private static final Pattern PLAUSIBLE =
      Pattern.compile("[^\\s\\p{Cntrl}@<>\",;:]+@[A-Za-z0-9.-]+");

  /** What is no address counts as none: it is nothing that the person could mend by a retry. */
  public Contact {
    email =
        email != null && email.length() <= LONGEST && PLAUSIBLE.matcher(email).matches()
            ? email
            : null;
    verified = verified && email != null;
  }

  /** The address to which something may be sent. */
  public Optional<String> address() {
    return verified ? Optional.ofNullable(email) : Optional.empty();
  }
}
