package org.televisit.kurento;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.televisit.kurento.MediaServerSettings.InvalidSettingException;
import org.televisit.kurento.media.MediaEngine;
import org.televisit.kurento.media.MediaSettings;
import org.televisit.kurento.protocol.KurentoServer;

/**
 * Runs the media server until it is told to end (SIGTERM, Ctrl-C or the end of standard input);
 * running recordings are finished first. Configured by {@link MediaServerSettings}.
 *
 * <p>Exit status: 1 if an address cannot be used, 2 if a setting is wrong, 3 if it broke down: it
 * ends at once then, so that whoever watches over it can start it anew.
 */
public final class EmbeddedMediaServer implements AutoCloseable {

  private static final int CANNOT_LISTEN = 1;
  private static final int WRONG_SETTING = 2;

  /** As with {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int BROKEN_DOWN = 3;

  private final MediaEngine engine;
  private final KurentoServer control;

  private EmbeddedMediaServer(MediaEngine engine, KurentoServer control) {
    this.engine = engine;
    this.control = control;
  }

  /** Starts from the environment. */
  public static void main(String... arguments) {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    try {
      run(MediaServerSettings.from(System.getenv()), System.out);
    } catch (InvalidSettingException wrong) {
      exit(WRONG_SETTING, wrong);
    } catch (IOException unusable) {
      exit(CANNOT_LISTEN, unusable);
    }
  }

  private static void exit(int status, Exception reason) {
    System.err.println("The media server cannot start. " + reason.getMessage());
    System.exit(status);
  }

  private static void run(MediaServerSettings settings, PrintStream out) throws IOException {
    EmbeddedMediaServer server = start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    endOnceBroken(server.engine.broken());
    if (settings.exitWithStdin()) {
      exitWith(System.in);
    }
    out.println(
        "Media server ready at "
            + server.controlAddress()
            + ", media on UDP "
            + text(server.engine.address()));
    server.engine.warmUp();
    server.control.awaitClose();
  }

  /** A process whose media nobody handles must not look alive. */
  static void endOnceBroken(CompletableFuture<Error> broken) {
    var unused = broken.thenAccept(EmbeddedMediaServer::breakDown);
  }

  /** Without any goodbye: whatever could say it may be broken, too. */
  private static void breakDown(Error error) {
    try {
      System.err.println("The media server has broken down and ends. " + error);
    } finally {
      Runtime.getRuntime().halt(BROKEN_DOWN);
    }
  }

  private static void exitWith(InputStream stdin) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                long unused = stdin.transferTo(java.io.OutputStream.nullOutputStream());
              } catch (IOException broken) {
                // A broken standard input has ended, too.
              }
              System.exit(0);
            },
            "stdin");
    watcher.setDaemon(true);
    watcher.start();
  }

  /**
   * Starts both ports.
   *
   * @throws IOException if an address cannot be bound; the message names it and its setting
   */
  static EmbeddedMediaServer start(MediaServerSettings settings) throws IOException {
    CompletableFuture<MediaEngine> starting =
        CompletableFuture.supplyAsync(() -> engine(settings.media()));
    KurentoServer.warmUp();
    MediaEngine engine;
    try {
      engine = starting.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof IOException unbound) {
        throw unbound;
      }
      throw failed;
    }
    try {
      return new EmbeddedMediaServer(
          engine, KurentoServer.start(settings.kurento(), engine, Clock.systemUTC()));
    } catch (IOException unbound) {
      engine.close();
      throw cannotListen("KURENTO_LISTEN", settings.kurento().listen(), unbound);
    }
  }

  private static MediaEngine engine(MediaSettings settings) {
    try {
      return MediaEngine.start(settings);
    } catch (IOException unbound) {
      InetSocketAddress address = new InetSocketAddress(settings.bind(), settings.udpPort());
      throw new CompletionException(
          cannotListen("MEDIA_ADDRESS or MEDIA_UDP_PORT", address, unbound));
    }
  }

  private static IOException cannotListen(
      String setting, InetSocketAddress address, IOException cause) {
    return new IOException(
        "It cannot listen on "
            + text(address)
            + " ("
            + cause.getMessage()
            + "). End the program that uses it, or change "
            + setting
            + ".",
        cause);
  }

  /** The address for a Kurento client. */
  String controlAddress() {
    return "ws://" + text(control.address()) + "/kurento";
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Finishes running recordings, then says goodbye to the clients. */
  @Override
  public void close() {
    engine.close();
    control.close();
  }
}
