package org.televisit.vault;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a sealed file, wherever it rests. For one thread. */
interface SealedBytes extends Closeable {

  /** Length of the file. */
  long size() throws IOException;

  /**
   * Reads as many bytes as the array is long.
   *
   * @throws java.io.EOFException if the file ends before
   */
  void read(long position, byte[] into) throws IOException;

  default byte[] read(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(position, bytes);
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
