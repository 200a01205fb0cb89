package org.televisit.vault;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Where the files lie: {@code <directory>/<last two digits of the id>/<id>.tmrv}, and {@code
 * .tmrv.open} until the file has its end, so that what is half written never looks sealed. Names
 * are made of nothing but a UUID.
 */
final class RecordingStore {

  private static final String FINISHED = ".tmrv";
  private static final String UNFINISHED = ".tmrv.open";

  private static final Set<PosixFilePermission> CHANGING = EnumSet.of(GROUP_WRITE, OTHERS_WRITE);
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final IdFolders folders;

  private RecordingStore(IdFolders folders) {
    this.folders = folders;
  }

  /**
   * @param directory absolute; made with mode 0700 if it does not exist
   * @throws IOException if it cannot be made, or others than its owner may write to it
   */
  static RecordingStore at(Path directory) throws IOException {
    return new RecordingStore(
        IdFolders.at(
            directory, "the directory of recordings", CHANGING, "may be changed by others"));
  }

  /**
   * Refuses to share a tree with what a web server hands out.
   *
   * @throws IOException if one of the two directories lies in the other
   */
  void keepOutOf(Path webRoot) throws IOException {
    folders.keepApartFrom("the web root ", webRoot);
  }

  Path finished(UUID recording) {
    return folders.file(recording, FINISHED);
  }

  Path unfinished(UUID recording) {
    return folders.file(recording, UNFINISHED);
  }

  /**
   * Makes the file of a new recording and locks it.
   *
   * @throws FileAlreadyExistsException if this recording has a file
   */
  FileChannel create(UUID recording) throws IOException {
    Path file = unfinished(recording);
    folders.make(recording);
    if (Files.exists(finished(recording), LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(finished(recording).toString());
    }
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE);
    try {
      Channels.lock(channel, recording);
      folders.force(recording);
      folders.force();
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives a file that has its end the name of a finished one, durably. */
  void finish(UUID recording) throws IOException {
    Path target = finished(recording);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.move(unfinished(recording), target, StandardCopyOption.ATOMIC_MOVE);
    folders.force(recording);
  }

  boolean has(UUID recording) {
    return Files.exists(finished(recording), LinkOption.NOFOLLOW_LINKS)
        || Files.exists(unfinished(recording), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * @throws RecordingBusyException if the recording is being written by someone
   */
  void requireIdle(UUID recording) throws IOException {
    Path file = unfinished(recording);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      Channels.lock(channel, recording);
    }
  }

  /** Deletes whatever there is of a recording, durably. */
  void delete(UUID recording) throws IOException {
    boolean deleted = Files.deleteIfExists(finished(recording));
    deleted |= Files.deleteIfExists(unfinished(recording));
    if (deleted) {
      folders.force(recording);
    }
  }

  /** Recordings that are finished. */
  List<UUID> listFinished() throws IOException {
    return folders.list(FINISHED);
  }

  /** Recordings that are being written, or whose writer died. */
  List<UUID> listUnfinished() throws IOException {
    return folders.list(UNFINISHED);
  }

  boolean isEmpty() throws IOException {
    return listFinished().isEmpty() && listUnfinished().isEmpty();
  }
}
