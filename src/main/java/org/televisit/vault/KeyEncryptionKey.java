package org.televisit.vault;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The one key that wraps the key of every recording. It rests in a Tink keyset in JSON, in a file
 * that only its owner may read. A keyset may hold several keys: new recordings are wrapped by its
 * primary one, older ones still open by theirs, so a key is rotated by adding one.
 */
final class KeyEncryptionKey {

  private static final Set<PosixFilePermission> ALLOWED =
      EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

  /** The algorithms that are accepted in keysets, of which new keys use AES256_GCM. */
  static final Configuration TINK = AeadConfig2026.get();

  private final Aead aead;

  private KeyEncryptionKey(Aead aead) {
    this.aead = aead;
  }

  /**
   * @param file a Tink keyset in JSON, readable by its owner alone
   * @throws IOException if it cannot be read, is open to group or others, or is no AEAD keyset; the
   *     message names the file and never its content
   */
  static KeyEncryptionKey read(Path file) throws IOException {
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (!ALLOWED.containsAll(granted)) {
      throw new IOException(
          "the key file %s is open to others (%s): restrict it to its owner (chmod 600)"
              .formatted(file, PosixFilePermissions.toString(granted)));
    }
    try {
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), TINK, InsecureSecretKeyAccess.get());
      return new KeyEncryptionKey(keys.getPrimitive(TINK, Aead.class));
    } catch (GeneralSecurityException e) {
      // the cause may quote what it could not parse, so it is not passed on
      throw new IOException("the key file " + file + " holds no usable AEAD keyset");
    }
  }

  /**
   * Makes a new key and keeps it, with mode 0600.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is a file already; it is left alone
   */
  static KeyEncryptionKey create(Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(EnumSet.of(OWNER_READ, OWNER_WRITE)))) {
      String json =
          TinkJsonProtoKeysetFormat.serializeKeyset(
              newKeyset(), TINK, InsecureSecretKeyAccess.get());
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(json);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a key", e);
    }
    return read(file);
  }

  static KeysetHandle newKeyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
  }

  byte[] wrap(KeysetHandle keyset, byte[] recording) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, aead, recording, TINK);
  }

  KeysetHandle unwrap(byte[] wrapped, byte[] recording) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, aead, recording, TINK);
  }
}
