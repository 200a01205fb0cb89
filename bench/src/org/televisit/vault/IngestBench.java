package org.televisit.vault;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What it costs to take a recording in: encrypting, hashing, indexing and writing, beside openssl's
 * AES-256-GCM alone and beside a plain copy. Figures are megabytes (10^6) a CPU-second, medians;
 * {@code argument}: an empty directory.
 */
public final class IngestBench {

  private static final int ROUNDS = 7;
  private static final int PIECE = 64 << 10;

  /** What about 140 reads a second bring of a stream of 2.5 Mbit/s. */
  private static final int LIVE_PIECE = 2232;

  private static final double LIVE_BYTES_PER_SECOND = 2_500_000 / 8.0;

  private interface Work {
    void run(byte[] stream) throws IOException;
  }

  private IngestBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]).toRealPath();
    Vault vault =
        Vault.at(
            new VaultPlaces(
                directory.resolve("recordings"),
                directory.resolve("keys"),
                directory.resolve("kek.json")),
            true);
    byte[] stream = stream();
    double openssl = openssl();
    double copy = median(stream, bytes -> copy(directory.resolve("copy"), bytes));
    double large = median(stream, bytes -> seal(vault, bytes, PIECE));
    double live = median(stream, bytes -> seal(vault, bytes, LIVE_PIECE));
    System.out.printf(Locale.ROOT, "openssl aes-256-gcm, 64 KiB   %8.0f MB per CPU-second%n", openssl);
    System.out.printf(Locale.ROOT, "plain copy, 64 KiB            %8.0f MB per CPU-second%n", copy);
    System.out.printf(Locale.ROOT, "sealed, pieces of 64 KiB      %8.0f MB per CPU-second%n", large);
    System.out.printf(Locale.ROOT, "sealed, pieces of 2.2 KB      %8.0f MB per CPU-second%n", live);
    double hour = LIVE_BYTES_PER_SECOND * 3600 / 1e6 / live;
    System.out.printf(Locale.ROOT, "one hour at 2.5 Mbit/s        %8.2f CPU-seconds%n", hour);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"ingest\",\"ours\":%.0f,\"peer\":%.0f,\"ratio\":%.3f,\"unit\":\"MB per"
            + " CPU-second, encrypt+hash+index+write beside openssl aes-256-gcm\","
            + "\"copy\":%.0f,\"live\":%.0f,\"cpu_seconds_per_hour\":%.2f}%n",
        large,
        openssl,
        large / openssl,
        copy,
        live,
        hour);
  }

  /** Ten minutes at 2.5 Mbit/s. */
  private static byte[] stream() throws IOException {
    byte[][] stream = {new byte[256 << 20]};
    int[] length = {0};
    new SyntheticVisit(600, 2500)
        .send(
            (bytes, taken) -> {
              System.arraycopy(bytes, 0, stream[0], length[0], taken);
              length[0] += taken;
            });
    return Arrays.copyOf(stream[0], length[0]);
  }

  /** The first rounds, which the compiler needs, do not count. */
  private static double median(byte[] stream, Work work) throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<Double> rates = new ArrayList<>();
    for (int round = -2; round < ROUNDS; round++) {
      long before = process.getProcessCpuTime();
      work.run(stream);
      double seconds = (process.getProcessCpuTime() - before) / 1e9;
      if (round >= 0) {
        rates.add(stream.length / 1e6 / seconds);
      }
    }
    Collections.sort(rates);
    return rates.get(rates.size() / 2);
  }

  private static void seal(Vault vault, byte[] stream, int piece) throws IOException {
    UUID recording = UUID.randomUUID();
    try (SealedWriter writer = vault.create(recording)) {
      for (int at = 0; at < stream.length; at += piece) {
        writer.write(stream, at, Math.min(piece, stream.length - at));
      }
      writer.finish(FinishReason.COMPLETE);
    }
    vault.shred(recording);
  }

  private static void copy(Path file, byte[] stream) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int at = 0; at < stream.length; at += PIECE) {
        out.write(ByteBuffer.wrap(stream, at, Math.min(PIECE, stream.length - at)));
      }
      out.force(false);
    }
    Files.delete(file);
  }

  /** MB a second of CPU time, as {@code openssl speed} counts it. */
  private static double openssl() throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(
                "openssl", "speed", "-mr", "-seconds", "3", "-bytes", "65536", "-evp", "aes-256-gcm")
            .redirectErrorStream(true)
            .start();
    double best = 0;
    try (BufferedReader out = new BufferedReader(new InputStreamReader(openssl.getInputStream()))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("+F:")) {
          String[] words = line.split(":", -1);
          best = Double.parseDouble(words[words.length - 1]) / 1e6;
        }
      }
    }
    if (openssl.waitFor() != 0 || best == 0) {
      throw new IOException("openssl speed gave no figure");
    }
    return best;
  }
}
