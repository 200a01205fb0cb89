package org.televisit.vault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3-compatible server (S3Proxy) in a process of its own, with its objects in a directory.
 */
final class S3Server implements AutoCloseable {

  static final String BUCKET = "clinic-recordings";

  private static final Path JAR = Path.of("target/dist/s3proxy.jar");

  private final Path directory;
  private final int port;
  private Process process;

  private S3Server(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    this.process = launch();
  }

  /**
   * @param directory empty
   */
  static S3Server start(Path directory) throws IOException {
    if (!Files.exists(JAR)) {
      throw new AssertionError(JAR + " is missing: the build copies it before integration tests");
    }
    Files.createDirectories(directory.resolve("data"));
    S3Server server = new S3Server(directory, freePort());
    try (S3Client client = server.settings("").client()) {
      client.createBucket(bucket -> bucket.bucket(BUCKET));
    }
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=clinic
            s3proxy.credential=for-this-test-only
            jclouds.provider=filesystem-nio2
            jclouds.identity=clinic
            jclouds.credential=for-this-test-only
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, directory.resolve("data").toAbsolutePath()));
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--properties",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("s3proxy.log").toFile())
            .start();
    awaitListening(started);
    return started;
  }

  private void awaitListening(Process started) throws IOException {
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!isListening()) {
        if (started.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw new AssertionError(Files.readString(directory.resolve("s3proxy.log")));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  S3Settings settings(String prefix) {
    return settings(endpoint(), prefix);
  }

  /** For a store in another process than this one. */
  static S3Settings settings(URI endpoint, String prefix) {
    return new S3Settings(endpoint, "us-east-1", BUCKET, prefix, "clinic", "for-this-test-only");
  }

  void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void startAgain() throws IOException {
    process = launch();
  }

  @Override
  public void close() {
    stop();
  }
}
