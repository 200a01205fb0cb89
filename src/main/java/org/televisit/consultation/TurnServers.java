package org.televisit.consultation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The configured TURN servers. Credentials are derived from a secret shared with them
 * (draft-uberti-behave-turn-rest-00, as coturn's {@code use-auth-secret} expects): the user name is
 * the second of expiry and the seat, the password its HMAC-SHA1. No third party's STUN is ever
 * used.
 */
@ApplicationScoped
class TurnServers {

  /** Longer than any visit: TURN asks for the credentials again at every refresh. */
  private static final Duration LIFE = Duration.ofHours(12);

  private static final String HMAC = "HmacSHA1"; // fixed by the draft and by every TURN server

  @Inject
  @ConfigProperty(name = "televisit.turn.uris")
  Optional<List<String>> uris;

  @Inject
  @ConfigProperty(name = "televisit.turn.secret")
  Optional<String> secret;

  @Inject Clock clock;

  /** Empty unless both servers and secret are configured. */
  List<IceServer> forSeat(UUID seat) {
    if (uris.isEmpty() || secret.isEmpty()) {
      return List.of();
    }
    String username = clock.instant().plus(LIFE).getEpochSecond() + ":" + seat;
    String credential = hmac(secret.get(), username);
    return uris.get().stream().map(uri -> new IceServer(uri, username, credential)).toList();
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
