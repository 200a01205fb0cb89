package org.televisit.kurento.transport;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/**
 * Protects what is sent and opens what is received under the keys of one DTLS association (RFC
 * 3711, 5764, 7714). Where a method returns false the packet must be dropped: a packet that could
 * not be protected is still in the clear.
 */
public final class SrtpSession {

  private static final int RTP_HEADER = 12;
  private static final int RTCP_HEADER = 8;
  private static final int WARM_UP_PACKETS = 3_000;
  private static final int LONGEST_PACKET = 1232;

  /** For the authentication tag. */
  private static final int ROOM = 32;

  /** Each costs a key schedule, and the peer chooses how many it uses. */
  private static final int MOST_SSRCS = 64;

  private final SrtpContextFactory sending;
  private final SrtpContextFactory receiving;
  private final Map<Integer, SrtpCryptoContext> rtpOut = new HashMap<>();
  private final Map<Integer, NonceGuard> sent = new HashMap<>();
  private final Map<Integer, SrtpCryptoContext> rtpIn = new HashMap<>();
  private final Map<Integer, SrtcpCryptoContext> rtcpOut = new HashMap<>();
  private final Map<Integer, SrtcpCryptoContext> rtcpIn = new HashMap<>();

  static {
    // The library would benchmark all providers at first use; this one is the fastest on JDK 17-25.
    Aes.setFactoryClassName("SunJCE");
  }

  /**
   * @param material exported from DTLS: client key, server key, client salt, server salt
   * @param client whether we were the DTLS client
   */
  SrtpSession(SrtpProfile profile, byte[] material, boolean client) {
    int key = profile.keyLength();
    int salt = profile.saltLength();
    byte[] clientKey = Arrays.copyOfRange(material, 0, key);
    byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
    byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
    byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt));
    this.sending =
        factory(true, client ? clientKey : serverKey, client ? clientSalt : serverSalt, profile);
    this.receiving =
        factory(false, client ? serverKey : clientKey, client ? serverSalt : clientSalt, profile);
  }

  private static SrtpContextFactory factory(
      boolean sender, byte[] key, byte[] salt, SrtpProfile profile) {
    Logger logger = new LoggerImpl(SrtpSession.class.getName());
    return new SrtpContextFactory(sender, key, salt, profile.policy(), profile.policy(), logger);
  }

  /** Loads the ciphers, so that no packet waits for them on the loop. */
  SrtpSession loaded() {
    try {
      var unused = sending.deriveContext(0, 0);
      var unusedControl = sending.deriveControlContext(0);
      return this;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no cipher for SRTP", e);
    }
  }

  /** Runs each cipher for a while, so that the first packets of the first call find it compiled. */
  static void warmUp() {
    byte[] packet = new byte[LONGEST_PACKET];
    for (SrtpProfile profile : SrtpProfile.values()) {
      byte[] material = new byte[profile.materialLength()];
      SrtpSession sender = new SrtpSession(profile, material, true);
      SrtpSession receiver = new SrtpSession(profile, material, false);
      for (int sequence = 0; sequence < WARM_UP_PACKETS; sequence++) {
        ByteBuffer.wrap(packet).putShort((short) 0x8060).putShort((short) sequence);
        PacketBuffer rtp = new PacketBuffer(packet, LONGEST_PACKET - ROOM);
        boolean unused = sender.protectRtp(rtp) && receiver.unprotectRtp(rtp);
      }
      byte[] rtcp = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1};
      sender.protectRtcp(new PacketBuffer(rtcp, rtcp.length));
    }
  }

  /** False also for a packet whose number was protected before, whatever is in it. */
  boolean protectRtp(PacketBuffer packet) {
    return isFirst(packet)
        && rtp(rtpOut, sending, packet, (context, p) -> context.transformPacket(p));
  }

  private boolean isFirst(PacketBuffer packet) {
    if (packet.getLength() < RTP_HEADER) {
      return false;
    }
    int sequence = ByteBuffer.wrap(packet.getBuffer()).getShort(packet.getOffset() + 2) & 0xffff;
    return sent.computeIfAbsent(ssrcAt(packet, 8), ssrc -> new NonceGuard()).isFirst(sequence);
  }

  boolean unprotectRtp(PacketBuffer packet) {
    return rtp(rtpIn, receiving, packet, (context, p) -> context.reverseTransformPacket(p, false));
  }

  boolean protectRtcp(PacketBuffer packet) {
    return rtcp(rtcpOut, sending, packet, (context, p) -> context.transformPacket(p));
  }

  boolean unprotectRtcp(PacketBuffer packet) {
    return rtcp(rtcpIn, receiving, packet, (context, p) -> context.reverseTransformPacket(p));
  }

  /** One direction of the library's work on one packet. */
  private interface Transform<C> {
    SrtpErrorStatus apply(C context, PacketBuffer packet) throws GeneralSecurityException;
  }

  private static boolean rtp(
      Map<Integer, SrtpCryptoContext> contexts,
      SrtpContextFactory factory,
      PacketBuffer packet,
      Transform<SrtpCryptoContext> transform) {
    return packet.getLength() >= RTP_HEADER
        && transform(
            contexts, ssrcAt(packet, 8), packet, ssrc -> factory.deriveContext(ssrc, 0), transform);
  }

  private static boolean rtcp(
      Map<Integer, SrtcpCryptoContext> contexts,
      SrtpContextFactory factory,
      PacketBuffer packet,
      Transform<SrtcpCryptoContext> transform) {
    return packet.getLength() >= RTCP_HEADER
        && transform(contexts, ssrcAt(packet, 4), packet, factory::deriveControlContext, transform);
  }

  private static int ssrcAt(PacketBuffer packet, int at) {
    return ByteBuffer.wrap(packet.getBuffer()).getInt(packet.getOffset() + at);
  }

  private interface Derivation<C> {
    C derive(int ssrc) throws GeneralSecurityException;
  }

  /** Keeps a new context only for an authentic packet, so that a forger cannot use them up. */
  private static <C> boolean transform(
      Map<Integer, C> contexts,
      int ssrc,
      PacketBuffer packet,
      Derivation<C> derivation,
      Transform<C> transform) {
    try {
      @Nullable C known = contexts.get(ssrc);
      if (known != null) {
        return transform.apply(known, packet) == SrtpErrorStatus.OK;
      }
      if (contexts.size() >= MOST_SSRCS) {
        return false;
      }
      C fresh = derivation.derive(ssrc);
      boolean ok = transform.apply(fresh, packet) == SrtpErrorStatus.OK;
      if (ok) {
        contexts.put(ssrc, fresh);
      }
      return ok;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // the library is not proof against every malformed header
    }
  }
}
