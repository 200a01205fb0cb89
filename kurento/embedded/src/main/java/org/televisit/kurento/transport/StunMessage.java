package org.televisit.kurento.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A STUN message (RFC 8489) as ICE uses it (RFC 8445): parsed with all lengths checked, or built
 * with short-term credentials and fingerprint.
 */
public final class StunMessage {

  public static final int BINDING_REQUEST = 0x0001;
  public static final int BINDING_SUCCESS = 0x0101;
  public static final int BINDING_ERROR = 0x0111;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;

  private static final int COOKIE = 0x2112A442;
  private static final int HEADER = 20;
  private static final int HMAC = 20;
  private static final int FINGERPRINT_XOR = 0x5354554e;

  private final byte[] bytes;
  private final int integrityAt;
  private final int fingerprintAt;

  private StunMessage(byte[] bytes, int integrityAt, int fingerprintAt) {
    this.bytes = bytes;
    this.integrityAt = integrityAt;
    this.fingerprintAt = fingerprintAt;
  }

  /** Reads a datagram; empty if it is not a well-formed STUN message. */
  public static Optional<StunMessage> parse(byte[] data, int length) {
    if (length < HEADER || length % 4 != 0 || (data[0] & 0xc0) != 0) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(data, 0, length);
    if (in.getInt(4) != COOKIE || (in.getShort(2) & 0xffff) != length - HEADER) {
      return Optional.empty();
    }
    int integrity = -1;
    int fingerprint = -1;
    for (int at = HEADER; at < length; at = next(in, at)) {
      if (at + 4 > length || at + 4 + sizeAt(in, at) > length) {
        return Optional.empty();
      }
      int type = in.getShort(at) & 0xffff;
      if (type == MESSAGE_INTEGRITY && integrity < 0 && sizeAt(in, at) == HMAC) {
        integrity = at;
      } else if (type == FINGERPRINT && sizeAt(in, at) == 4) {
        fingerprint = at;
      }
    }
    return Optional.of(new StunMessage(Arrays.copyOf(data, length), integrity, fingerprint));
  }

  private static int sizeAt(ByteBuffer in, int at) {
    return in.getShort(at + 2) & 0xffff;
  }

  private static int next(ByteBuffer in, int at) {
    return at + 4 + (sizeAt(in, at) + 3 & ~3);
  }

  public int type() {
    return ByteBuffer.wrap(bytes).getShort() & 0xffff;
  }

  /** The USERNAME, {@code receiver-ufrag:sender-ufrag} in a check. */
  public Optional<String> username() {
    return attribute(USERNAME).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  public boolean useCandidate() {
    return attribute(USE_CANDIDATE).isPresent();
  }

  /** Whether the sender believes to be controlled; it must not, with a lite peer. */
  public boolean iceControlled() {
    return attribute(ICE_CONTROLLED).isPresent();
  }

  /** PRIORITY, 0 where there is none. */
  public long priority() {
    return attribute(PRIORITY)
        .filter(value -> value.length == 4)
        .map(value -> ByteBuffer.wrap(value).getInt() & 0xffffffffL)
        .orElse(0L);
  }

  /** An attribute that is covered by the integrity check. */
  private Optional<byte[]> attribute(int type) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int end = integrityAt < 0 ? bytes.length : integrityAt;
    for (int at = HEADER; at < end; at = next(in, at)) {
      if ((in.getShort(at) & 0xffff) == type) {
        return Optional.of(Arrays.copyOfRange(bytes, at + 4, at + 4 + sizeAt(in, at)));
      }
    }
    return Optional.empty();
  }

  /** Whether FINGERPRINT is there, last, and right. */
  public boolean hasValidFingerprint() {
    return fingerprintAt == bytes.length - 8
        && ByteBuffer.wrap(bytes).getInt(fingerprintAt + 4) == fingerprint(bytes, fingerprintAt);
  }

  /** Whether MESSAGE-INTEGRITY is there and was made with this password. */
  public boolean isSignedWith(String password) {
    if (integrityAt < 0) {
      return false;
    }
    byte[] signed = Arrays.copyOf(bytes, integrityAt);
    setLength(signed, integrityAt + 4 + HMAC);
    byte[] given = Arrays.copyOfRange(bytes, integrityAt + 4, integrityAt + 4 + HMAC);
    return MessageDigest.isEqual(hmac(password, signed, integrityAt), given);
  }

  /** The success response to this request, signed with our password. */
  public byte[] success(InetSocketAddress mapped, String password) {
    byte[] ip = mapped.getAddress().getAddress();
    ByteBuffer value = ByteBuffer.allocate(4 + ip.length);
    value.put((byte) 0).put((byte) (ip.length == 4 ? 1 : 2));
    value.putShort((short) (mapped.getPort() ^ COOKIE >>> 16));
    for (int i = 0; i < ip.length; i++) {
      value.put((byte) (ip[i] ^ bytes[4 + i])); // the cookie, then the transaction id
    }
    return response(BINDING_SUCCESS, XOR_MAPPED_ADDRESS, value.array(), password);
  }

  /** The error response to this request, signed with our password. */
  public byte[] error(int code, String password) {
    byte[] value = {0, 0, (byte) (code / 100), (byte) (code % 100)};
    return response(BINDING_ERROR, ERROR_CODE, value, password);
  }

  private byte[] response(int type, int attribute, byte[] value, String password) {
    ByteBuffer out = ByteBuffer.allocate(HEADER + 4 + value.length + 4 + HMAC + 8);
    out.putShort((short) type).putShort((short) 0).putInt(COOKIE).put(bytes, 8, 12);
    out.putShort((short) attribute).putShort((short) value.length).put(value);
    int at = out.position();
    setLength(out.array(), at + 4 + HMAC);
    out.putShort((short) MESSAGE_INTEGRITY).putShort((short) HMAC);
    out.put(hmac(password, out.array(), at));
    at = out.position();
    setLength(out.array(), at + 8);
    out.putShort((short) FINGERPRINT).putShort((short) 4).putInt(fingerprint(out.array(), at));
    return out.array();
  }

  private static void setLength(byte[] message, int total) {
    ByteBuffer.wrap(message).putShort(2, (short) (total - HEADER));
  }

  private static int fingerprint(byte[] data, int length) {
    CRC32 crc = new CRC32();
    crc.update(data, 0, length);
    return (int) crc.getValue() ^ FINGERPRINT_XOR;
  }

  private static byte[] hmac(String password, byte[] data, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      mac.update(data, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
