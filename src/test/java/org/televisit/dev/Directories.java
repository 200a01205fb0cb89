package org.televisit.dev;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole directory trees. */
final class Directories {
  private Directories() {}

  /** Copies everything below {@code from} over what is below {@code to}. */
  static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(target(directory));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(file, target(file), StandardCopyOption.REPLACE_EXISTING);
              return FileVisitResult.CONTINUE;
            }

            private Path target(Path source) {
              return to.resolve(from.relativize(source).toString());
            }
          });
    } catch (IOException e) {
      throw new StackFailure("Cannot copy " + from + " to " + to + ": " + e.getMessage(), e);
    }
  }

  static void unzip(Path archive, Path to) {
    try (FileSystem content = FileSystems.newFileSystem(archive)) {
      copy(content.getPath("/"), to);
    } catch (IOException e) {
      throw new StackFailure("Cannot unpack " + archive + ": " + e.getMessage(), e);
    }
  }

  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new StackFailure("Cannot delete " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Deletes what is in it. */
  static void clear(Path directory) {
    delete(directory);
    create(directory);
  }

  static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new StackFailure("Cannot create " + directory + ": " + e.getMessage(), e);
    }
  }
}
