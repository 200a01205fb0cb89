package org.televisit.dev;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A disk in memory that is soon full. Only root can make one. */
public final class SmallDisk implements AutoCloseable {

  private final Path at;
  private final Path ballast;

  private SmallDisk(Path at) {
    this.at = at;
    this.ballast = at.resolve("ballast");
  }

  /** Mounts one; empty where this user may not. */
  public static Optional<SmallDisk> mount(Path at, int megabytes) throws IOException {
    SmallDisk disk = new SmallDisk(at);
    disk.close(); // what a killed test has left
    Files.createDirectories(at);
    boolean mounted =
        runs(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=" + megabytes + "m,mode=0700",
            "tmpfs",
            at.toString());
    if (!mounted) {
      return Optional.empty();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "unmount"));
    return Optional.of(disk);
  }

  /** Uses up all the room there is. */
  public void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.size(ballast) == 0) {
        throw full;
      }
    }
  }

  /** Gives the room back. */
  public void clear() throws IOException {
    Files.deleteIfExists(ballast);
  }

  public Path path() {
    return at;
  }

  @Override
  public void close() {
    if (Files.isDirectory(at)) {
      runs("umount", "-l", at.toString());
    }
  }

  private static boolean runs(String... command) {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
