package org.televisit.kurento.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.transport.MediaLoop;
import org.televisit.kurento.transport.TransportHub;
import org.televisit.kurento.webm.FileTarget;
import org.televisit.kurento.webm.HttpTarget;
import org.televisit.kurento.webm.RecordingTarget;
import org.televisit.kurento.webm.WaitingBytes;

/** The media server without a protocol: one UDP port, its sessions and recorders. */
public final class MediaEngine implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final MediaSettings settings;
  private final TransportHub hub;
  private final LocalCandidates candidates;
  private final Throughput throughput;
  private final ExecutorService eventThread = Executors.newSingleThreadExecutor(daemon("events"));
  private final ExecutorService httpThreads = Executors.newCachedThreadPool(daemon("http"));
  private final WaitingBytes waiting = WaitingBytes.ofThisMachine();
  private @Nullable HttpClient http;
  private final Set<WebRtcSession> sessions = ConcurrentHashMap.newKeySet();
  private final Set<Recorder> recorders = ConcurrentHashMap.newKeySet();
  private final Set<Player> players = ConcurrentHashMap.newKeySet();
  private boolean closed;

  private MediaEngine(MediaSettings settings, TransportHub hub, LocalCandidates candidates) {
    this.settings = settings;
    this.hub = hub;
    this.candidates = candidates;
    this.throughput = new Throughput(hub.loop());
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, "media-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Opens the port.
   *
   * @throws IOException if the address cannot be bound
   */
  public static MediaEngine start(MediaSettings settings) throws IOException {
    TransportHub hub =
        TransportHub.open(
            new InetSocketAddress(settings.bind(), settings.udpPort()), settings.maxSessions());
    return new MediaEngine(settings, hub, LocalCandidates.of(settings, hub.loop().address()));
  }

  /** Prepares for the first call on a thread beside; takes about a second of computing. */
  public void warmUp() {
    hub.warmUp(() -> SessionNegotiation.rehearse(hub.identity().fingerprint()));
  }

  /** Where the UDP socket is bound. */
  public InetSocketAddress address() {
    return hub.loop().address();
  }

  /**
   * A new session; DISCONNECTED until it is negotiated.
   *
   * @throws IllegalStateException if there are {@link MediaSettings#maxSessions} already, or {@link
   *     MediaSettings#maxKilobits} go through, or the engine is closed; the message says which
   */
  public synchronized WebRtcSession webRtc(WebRtcListener listener) {
    requireOpen();
    if (sessions.size() >= settings.maxSessions()) {
      throw new IllegalStateException("holds its limit of endpoints: " + sessions.size());
    }
    if (settings.maxKilobits() > 0 && throughput.kilobits() >= settings.maxKilobits()) {
      throw new IllegalStateException("carries its limit of " + settings.maxKilobits() + " kbit/s");
    }
    WebRtcSession session =
        new WebRtcSession(hub, settings, candidates, eventThread, listener, sessions::remove);
    sessions.add(session);
    return session;
  }

  /**
   * A new recorder. Nothing is opened before {@link Recorder#record} and the first media.
   *
   * @param target {@code file:} (overwritten) or {@code http:} (one chunked POST)
   * @throws IllegalArgumentException if the target is neither
   * @throws IllegalStateException if there are as many as sessions are allowed, or the engine is
   *     closed
   */
  public synchronized Recorder recorder(
      URI target, RecordingProfile profile, RecorderListener listener) {
    requireOpen();
    if (recorders.size() >= settings.maxSessions()) {
      throw new IllegalStateException("holds its limit of recorders: " + recorders.size());
    }
    MediaLoop loop = hub.loop();
    Recorder recorder =
        new Recorder(
            loop, eventThread, profile, opener(target, profile), listener, recorders::remove);
    recorders.add(recorder);
    return recorder;
  }

  /**
   * A new player. Nothing is opened before {@link Player#play}.
   *
   * @param source {@code file:} or {@code http:}, WebM with VP8 or VP9 and Opus
   * @throws IllegalArgumentException if the source is neither
   * @throws IllegalStateException if there are as many as sessions are allowed, or the engine is
   *     closed
   */
  public synchronized Player player(URI source, PlayerListener listener) {
    requireOpen();
    if (players.size() >= settings.maxSessions()) {
      throw new IllegalStateException("holds its limit of players: " + players.size());
    }
    Player player = new Player(hub.loop(), eventThread, source(source), listener, players::remove);
    players.add(player);
    return player;
  }

  private PlayerSource.Opener source(URI source) {
    if (scheme(source).equals("file")) {
      Path path = path(source);
      return () -> Files.newInputStream(path);
    }
    if (isHttp(source)) {
      return () -> download(source);
    }
    throw new IllegalArgumentException("what is played comes from file: or http:");
  }

  private InputStream download(URI source) throws IOException {
    try {
      HttpResponse<InputStream> response =
          httpClient()
              .send(
                  HttpRequest.newBuilder(source).timeout(CONNECT_TIMEOUT).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != HttpURLConnection.HTTP_OK) {
        response.body().close();
        throw new IOException("the server answered " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Made when it is first needed: it reads all certificates that the system trusts. */
  private HttpClient httpClient() {
    synchronized (httpThreads) {
      @Nullable HttpClient known = http;
      HttpClient client = known == null ? newHttpClient() : known;
      http = client;
      return client;
    }
  }

  private HttpClient newHttpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(httpThreads)
        .build();
  }

  private static String scheme(URI address) {
    return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static boolean isHttp(URI address) {
    String scheme = scheme(address);
    return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("is closed");
    }
  }

  private Supplier<RecordingTarget> opener(URI target, RecordingProfile profile) {
    if (scheme(target).equals("file")) {
      Path path = path(target);
      return () -> new FileTarget(path, waiting);
    }
    if (isHttp(target)) {
      return () -> new HttpTarget(httpThreads, target, profile.mediaType(), waiting);
    }
    throw new IllegalArgumentException(
        "a recording goes to file: or http:, not " + scheme(target) + ":");
  }

  private static Path path(URI target) {
    try {
      return Path.of(target);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IllegalArgumentException("not the name of a file", e);
    }
  }

  /** Datagrams that were malformed, forged or for nobody, since the start. */
  public long droppedDatagrams() {
    return hub.dropped();
  }

  /** Done when media are handled no more, because of an error; never otherwise. */
  public CompletableFuture<Error> broken() {
    return hub.loop().broken();
  }

  /** Done when what handles the media has come round; never once it is broken or closed. */
  public CompletableFuture<Void> roundTrip() {
    return hub.loop().roundTrip();
  }

  public EngineFigures figures() {
    MediaLoop loop = hub.loop();
    return new EngineFigures(
        sessions.size(),
        recorders.size(),
        players.size(),
        throughput.kilobits(),
        loop.receivedOctets(),
        loop.sentOctets(),
        hub.dropped());
  }

  /**
   * Finishes running recordings, closes all sessions and the port. A target has as long to confirm
   * as it always has, 10 s; all of them at once.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    List<Recorder> running = List.copyOf(recorders);
    running.forEach(Recorder::stop);
    long deadline = System.nanoTime() + Recorder.LONGEST_END.toNanos();
    for (Recorder recorder : running) {
      recorder.stopAndWait(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    List.copyOf(players).forEach(Player::close);
    List.copyOf(sessions).forEach(WebRtcSession::close);
    hub.close();
    eventThread.shutdown();
    httpThreads.shutdown();
  }
}
