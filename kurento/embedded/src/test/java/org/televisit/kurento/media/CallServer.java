package org.televisit.kurento.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signalling for tests: serves a page, and turns its offers into sessions of a media engine. */
final class CallServer implements AutoCloseable {

  /** What one session has told, in order, as text. */
  static final class Diary implements ListenerInWords {
    private final ConcurrentLinkedQueue<String> entries = new ConcurrentLinkedQueue<>();
    private final List<LocalCandidate> candidates = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();

    List<String> entries() {
      return List.copyOf(entries);
    }

    @Override
    public void told(String what) {
      entries.add(what);
    }

    @Override
    public void iceState(int component, IceState state) {
      told("ice " + component + " " + state);
    }

    @Override
    public void candidateFound(LocalCandidate candidate) {
      told("candidate " + candidate.mLineIndex());
      candidates.add(candidate);
    }

    @Override
    public void gatheringDone() {
      told("gathered");
      gathered.complete(null);
    }

    @Override
    public void candidatePairSelected(String local, String remote) {
      told("pair");
    }
  }

  private final MediaEngine engine;
  private final int port;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, WebRtcSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, Diary> diaries = new ConcurrentHashMap<>();

  CallServer(MediaEngine engine) throws IOException {
    this(engine, engine.address().getPort());
  }

  /** For a port that stands before the engine's. */
  CallServer(MediaEngine engine, int port) throws IOException {
    this.engine = engine;
    this.port = port;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::page);
    http.createContext("/offer", exchange -> answer(exchange, this::offer));
    http.createContext("/generate", exchange -> answer(exchange, this::generate));
    http.createContext("/answer", exchange -> answer(exchange, this::answered));
    http.createContext("/candidate", exchange -> answer(exchange, this::candidate));
    http.createContext("/close", exchange -> answer(exchange, this::close));
    http.start();
  }

  String url() {
    return "http://localhost:" + http.getAddress().getPort() + "/";
  }

  WebRtcSession session(String id) {
    return Objects.requireNonNull(sessions.get(id), id);
  }

  Diary diary(String id) {
    return Objects.requireNonNull(diaries.get(id), id);
  }

  /** Everything of one session to another. */
  void connect(String from, String to) {
    for (MediaKind kind : MediaKind.values()) {
      session(from).connect(session(to), kind);
    }
  }

  private interface Action {
    String apply(String id, String body) throws Exception;
  }

  private static void answer(HttpExchange exchange, Action action) throws IOException {
    try (exchange) {
      String id = exchange.getRequestURI().getQuery();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      try {
        send(exchange, 200, "text/plain", action.apply(id, body));
      } catch (Exception e) {
        send(exchange, 500, "text/plain", e.toString());
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void page(HttpExchange exchange) throws IOException {
    try (exchange;
        var page = CallServer.class.getResourceAsStream("call.html")) {
      send(
          exchange,
          200,
          "text/html; charset=utf-8",
          new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The id may be followed by {@code <source}: what the new session shall see from the start. */
  private String offer(String query, String sdp)
      throws SdpException, InterruptedException, TimeoutException, ExecutionException {
    WebRtcSession session = open(query);
    return withCandidates(session.processOffer(sdp), query);
  }

  /** Makes an offer of ours, which the page answers. */
  private String generate(String query, String nothing)
      throws SdpException, InterruptedException, TimeoutException, ExecutionException {
    WebRtcSession session = open(query);
    return withCandidates(session.generateOffer(EnumSet.allOf(MediaKind.class)), query);
  }

  private String answered(String id, String sdp) throws SdpException {
    return session(id).processAnswer(sdp);
  }

  private static String name(String query) {
    return query.split("<", -1)[0];
  }

  private WebRtcSession open(String query) {
    String[] names = query.split("<", -1);
    Diary diary = new Diary();
    WebRtcSession session = engine.webRtc(diary);
    sessions.put(names[0], session);
    diaries.put(names[0], diary);
    session.setBandwidth(new VideoBandwidth(100, 2000, 0, 0));
    if (names.length > 1) {
      connect(names[1], names[0]);
    }
    return session;
  }

  private String withCandidates(String description, String query)
      throws InterruptedException, TimeoutException, ExecutionException {
    Diary diary = diary(name(query));
    session(name(query)).gatherCandidates();
    diary.gathered.get(5, TimeUnit.SECONDS);
    StringBuilder reply = new StringBuilder(description);
    for (LocalCandidate candidate : diary.candidates) {
      String there = candidate.candidate().replaceFirst("\\d+ typ", port + " typ");
      reply.append("\n#").append(candidate.mLineIndex()).append(' ').append(there);
    }
    return reply.toString();
  }

  private String candidate(String id, String candidate) {
    return Boolean.toString(session(id).addIceCandidate(candidate, "0", 0));
  }

  private String close(String id, String body) {
    session(id).close();
    return "";
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
