package org.televisit.vault;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a sealed file, wherever it rests. For one thread. */
interface SealedBytes extends Closeable {

  /** Length of the file. */
  long size() throws IOException;

  /**
   * Another text as soon as the file is another one or was written to; the same for as long as it
   * was not. What was found whole needs not be read again while it stays.
   */
  String version();

  /**
   * Reads that many bytes to the beginning of an array.
   *
   * @throws java.io.EOFException if the file ends before
   */
  void read(long position, byte[] into, int length) throws IOException;

  default byte[] read(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(position, bytes, length);
    return bytes;
  }

  /** Where a file can be opened again and again. */
  interface Source {

    /**
     * @param ahead bytes that are likely to be read in one go, in file order
     * @throws DamagedRecordingException if there is no file
     */
    SealedBytes open(long ahead) throws IOException;
  }
}
