package org.televisit.kurento.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SrtpSessionTest {

  private static final int SSRC = 0x0badcafe;

  private final byte[] material = new byte[SrtpProfile.AEAD_AES_256_GCM.materialLength()];

  private static PacketBuffer packet(int sequence, int content) {
    byte[] buffer =
        ByteBuffer.allocate(64)
            .put((byte) 0x80)
            .put((byte) 96)
            .putShort((short) sequence)
            .putInt(sequence * 3000)
            .putInt(SSRC)
            .putInt(content)
            .array();
    return new PacketBuffer(buffer, 16);
  }

  private SrtpSession session(SrtpProfile profile, boolean client) {
    return new SrtpSession(profile, Arrays.copyOf(material, profile.materialLength()), client);
  }

  @ParameterizedTest
  @EnumSource
  void A_number_is_protected_once_whatever_is_in_the_packet(SrtpProfile profile) {
    SrtpSession session = session(profile, true);
    assertThat(session.protectRtp(packet(65_535, 1))).isTrue();
    assertThat(session.protectRtp(packet(65_535, 1))).isFalse();
    assertThat(session.protectRtp(packet(65_535, 2))).isFalse();
    assertThat(session.protectRtp(packet(0, 1))).isTrue();
    assertThat(session.protectRtp(packet(1_000, 1))).isTrue();
    assertThat(session.protectRtp(packet(0, 2))).isFalse();
    assertThat(session.protectRtp(packet(65_535, 2))).isFalse();
    assertThat(session.protectRtp(packet(9_000, 1))).as("far ahead").isTrue();
    assertThat(session.protectRtp(packet(1_000, 2))).as("too old to be known").isFalse();
  }

  /** It was lost on the way to us and is repaired when hundreds of others have left. */
  @ParameterizedTest
  @EnumSource
  void A_packet_that_is_hundreds_of_packets_late_can_still_be_read(SrtpProfile profile) {
    SrtpSession sender = session(profile, true);
    SrtpSession receiver = session(profile, false);
    for (int sequence = 65_300; sequence < 65_700; sequence++) {
      if (sequence != 65_400) {
        assertThat(sender.protectRtp(packet(sequence & 0xffff, 7))).isTrue();
      } else {
        PacketBuffer before = packet(sequence - 1, 8);
        assertThat(sender.protectRtp(before)).as("already sent").isFalse();
      }
    }
    PacketBuffer late = packet(65_400, 9);
    assertThat(sender.protectRtp(late)).isTrue();
    assertThat(receiver.unprotectRtp(late)).isTrue();
    assertThat(ByteBuffer.wrap(late.getBuffer()).getInt(12)).isEqualTo(9);
  }

  /** The session keys that RFC 3711, B.3 derives, used as its sections 4.1.1 and 4.2.1 say. */
  @Test
  void Keys_are_derived_and_used_as_in_RFC_3711() throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] key = hex.parseHex("e1f97a0d3e018be0d64fa32c06de4139");
    byte[] salt = hex.parseHex("0ec675ad498afeebb6960b3aabe6");
    byte[] both = ByteBuffer.allocate(60).put(key).put(key).put(salt).put(salt).array();
    PacketBuffer packet = packet(1, 0x01020304);
    assertThat(new SrtpSession(SrtpProfile.AES128_CM_HMAC_SHA1_80, both, true).protectRtp(packet))
        .isTrue();

    byte[] plain = Arrays.copyOf(packet(1, 0x01020304).getBuffer(), 16);
    ByteBuffer iv =
        ByteBuffer.allocate(16)
            .put(hex.parseHex("30cbbc08863d8c85d49db34a9ae1"))
            .putShort((short) 0);
    iv.putInt(4, iv.getInt(4) ^ SSRC);
    iv.putLong(8, iv.getLong(8) ^ (1L << 16));
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(hex.parseHex("c61e7a93744f39ee10734afe3ff7a087"), "AES"),
        new IvParameterSpec(iv.array()));
    cipher.doFinal(plain, 12, 4, plain, 12);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(
        new SecretKeySpec(hex.parseHex("cebe321f6ff7716b6fd4ab49af256a156d38baa4"), "HmacSHA1"));
    mac.update(plain);
    mac.update(new byte[4]); // the roll-over counter
    byte[] expected = ByteBuffer.allocate(26).put(plain).put(mac.doFinal(), 0, 10).array();
    assertThat(packet.toBytes()).isEqualTo(expected);
  }

  /** The keystream that session keys are cut from (RFC 3711, 4.3.1; RFC 7714, 11). */
  private static byte[] derived(byte[] key, byte[] salt, int label, int length) throws Exception {
    byte[] iv = Arrays.copyOf(salt, 16); // 96 bits of salt, and zeros behind
    iv[7] ^= (byte) label;
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    return cipher.doFinal(new byte[length]);
  }

  /** A packet of no more than the fixed header, as RFC 7714, 8 says; roll-over counter 0. */
  private static byte[] gcm(byte[] key, byte[] salt, byte[] packet) throws Exception {
    ByteBuffer iv = ByteBuffer.allocate(12).put(2, packet, 8, 4).put(10, packet, 2, 2);
    for (int i = 0; i < 12; i++) {
      iv.put(i, (byte) (iv.get(i) ^ salt[i]));
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv.array()));
    cipher.updateAAD(packet, 0, 12);
    byte[] sealed = cipher.doFinal(packet, 12, packet.length - 12);
    return ByteBuffer.allocate(12 + sealed.length).put(packet, 0, 12).put(sealed).array();
  }

  @Test
  void The_packet_of_RFC_7714_is_sealed_as_in_its_section_16_1_1() throws Exception {
    HexFormat hex = HexFormat.of();
    String header = "8040f17b8041f8d35501a0b2";
    byte[] text = "Gallia est omnis divisa in partes tres".getBytes(StandardCharsets.US_ASCII);
    byte[] packet =
        ByteBuffer.allocate(12 + text.length).put(hex.parseHex(header)).put(text).array();
    assertThat(
            gcm(
                hex.parseHex("000102030405060708090a0b0c0d0e0f"),
                hex.parseHex("517569642070726f2071756f"),
                packet))
        .isEqualTo(
            hex.parseHex(
                header
                    + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                    + "899d7f27beb16a9152cf765ee4390cce"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = ".*GCM")
  void A_session_seals_packets_as_RFC_7714_does(SrtpProfile profile) throws Exception {
    byte[] all = new byte[profile.materialLength()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (37 * i + 5);
    }
    PacketBuffer packet = packet(4_711, 0x01020304);
    assertThat(new SrtpSession(profile, all, true).protectRtp(packet)).isTrue();

    int length = profile.keyLength();
    byte[] key = Arrays.copyOf(all, length);
    byte[] salt = Arrays.copyOfRange(all, 2 * length, 2 * length + profile.saltLength());
    byte[] expected =
        gcm(
            derived(key, salt, 0, length),
            derived(key, salt, 2, profile.saltLength()),
            Arrays.copyOf(packet(4_711, 0x01020304).getBuffer(), 16));
    assertThat(packet.toBytes()).isEqualTo(expected);
  }
}
