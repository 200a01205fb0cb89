package org.televisit.kurento.transport;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.jitsi.srtp.SrtpPolicy;

/** The DTLS-SRTP protection profiles that we speak (RFC 5764, RFC 7714), best first. */
public enum SrtpProfile {
  AEAD_AES_128_GCM(SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM, 16, 12),
  AEAD_AES_256_GCM(SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM, 32, 12),
  AES128_CM_HMAC_SHA1_80(SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80, 16, 14);

  private final int id;
  private final int keyLength;
  private final int saltLength;

  SrtpProfile(int id, int keyLength, int saltLength) {
    this.id = id;
    this.keyLength = keyLength;
    this.saltLength = saltLength;
  }

  /** All numbers, in our order of preference. */
  static int[] ids() {
    return Arrays.stream(values()).mapToInt(profile -> profile.id).toArray();
  }

  /** Our favourite of those that the peer offers. */
  static Optional<SrtpProfile> best(int... offered) {
    return Arrays.stream(values())
        .filter(profile -> Arrays.stream(offered).anyMatch(id -> id == profile.id))
        .findFirst();
  }

  int id() {
    return id;
  }

  int keyLength() {
    return keyLength;
  }

  int saltLength() {
    return saltLength;
  }

  /** Bytes to export from DTLS: both sides' keys, then both sides' salts. */
  int materialLength() {
    return 2 * (keyLength + saltLength);
  }

  SrtpPolicy policy() {
    boolean gcm = this != AES128_CM_HMAC_SHA1_80;
    SrtpPolicy policy =
        new SrtpPolicy(
            gcm ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
            keyLength,
            gcm ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION,
            gcm ? 0 : 20,
            gcm ? 16 : 10,
            saltLength);
    policy.setSendReplayEnabled(false); // see NonceGuard
    return policy;
  }
}
