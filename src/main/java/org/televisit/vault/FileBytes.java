package org.televisit.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/** A sealed file on a disk of this machine. */
final class FileBytes implements SealedBytes {

  /**
   * Of the inode, so that a file of the same name is another one; the time of its last change is
   * set by the kernel, and by nobody to another than now.
   */
  private static final String VERSION = "unix:ino,size,lastModifiedTime,ctime";

  private final FileChannel file;
  private final String version;

  private FileBytes(FileChannel file, String version) {
    this.file = file;
    this.version = version;
  }

  /**
   * @throws DamagedRecordingException if there is no file
   */
  static FileBytes open(Path path, UUID recording) throws IOException {
    try {
      String version = versionOf(path); // first: a change that comes between is then noticed
      return new FileBytes(
          FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)),
          version);
    } catch (NoSuchFileException e) {
      throw new DamagedRecordingException(recording, Fault.MISSING, "there is no file");
    }
  }

  /** A file that is open and locked, so that nobody else changes it. */
  static FileBytes of(FileChannel file) {
    return new FileBytes(file, "");
  }

  private static String versionOf(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, VERSION, LinkOption.NOFOLLOW_LINKS);
    return "%s %s %s %s"
        .formatted(
            found.get("ino"), found.get("size"), found.get("lastModifiedTime"), found.get("ctime"));
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public void read(long position, byte[] into, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(into, 0, length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file ends at " + file.size());
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
