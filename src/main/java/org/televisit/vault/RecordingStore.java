package org.televisit.vault;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files lie: {@code <directory>/<last two digits of the id>/<id>.tmrv}, and {@code
 * .tmrv.open} until the file has its end, so that what is half written never looks sealed. Names
 * are made of nothing but a UUID.
 */
final class RecordingStore {

  private static final Pattern NAME =
      Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\.tmrv(\\.open)?");

  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;

  private RecordingStore(Path directory) {
    this.directory = directory;
  }

  /**
   * @param directory absolute; made with mode 0700 if it does not exist
   * @throws IOException if it cannot be made, or others than its owner may write to it
   */
  static RecordingStore at(Path directory) throws IOException {
    if (!directory.isAbsolute()) {
      throw new IOException("the directory of recordings must be an absolute path: " + directory);
    }
    Files.createDirectories(directory, DIRECTORY);
    Path real = directory.toRealPath();
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(real);
    if (granted.contains(GROUP_WRITE) || granted.contains(OTHERS_WRITE)) {
      throw new IOException(
          "the directory of recordings %s may be changed by others (%s): chmod 700 it"
              .formatted(real, PosixFilePermissions.toString(granted)));
    }
    return new RecordingStore(real);
  }

  /**
   * Refuses to share a tree with what a web server hands out.
   *
   * @throws IOException if one of the two directories lies in the other
   */
  void keepOutOf(Path webRoot) throws IOException {
    Path web = webRoot.toRealPath();
    if (directory.startsWith(web) || web.startsWith(directory)) {
      throw new IOException(
          "the directory of recordings %s and the web root %s must lie apart"
              .formatted(directory, web));
    }
  }

  Path finished(UUID recording) {
    return folder(recording).resolve(recording + ".tmrv");
  }

  Path unfinished(UUID recording) {
    return folder(recording).resolve(recording + ".tmrv.open");
  }

  private Path folder(UUID recording) {
    return directory.resolve("%02x".formatted(recording.getLeastSignificantBits() & 0xff));
  }

  /**
   * Makes the file of a new recording and locks it.
   *
   * @throws FileAlreadyExistsException if this recording has a file
   */
  FileChannel create(UUID recording) throws IOException {
    Path file = unfinished(recording);
    Files.createDirectories(folder(recording), DIRECTORY);
    if (Files.exists(finished(recording), LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(finished(recording).toString());
    }
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE);
    try {
      Channels.lock(channel, recording);
      Channels.forceDirectory(folder(recording));
      Channels.forceDirectory(directory);
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
    Channels.forceDirectory(folder(recording));
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
      Channels.forceDirectory(folder(recording));
    }
  }

  /** Recordings that are finished. */
  List<UUID> listFinished() throws IOException {
    return list(false);
  }

  /** Recordings that are being written, or whose writer died. */
  List<UUID> listUnfinished() throws IOException {
    return list(true);
  }

  private List<UUID> list(boolean open) throws IOException {
    List<UUID> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, "[0-9a-f][0-9a-f]")) {
      for (Path folder : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && open == (name.group(2) != null)) {
              found.add(UUID.fromString(name.group(1)));
            }
          }
        }
      }
    }
    return found;
  }

  boolean isEmpty() throws IOException {
    return listFinished().isEmpty() && listUnfinished().isEmpty();
  }
}
