package org.televisit.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/** A sealed file on a disk of this machine. */
final class FileBytes implements SealedBytes {

  private final FileChannel file;

  private FileBytes(FileChannel file) {
    this.file = file;
  }

  /**
   * @throws DamagedRecordingException if there is no file
   */
  static FileBytes open(Path path, UUID recording) throws IOException {
    try {
      return of(FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      throw new DamagedRecordingException(recording, Fault.MISSING, "there is no file");
    }
  }

  static FileBytes of(FileChannel file) {
    return new FileBytes(file);
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
