package org.televisit.consultation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for media that lies open on a disk. */
final class PlaintextSearch {

  /** EBML's first element id (RFC 8794). */
  private static final byte[] MAGIC = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};

  /** A DocType stands close behind it; without one, four bytes may be chance. */
  private static final int HEAD = 64;

  private PlaintextSearch() {}

  /**
   * Files below a directory that hold a WebM or Matroska head anywhere; programs write such heads.
   */
  static List<Path> openMediaBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".class"))
          .filter(PlaintextSearch::holdsMedia)
          .toList();
    }
  }

  private static boolean holdsMedia(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i + MAGIC.length <= bytes.length; i++) {
        if (startsWithMagic(bytes, i)
            && namesMedia(bytes, i + MAGIC.length, Math.min(bytes.length, i + HEAD))) {
          return true;
        }
      }
      return false;
    } catch (java.nio.file.NoSuchFileException e) {
      return false; // a database comes and goes while we look
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean startsWithMagic(byte[] bytes, int at) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[at + i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean namesMedia(byte[] bytes, int from, int to) {
    String head = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return head.contains("webm") || head.contains("matroska");
  }
}
