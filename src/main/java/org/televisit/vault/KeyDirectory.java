package org.televisit.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where the wrapped key of each recording lies: {@code <directory>/<last two digits of the
 * id>/<id>.key}. A key that was destroyed leaves a tombstone, {@code <id>.shredded}, which holds
 * the time and stays for ever.
 */
final class KeyDirectory {

  private static final String KEY = ".key";
  private static final String TOMBSTONE = ".shredded";
  private static final byte[] MAGIC = {'T', 'M', 'R', 'K', 1, 0, 0, 0};
  private static final int FIXED = MAGIC.length + 16 + Integer.BYTES;

  /** Far more than a wrapped keyset of one key takes, about 160 bytes. */
  private static final int MAX_FILE = 8192;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE));

  private final IdFolders folders;

  private KeyDirectory(IdFolders folders) {
    this.folders = folders;
  }

  /**
   * @param directory absolute; made with mode 0700 if it does not exist
   * @throws IOException if it cannot be made, or others than its owner may enter it
   */
  static KeyDirectory at(Path directory) throws IOException {
    return new KeyDirectory(
        IdFolders.at(directory, "the directory of keys", OTHERS, "is open to others"));
  }

  /**
   * Refuses to share a tree with something else, such as the recordings that the keys open.
   *
   * @throws IOException if one of the two lies in the other
   */
  void keepApartFrom(Path other) throws IOException {
    folders.keepApartFrom("", other);
  }

  Path key(UUID recording) {
    return folders.file(recording, KEY);
  }

  Path tombstone(UUID recording) {
    return folders.file(recording, TOMBSTONE);
  }

  /**
   * The wrapped keyset of a recording; empty if it has no key file.
   *
   * @throws IllegalArgumentException if the file is not the key file of this recording
   */
  Optional<byte[]> read(UUID recording) throws IOException {
    byte[] bytes;
    try {
      if (Files.size(key(recording)) > MAX_FILE) {
        throw new IllegalArgumentException("a key file that is too large");
      }
      bytes = Files.readAllBytes(key(recording));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    byte[] begins = begin(recording, Math.max(0, bytes.length - FIXED));
    if (bytes.length < FIXED || !Arrays.equals(begins, 0, FIXED, bytes, 0, FIXED)) {
      throw new IllegalArgumentException("not the key file of this recording");
    }
    return Optional.of(Arrays.copyOfRange(bytes, FIXED, bytes.length));
  }

  void write(UUID recording, byte[] wrapped) throws IOException {
    makeFolder(recording);
    byte[] file = Arrays.copyOf(begin(recording, wrapped.length), FIXED + wrapped.length);
    System.arraycopy(wrapped, 0, file, FIXED, wrapped.length);
    SecretFile.replace(key(recording), file);
  }

  private static byte[] begin(UUID recording, int length) {
    return ByteBuffer.allocate(FIXED)
        .put(MAGIC)
        .put(RecordingKey.bytes(recording))
        .putInt(length)
        .array();
  }

  private void makeFolder(UUID recording) throws IOException {
    folders.make(recording);
    folders.force();
  }

  boolean has(UUID recording) {
    return Files.exists(key(recording), LinkOption.NOFOLLOW_LINKS);
  }

  /** Says for ever that this recording's key is to be gone; an earlier time stands. */
  Instant bury(UUID recording, Instant now) throws IOException {
    Optional<Instant> earlier = buried(recording);
    if (earlier.isEmpty()) {
      makeFolder(recording);
      SecretFile.replace(tombstone(recording), now.toString().getBytes(US_ASCII));
    }
    return earlier.orElse(now);
  }

  /** When this recording's key was destroyed; empty if it was not. */
  Optional<Instant> buried(UUID recording) throws IOException {
    Path tombstone = tombstone(recording);
    try {
      return Optional.of(Instant.parse(Files.readString(tombstone, US_ASCII).trim()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of(Files.getLastModifiedTime(tombstone).toInstant()); // buried all the same
    }
  }

  void destroy(UUID recording) throws IOException {
    SecretFile.destroy(key(recording));
  }

  /** Recordings with a key file. */
  List<UUID> list() throws IOException {
    return folders.list(KEY);
  }

  /** Recordings with a tombstone. */
  List<UUID> listBuried() throws IOException {
    return folders.list(TOMBSTONE);
  }
}
