package org.televisit.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Where finished recordings rest. Safe for use by many threads. */
interface MediaStore {

  /**
   * @param ahead bytes that are likely to be read in one go, in file order
   * @throws DamagedRecordingException if there is no file
   */
  SealedBytes open(UUID recording, long ahead) throws IOException;

  /** Whether there is a file; it is whole then. */
  boolean has(UUID recording) throws IOException;

  /**
   * Takes a finished file over. When this returns, what was taken has been read back and is what
   * the file holds; nothing that is there is ever overwritten. May be repeated.
   *
   * @return whether the file itself is needed no more
   */
  boolean take(UUID recording, Path file) throws IOException;

  /** Deletes whatever there is of a recording; does nothing if there is nothing. */
  void delete(UUID recording) throws IOException;

  /** Recordings that are here, whole. */
  List<UUID> list() throws IOException;
}
