package org.televisit.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a vault keeps what it has. Recordings and keys must lie apart: who has a copy of one of
 * them alone can open nothing.
 *
 * @param recordings absolute; the sealed files, made if it does not exist
 * @param keys absolute; the wrapped key of each recording, made if it does not exist
 * @param kekFile the key that wraps them
 */
public record VaultPlaces(Path recordings, Path keys, Path kekFile) {

  RecordingStore openStore() throws IOException {
    return RecordingStore.at(recordings);
  }

  KeyDirectory openKeys() throws IOException {
    KeyDirectory directory = KeyDirectory.at(keys);
    directory.keepApartFrom(recordings);
    return directory;
  }

  /**
   * @param create whether to make the key-encryption key if there is none, and nothing that it
   *     would have to open
   */
  KeyEncryptionKey openKek(boolean create, boolean isEmpty) throws IOException {
    if (Files.exists(kekFile)) {
      return KeyEncryptionKey.read(kekFile);
    }
    if (!create) {
      throw new IOException(
          "there is no key file %s; make one, or set televisit.recording.kek-create for development"
              .formatted(kekFile));
    }
    if (!isEmpty) {
      throw new IOException(
          "the key file %s is gone, but there are recordings that only it opens: bring it back"
              .formatted(kekFile));
    }
    System.getLogger(VaultPlaces.class.getName())
        .log(System.Logger.Level.WARNING, "making a new key-encryption key, " + kekFile);
    return KeyEncryptionKey.create(kekFile);
  }
}
