package org.televisit.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Keeps finished recordings in the directory that they are written to: the new name that they get
 * with their end, in one step, is all that it takes.
 */
final class DirectoryStore implements MediaStore {

  private final RecordingStore files;

  DirectoryStore(RecordingStore files) {
    this.files = files;
  }

  @Override
  public SealedBytes open(UUID recording, long ahead) throws IOException {
    return FileBytes.open(files.finished(recording), recording);
  }

  @Override
  public boolean has(UUID recording) {
    return Files.exists(files.finished(recording), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean take(UUID recording, Path file) {
    return false; // it stays where it is
  }

  @Override
  public void delete(UUID recording) throws IOException {
    files.delete(recording);
  }

  @Override
  public List<UUID> list() throws IOException {
    return files.listFinished();
  }
}
