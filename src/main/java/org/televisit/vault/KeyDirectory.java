package org.televisit.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the wrapped key of each recording lies: {@code <directory>/<last two digits of the
 * id>/<id>.key}. A key that was destroyed leaves a tombstone, {@code <id>.shredded}, which holds
 * the time and stays for ever.
 */
final class KeyDirectory {

  private static final Pattern NAME =
      Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(\\.key|\\.shredded)");

  private static final String KEY = ".key";
  private static final String TOMBSTONE = ".shredded";
  private static final byte[] MAGIC = {'T', 'M', 'R', 'K', 1, 0, 0, 0};
  private static final int FIXED = MAGIC.length + 16 + Integer.BYTES;

  /** Far more than a wrapped keyset of one key takes, about 160 bytes. */
  private static final int MAX_FILE = 8192;

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;

  private KeyDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * @param directory absolute; made with mode 0700 if it does not exist
   * @throws IOException if it cannot be made, or others than its owner may enter it
   */
  static KeyDirectory at(Path directory) throws IOException {
    if (!directory.isAbsolute()) {
      throw new IOException("the directory of keys must be an absolute path: " + directory);
    }
    Files.createDirectories(directory, OWNER_ONLY);
    Path real = directory.toRealPath();
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(real);
    if (!PosixFilePermissions.fromString("rwx------").containsAll(granted)) {
      throw new IOException(
          "the directory of keys %s is open to others (%s): chmod 700 it"
              .formatted(real, PosixFilePermissions.toString(granted)));
    }
    return new KeyDirectory(real);
  }

  /**
   * Refuses to share a tree with something else, such as the recordings that the keys open.
   *
   * @throws IOException if one of the two lies in the other
   */
  void keepApartFrom(Path other) throws IOException {
    Path real = other.toRealPath();
    if (directory.startsWith(real) || real.startsWith(directory)) {
      throw new IOException(
          "the directory of keys %s and %s must lie apart".formatted(directory, real));
    }
  }

  Path key(UUID recording) {
    return folder(recording).resolve(recording + KEY);
  }

  Path tombstone(UUID recording) {
    return folder(recording).resolve(recording + TOMBSTONE);
  }

  private Path folder(UUID recording) {
    return directory.resolve("%02x".formatted(recording.getLeastSignificantBits() & 0xff));
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
    Files.createDirectories(folder(recording), OWNER_ONLY);
    Channels.forceDirectory(directory);
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
    return list(KEY);
  }

  /** Recordings with a tombstone. */
  List<UUID> listBuried() throws IOException {
    return list(TOMBSTONE);
  }

  private List<UUID> list(String kind) throws IOException {
    List<UUID> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, "[0-9a-f][0-9a-f]")) {
      for (Path folder : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && kind.equals(name.group(2))) {
              found.add(UUID.fromString(name.group(1)));
            }
          }
        }
      }
    }
    return found;
  }
}
