package org.televisit.vault;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of recordings: {@code <directory>/<last two digits of the id>/<id><kind>}. Names are made
 * of nothing but a UUID and a kind of this program's own.
 */
final class IdFolders {

  private static final Pattern NAME =
      Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(\\..+)");

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;
  private final String name;

  private IdFolders(Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /**
   * @param directory absolute; made with mode 0700 if it does not exist
   * @param name what the administrator knows it by: the directory of keys
   * @param refused what others must not be granted
   * @param complaint if they are: is open to others
   * @throws IOException if it cannot be made, or others may do with it what they must not
   */
  static IdFolders at(
      Path directory, String name, Set<PosixFilePermission> refused, String complaint)
      throws IOException {
    if (!directory.isAbsolute()) {
      throw new IOException("%s must be an absolute path: %s".formatted(name, directory));
    }
    Files.createDirectories(directory, OWNER_ONLY);
    Path real = directory.toRealPath();
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(real);
    Set<PosixFilePermission> wrong = EnumSet.copyOf(refused);
    wrong.retainAll(granted);
    if (!wrong.isEmpty()) {
      throw new IOException(
          "%s %s %s (%s): chmod 700 it"
              .formatted(name, real, complaint, PosixFilePermissions.toString(granted)));
    }
    return new IdFolders(real, name);
  }

  /**
   * Refuses to share a tree with something else.
   *
   * @param what the other is
   * @throws IOException if one of the two lies in the other
   */
  void keepApartFrom(String what, Path other) throws IOException {
    Path real = other.toRealPath();
    if (directory.startsWith(real) || real.startsWith(directory)) {
      throw new IOException("%s %s and %s%s must lie apart".formatted(name, directory, what, real));
    }
  }

  Path file(UUID recording, String kind) {
    return folder(recording).resolve(recording + kind);
  }

  private Path folder(UUID recording) {
    return directory.resolve("%02x".formatted(recording.getLeastSignificantBits() & 0xff));
  }

  /** Makes the folder that a recording's files lie in. */
  void make(UUID recording) throws IOException {
    Files.createDirectories(folder(recording), OWNER_ONLY);
  }

  /** Makes the folder's own name survive a power failure. */
  void force() throws IOException {
    Channels.forceDirectory(directory);
  }

  /** Makes what was changed in a recording's folder survive a power failure. */
  void force(UUID recording) throws IOException {
    Channels.forceDirectory(folder(recording));
  }

  /** Recordings that have a file of this kind. */
  List<UUID> list(String kind) throws IOException {
    List<UUID> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, "[0-9a-f][0-9a-f]")) {
      for (Path folder : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Matcher match = NAME.matcher(String.valueOf(file.getFileName()));
            if (match.matches() && kind.equals(match.group(2))) {
              found.add(UUID.fromString(match.group(1)));
            }
          }
        }
      }
    }
    return found;
  }
}
