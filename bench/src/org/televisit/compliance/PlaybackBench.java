package org.televisit.compliance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Asks for ranges of sealed recordings through the product's playback, and for the same ranges of
 * plain files from nginx, as it comes and with {@code sendfile}, and compares the bytes that each sends for a second of its CPU time.
 * Then jumps about in recordings of one minute to eight hours. Arguments: an empty directory.
 */
public final class PlaybackBench {

  private static final int ROUNDS = 7;

  /** Until the compilers of the JVM, whose time counts as well, have nothing left to do. */
  private static final int WARM_UP = 5;

  /** What a browser gets for a range without an end. */
  private static final int PLAY = 2 << 20;

  private static final int JUMP = 64 << 10;

  /** A recording as the server announced it. */
  private record Media(String name, long length, String path, double openMillis) {}

  private final Path directory;
  private final Map<String, Media> media = new LinkedHashMap<>();
  private final List<Process> children = new ArrayList<>();

  private PlaybackBench(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] arguments) throws Exception {
    PlaybackBench bench = new PlaybackBench(Path.of(arguments[0]).toRealPath());
    try {
      bench.run();
    } finally {
      bench.children.forEach(Process::destroy);
      for (Process child : bench.children) {
        child.waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  private void run() throws Exception {
    Process ours = start("java-server");
    int oursPort = announced(ours);
    int nginxPort = freePort();
    Process nginx = nginx(nginxPort);
    Media long1 = media.get("throughput");
    Target sealed = new Target(ours, oursPort, long1.path(), long1.length());
    Target plain = new Target(nginx, nginxPort, "/throughput", long1.length());
    Target kernel = new Target(nginx, nginxPort, "/sendfile/throughput", long1.length());
    double[] play = compare(List.of(sealed, plain, kernel), PLAY, 600, "2 MiB ");
    double[] jump = compare(List.of(sealed, plain, kernel), JUMP, 3000, "64 KiB");
    double[] seek = seeks(ours, oursPort);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"playback\",\"ours\":%.0f,\"peer\":%.0f,\"ratio\":%.3f,\"unit\":\"MB per"
            + " CPU-second, ranges of 2 MiB, beside nginx as it comes on plain files\","
            + "\"peer_sendfile\":%.0f,\"ratio_sendfile\":%.3f,"
            + "\"ours_64k\":%.0f,\"peer_64k\":%.0f,\"ratio_64k\":%.3f,"
            + "\"peer_64k_sendfile\":%.0f,\"ratio_64k_sendfile\":%.3f,"
            + "\"seek_ms_1min\":%.3f,\"seek_ms_8h\":%.3f,\"seek_spread\":%.3f}%n",
        play[0],
        play[1],
        play[0] / play[1],
        play[2],
        play[0] / play[2],
        jump[0],
        jump[1],
        jump[0] / jump[1],
        jump[2],
        jump[0] / jump[2],
        seek[0],
        seek[1],
        seek[2]);
  }

  /** One server, and the file that is asked for. */
  private record Target(Process process, int port, String path, long length) {

    /** User and system time of the server so far, in seconds. */
    double cpu() throws IOException {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / 100.0;
    }
  }

  /** The median rate of each: ours, nginx as it comes, nginx with sendfile; by turns. */
  private double[] compare(List<Target> targets, int range, int requests, String name)
      throws IOException {
    List<List<Double>> rates = targets.stream().map(t -> (List<Double>) new ArrayList<Double>()).toList();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < targets.size(); i++) {
        double rate = rate(targets.get(i), range, requests, round);
        if (round >= 0) {
          rates.get(i).add(rate);
        }
      }
    }
    double[] medians = rates.stream().mapToDouble(PlaybackBench::median).toArray();
    System.out.printf(
        Locale.ROOT,
        "ranges of %s: sealed %6.0f MB (%.0f requests), nginx %6.0f MB (%.0f), with sendfile"
            + " %6.0f MB (%.0f) per CPU-second%n",
        name,
        medians[0],
        medians[0] * 1e6 / range,
        medians[1],
        medians[1] * 1e6 / range,
        medians[2],
        medians[2] * 1e6 / range);
    return medians;
  }

  /** Megabytes a CPU-second of the server. */
  private static double rate(Target target, int range, int requests, int seed)
      throws IOException {
    Random random = new Random(seed);
    double before = target.cpu();
    try (Client client = new Client(target.port())) {
      for (int i = 0; i < requests; i++) {
        client.get(target.path(), random.nextLong(target.length() - range), range);
      }
    }
    return (double) requests * range / 1e6 / (target.cpu() - before);
  }

  /** Median milliseconds of a jump in the shortest and the longest recording, and the spread. */
  private double[] seeks(Process server, int port) throws IOException {
    List<Media> lengths = media.values().stream().filter(m -> m.name().startsWith("seek")).toList();
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    lengths.forEach(recording -> millis.put(recording.name(), new ArrayList<>()));
    Random random = new Random(7);
    try (Client client = new Client(port)) {
      for (int i = -400; i < 800; i++) {
        for (Media recording : lengths) {
          long before = System.nanoTime();
          client.get(recording.path(), random.nextLong(recording.length() - JUMP), JUMP);
          if (i >= 0) {
            millis.get(recording.name()).add((System.nanoTime() - before) / 1e6);
          }
        }
      }
    }
    List<Double> medians = millis.values().stream().map(PlaybackBench::median).toList();
    for (Media recording : lengths) {
      System.out.printf(
          Locale.ROOT,
          "%-12s jump to 64 KiB anywhere: median %.3f ms; opening it: %.1f ms%n",
          recording.name(),
          median(millis.get(recording.name())),
          recording.openMillis());
    }
    return new double[] {
      medians.get(0),
      medians.get(medians.size() - 1),
      Collections.max(medians) / Collections.min(medians)
    };
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** As the container image starts the product's server. */
  private Process start(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of("docker/application/televisit-start").toAbsolutePath().toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1200m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.televisit.compliance.PlaybackServer",
                directory.toString())
            .redirectError(directory.resolve(name + ".log").toFile())
            .start();
    children.add(process);
    return process;
  }

  private int announced(Process server) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(server.getInputStream()));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("port")) {
        return Integer.parseInt(words[1]);
      } else if (words[0].equals("recording")) {
        double millis = Double.parseDouble(words[4]);
        media.put(words[1], new Media(words[1], Long.parseLong(words[2]), words[3], millis));
      }
    }
    throw new IOException(Files.readString(directory.resolve("java-server.log")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** One process that serves by itself, so that its CPU time is all there is. */
  private Process nginx(int port) throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            directory.resolve("nginx.conf"),
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log;
            events { worker_connections 64; }
            http {
              access_log off;
              keepalive_requests 1000000;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              server {
                listen 127.0.0.1:%2$d;
                root %1$s/plain;
                location /sendfile/ { alias %1$s/plain/; sendfile on; }
              }
            }
            """
                .formatted(directory, port));
    Process process =
        new ProcessBuilder("nginx", "-e", directory + "/nginx.log", "-c", configuration.toString())
            .inheritIO()
            .start();
    children.add(process);
    for (int i = 0; i < 200; i++) {
      try (Socket up = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return process;
      } catch (IOException e) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new IOException("nginx does not start");
  }

  /** One connection that stays open, and reads what it is sent without looking at it. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final byte[] buffer = new byte[256 << 10];

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
    }

    void get(String path, long from, int length) throws IOException {
      String request =
          "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=%d-%d\r\n\r\n"
              .formatted(path, from, from + length - 1);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      int had = 0;
      int head = -1;
      while (head < 0) {
        had += more(in, had);
        head = endOfHead(had);
      }
      if (!new String(buffer, 0, 12, StandardCharsets.US_ASCII).equals("HTTP/1.1 206")) {
        throw new IOException(new String(buffer, 0, head, StandardCharsets.US_ASCII));
      }
      for (int left = length - (had - head); left > 0; ) {
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
          throw new IOException("the answer broke off");
        }
        left -= read;
      }
    }

    private int more(InputStream in, int had) throws IOException {
      int read = in.read(buffer, had, buffer.length - had);
      if (read < 0) {
        throw new IOException("no answer");
      }
      return read;
    }

    private int endOfHead(int had) {
      byte[] end = {'\r', '\n', '\r', '\n'};
      for (int i = 0; i + 4 <= had; i++) {
        if (Arrays.equals(buffer, i, i + 4, end, 0, 4)) {
          return i + 4;
        }
      }
      return -1;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
