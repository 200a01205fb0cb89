package org.televisit.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** What a file channel alone does not promise: whole buffers, durable names, one writer. */
final class Channels {

  private Channels() {}

  static byte[] read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file ends at " + file.size());
      }
    }
    return bytes.array();
  }

  static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /**
   * Locks a file until its channel is closed.
   *
   * @throws RecordingBusyException if someone else has locked it
   */
  static void lock(FileChannel file, UUID recording) throws IOException {
    try {
      if (file.tryLock() == null) {
        throw new RecordingBusyException(recording);
      }
    } catch (OverlappingFileLockException e) {
      throw new RecordingBusyException(recording);
    }
  }

  /** Makes a new or changed name in a directory survive a power failure. */
  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
