package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one key that wraps the key of every recording. It rests in a Tink keyset in JSON, in a file
 * that only its owner may read, or in a key service that never hands it out. A keyset may hold
 * several keys: new recordings are wrapped by its primary one, older ones still open by theirs, so
 * a key is rotated by adding one.
 */
final class KeyEncryptionKey {

  /** The algorithms that are accepted in keysets, of which new keys use AES256_GCM. */
  static final Configuration TINK = AeadConfig2026.get();

  private final List<Aead> all;
  private final Aead primary;

  /** Whether what the primary key opens may have been wrapped by an older version of it. */
  private final boolean versioned;

  private KeyEncryptionKey(List<Aead> all, Aead primary, boolean versioned) {
    this.all = all;
    this.primary = primary;
    this.versioned = versioned;
  }

  /**
   * A key in a key service.
   *
   * @param former the key that wrapped recordings before; they still open by it
   */
  static KeyEncryptionKey of(Aead service, Optional<KeyEncryptionKey> former) {
    List<Aead> all = new ArrayList<>(former.map(key -> key.all).orElse(List.of()));
    all.add(service); // last: whatever another key opens is not sent there
    return new KeyEncryptionKey(all, service, true);
  }

  /**
   * @param file a Tink keyset in JSON, readable by its owner alone
   * @throws IOException if it cannot be read, is open to group or others, or is no AEAD keyset; the
   *     message names the file and never its content
   */
  static KeyEncryptionKey read(Path file) throws IOException {
    return of(readKeyset(file), file);
  }

  static KeysetHandle readKeyset(Path file) throws IOException {
    SecretFile.requirePrivate(file);
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(file), TINK, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw unusable(file); // the cause may quote what it could not parse, so it is not passed on
    }
  }

  static KeyEncryptionKey of(KeysetHandle keys, Path file) throws IOException {
    try {
      KeysetHandle newest =
          KeysetHandle.newBuilder()
              .addEntry(
                  KeysetHandle.importKey(keys.getPrimary().getKey())
                      .withFixedId(keys.getPrimary().getId())
                      .makePrimary())
              .build();
      return new KeyEncryptionKey(
          List.of(keys.getPrimitive(TINK, Aead.class)),
          newest.getPrimitive(TINK, Aead.class),
          false);
    } catch (GeneralSecurityException e) {
      throw unusable(file);
    }
  }

  private static IOException unusable(Path file) {
    return new IOException("the key file " + file + " holds no usable AEAD keyset");
  }

  /**
   * Makes a new key and keeps it, with mode 0600.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is a file already; it is left alone
   */
  static KeyEncryptionKey create(Path file) throws IOException {
    try {
      SecretFile.create(file, json(newKeyset()));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a key", e);
    }
    return read(file);
  }

  static byte[] json(KeysetHandle keys) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keys, TINK, InsecureSecretKeyAccess.get())
        .getBytes(UTF_8);
  }

  static KeysetHandle newKeyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
  }

  byte[] wrap(KeysetHandle keyset, byte[] recording) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, primary, recording, TINK);
  }

  /**
   * @throws KeyServiceException if the key service did not answer; the key may be all right
   */
  KeysetHandle unwrap(byte[] wrapped, byte[] recording) throws GeneralSecurityException {
    GeneralSecurityException failure = new GeneralSecurityException("no key");
    for (Aead key : all) {
      try {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, key, recording, TINK);
      } catch (GeneralSecurityException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** Whether the newest key wrapped this. Of a key service's key nobody knows that from here. */
  boolean isCurrent(byte[] wrapped, byte[] recording) {
    if (versioned) {
      return false;
    }
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, primary, recording, TINK).size()
          > 0;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
