package org.televisit.vault;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/** Small files that nobody but their owner may read, and that are there whole or not at all. */
final class SecretFile {

  private static final Set<PosixFilePermission> ALLOWED =
      EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

  private SecretFile() {}

  /**
   * @throws IOException if group or others may do anything with it; the message names the file
   */
  static void requirePrivate(Path file) throws IOException {
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (!ALLOWED.containsAll(granted)) {
      throw new IOException(
          "the key file %s is open to others (%s): restrict it to its owner (chmod 600)"
              .formatted(file, PosixFilePermissions.toString(granted)));
    }
  }

  /**
   * Makes a file with mode 0600, durably.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one; it is left alone
   */
  static void create(Path file, byte[] content) throws IOException {
    write(file, content, StandardOpenOption.CREATE_NEW);
    Channels.forceDirectory(directory(file));
  }

  /** Makes a file, or gives it another content, in one step that a crash cannot halve. */
  static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    write(next, content, StandardOpenOption.CREATE_NEW);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    Channels.forceDirectory(directory(file));
  }

  /**
   * Overwrites and deletes a file, durably; does nothing if there is none. Whether the overwritten
   * blocks are those that held the content is up to the file system and the disk.
   */
  static void destroy(Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".new"));
    try (FileChannel out =
        FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      byte[] noise = new byte[(int) out.size()];
      new SecureRandom().nextBytes(noise);
      Channels.write(out, ByteBuffer.wrap(noise));
      out.force(true);
    } catch (NoSuchFileException e) {
      return;
    }
    Files.delete(file);
    Channels.forceDirectory(directory(file));
  }

  private static void write(Path file, byte[] content, OpenOption how) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(how, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(EnumSet.of(OWNER_READ, OWNER_WRITE)))) {
      Channels.write(out, ByteBuffer.wrap(content));
      out.force(true);
    }
  }

  private static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }
}
