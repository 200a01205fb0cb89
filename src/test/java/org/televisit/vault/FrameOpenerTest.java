package org.televisit.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.televisit.vault.TestVault.ID;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By whichever cipher a machine has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ParameterizedClass
@EnumSource
class FrameOpenerTest {

  enum Deciphering {
    AS_HERE,
    BY_THE_JDK;

    Cipher cipher() throws GeneralSecurityException {
      return this == AS_HERE ? AesGcm.cipher() : AesGcm.ofTheJdk();
    }
  }

  /** "hello", sealed as part 3 at 4096 by OpenSSL, under the key below and the nonce f0 to fb. */
  static final String HELLO =
      "010badcafe" // Tink's prefix of key 0x0badcafe
          + "f0f1f2f3f4f5f6f7f8f9fafb"
          + "01632f6c13"
          + "a064d17c5dbdf108e5e59585856969c8";

  static final UUID OTHER = UUID.fromString("5f0c9a44-91a1-4e6b-8d3a-6b1f0e2d4c7a");

  final Deciphering deciphering;
  RecordingKey key;
  byte[] plain;
  Frame frame;
  byte[] sealed;

  FrameOpenerTest(Deciphering deciphering) {
    this.deciphering = deciphering;
  }

  @BeforeEach
  void sealedByTink() throws GeneralSecurityException, IOException {
    key = RecordingKey.of(ID, KeyEncryptionKey.newKeyset());
    sealed(1000);
  }

  private void sealed(int length) throws IOException {
    plain = new byte[length];
    new Random(length).nextBytes(plain);
    frame = Frame.of(Frame.Type.PART, 7, 70_000, length);
    sealed = key.seal(frame, plain);
  }

  /** What the frame holds, from the middle of a longer array into the beginning of another. */
  private byte[] opened(RecordingKey by, Frame as, byte[] sealed) throws GeneralSecurityException {
    byte[] within = new byte[sealed.length + 40];
    System.arraycopy(sealed, 0, within, 20, sealed.length);
    byte[] out = new byte[Frame.MAX_PART];
    by.opener(deciphering.cipher()).open(as, within, 20, out);
    return Arrays.copyOf(out, as.plainLength());
  }

  private void isRefused(RecordingKey by, Frame as, byte[] changed)
      throws GeneralSecurityException {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .as("by Tink")
        .isThrownBy(() -> by.open(as, changed));
    byte[] out = new byte[Frame.MAX_PART];
    FrameOpener opener = by.opener(deciphering.cipher());
    assertThatExceptionOfType(GeneralSecurityException.class)
        .as("here")
        .isThrownBy(() -> opener.open(as, changed, 0, out));
    assertThat(out).as("what was written").containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 255, 4096, 65_535, 65_536})
  void what_Tink_sealed_opens(int length) throws Exception {
    sealed(length);
    assertThat(opened(key, frame, sealed)).isEqualTo(plain);
    assertThat(key.open(frame, sealed)).isEqualTo(plain);
  }

  @Test
  @AccessesPartialKey
  void what_another_program_sealed_in_the_same_way_opens() throws Exception {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    AesGcmKey fixed =
        AesGcmKey.builder()
            .setParameters((AesGcmParameters) PredefinedAeadParameters.AES256_GCM)
            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
            .setIdRequirement(0x0badcafe)
            .build();
    RecordingKey same =
        RecordingKey.of(
            ID,
            KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(fixed).makePrimary())
                .build());
    Frame hello = Frame.of(Frame.Type.PART, 3, 4096, 5);
    byte[] known = HexFormat.of().parseHex(HELLO);
    assertThat(new String(opened(same, hello, known), US_ASCII)).isEqualTo("hello");
    assertThat(new String(same.open(hello, known), US_ASCII)).isEqualTo("hello");
  }

  @Test
  void one_opener_opens_frame_after_frame_also_after_one_that_was_damaged() throws Exception {
    FrameOpener opener = key.opener(deciphering.cipher());
    byte[] out = new byte[Frame.MAX_PART];
    for (int length : new int[] {300, 40_000, 1, 65_536, 20}) {
      sealed(length);
      byte[] damaged = sealed.clone();
      damaged[damaged.length - 1] ^= 1;
      assertThatExceptionOfType(GeneralSecurityException.class)
          .isThrownBy(() -> opener.open(frame, damaged, 0, out));
      opener.open(frame, sealed, 0, out);
      assertThat(Arrays.copyOf(out, length)).isEqualTo(plain);
    }
  }

  @Test
  void no_bit_can_be_changed() throws Exception {
    sealed(40);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= (byte) (1 << i % 8);
      isRefused(key, frame, changed);
    }
  }

  @Test
  void it_opens_as_nothing_but_what_it_was_sealed_as() throws Exception {
    isRefused(key, Frame.of(Frame.Type.INDEX, 7, 70_000, 1000), sealed);
    isRefused(key, Frame.of(Frame.Type.PART, 8, 70_000, 1000), sealed);
    isRefused(key, Frame.of(Frame.Type.PART, 7, 70_001, 1000), sealed);
    isRefused(key, Frame.of(Frame.Type.PART, 7, 70_000, 999), Arrays.copyOf(sealed, 1032));
  }

  @Test
  void another_recordings_key_does_not_open_it_nor_its_own_under_another_id() throws Exception {
    KeysetHandle keyset = KeyEncryptionKey.newKeyset();
    RecordingKey own = RecordingKey.of(ID, keyset);
    byte[] bytes = own.seal(frame, plain);
    isRefused(key, frame, bytes);
    isRefused(RecordingKey.of(OTHER, keyset), frame, bytes);
    assertThat(opened(own, frame, bytes)).isEqualTo(plain);
  }

  @Test
  void AWS_LC_deciphers_where_its_library_was_made_for() throws GeneralSecurityException {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeThat(machine).isIn("Linux amd64", "Linux aarch64");
    assertThat(AesGcm.cipher().getProvider().getName()).isEqualTo("AmazonCorrettoCryptoProvider");
  }

  @Test
  void a_keyset_of_another_kind_is_none_of_a_recording() throws GeneralSecurityException {
    KeysetHandle other =
        KeysetHandle.generateNew(
            PredefinedAeadParameters.XCHACHA20_POLY1305, KeyEncryptionKey.TINK);
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> RecordingKey.of(ID, other));
    KeysetHandle two =
        KeysetHandle.newBuilder(KeyEncryptionKey.newKeyset())
            .addEntry(KeysetHandle.importKey(KeyEncryptionKey.newKeyset().getPrimary().getKey()))
            .build();
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> RecordingKey.of(ID, two));
  }
}
