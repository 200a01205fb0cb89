package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.kurento.webm.Patch;
import org.televisit.kurento.webm.WebmFrame;
import org.televisit.kurento.webm.WebmLayout;
import org.televisit.kurento.webm.WebmReader;
import org.televisit.kurento.webm.WebmWriter;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlayerTest implements PlayerListener {

  private static final int FRAME_MILLIS = 40;
  private static final int KEY_FRAME_EVERY = 5;

  @TempDir Path directory;
  private final MediaEngine engine;
  private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

  PlayerTest() throws IOException {
    engine = MediaEngine.start(MediaSettings.on(InetAddress.getLoopbackAddress()));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Override
  public void state(PlayerState state) {
    news.add(state.name());
  }

  @Override
  public void endOfStream() {
    news.add("END");
  }

  @Override
  public void failed(String message) {
    news.add(message);
  }

  private String next() throws InterruptedException {
    return Optional.ofNullable(news.poll(10, SECONDS)).orElse("nothing");
  }

  /** A VP8 frame; the last bytes tell it from others. Some are too large for one packet. */
  private static byte[] picture(int number, boolean key) {
    byte[] data = new byte[number % 3 == 0 ? 5000 : 40];
    byte[] header = {(byte) (key ? 0x10 : 0x11), 0, 0, (byte) 0x9d, 1, 0x2a, 64, 1, (byte) 240, 0};
    System.arraycopy(header, 0, data, 0, key ? header.length : 3);
    data[data.length - 1] = (byte) number;
    return data;
  }

  private Path film(int pictures) throws IOException {
    WebmWriter writer = new WebmWriter(new WebmLayout(true, true, 320, 240, true));
    Path file = directory.resolve("film.webm");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(writer.header());
    for (int i = 0; i < pictures; i++) {
      boolean key = i % KEY_FRAME_EVERY == 0;
      writer.frame(new WebmFrame(true, (long) i * FRAME_MILLIS, key, picture(i, key)), out);
      for (int sound = 0; sound < 2; sound++) {
        int millis = i * FRAME_MILLIS + 20 * sound;
        writer.frame(new WebmFrame(false, millis, true, new byte[] {8, (byte) i}), out);
      }
    }
    out.writeBytes(writer.trailer());
    Files.write(file, out.toByteArray());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (Patch patch : writer.patches()) {
        channel.write(ByteBuffer.wrap(patch.bytes()), patch.position());
      }
    }
    return file;
  }

  private static List<WebmFrame> frames(Path file, boolean video) throws IOException {
    List<WebmFrame> frames = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        WebmReader reader = new WebmReader(in)) {
      reader.begin();
      for (Optional<WebmFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (next.get().video() == video) {
          frames.add(next.get());
        }
      }
    }
    return frames;
  }

  private Recorder recorder(Player player, Path file) {
    Recorder recorder =
        engine.recorder(file.toUri(), RecordingProfile.WEBM, new RecorderListener() {});
    for (MediaKind kind : MediaKind.values()) {
      player.connect(recorder, kind);
    }
    recorder.record();
    return recorder;
  }

  @Test
  void What_is_played_into_a_recorder_is_recorded_bit_for_bit() throws Exception {
    Path film = film(50);
    Path copy = directory.resolve("copy.webm");
    Player player = engine.player(film.toUri(), this);
    Recorder recorder = recorder(player, copy);
    player.play();
    assertThat(List.of(next(), next(), next())).containsExactly("START", "END", "STOP");
    assertThat(player.durationMillis()).isEqualTo(49 * FRAME_MILLIS + 40);
    assertThat(recorder.stopAndWait(Duration.ofSeconds(5))).isTrue();

    List<WebmFrame> played = frames(film, true);
    List<WebmFrame> recorded = frames(copy, true);
    int skipped = played.size() - recorded.size(); // before sound flowed
    assertThat(skipped).isBetween(0, 2 * KEY_FRAME_EVERY);
    long late = recorded.get(0).millis(); // a machine that stands still delays the rest, once
    int delays = 0;
    for (int i = 0; i < recorded.size(); i++) {
      assertThat(recorded.get(i).data()).isEqualTo(played.get(i + skipped).data());
      long lateness = recorded.get(i).millis() - i * FRAME_MILLIS;
      assertThat(lateness).isGreaterThanOrEqualTo(late - FRAME_MILLIS);
      if (lateness > late + FRAME_MILLIS) {
        late = lateness;
        delays++;
      }
    }
    assertThat(delays).isLessThanOrEqualTo(1);
    assertThat(frames(copy, false)).hasSizeGreaterThan(60);
  }

  @Test
  void A_pause_holds_the_film_where_it_is() throws Exception {
    Player player = engine.player(film(400).toUri(), this);
    player.play();
    assertThat(next()).isEqualTo("START");
    while (player.positionMillis() < 200) {
      Thread.onSpinWait();
    }
    player.pause();
    assertThat(next()).isEqualTo("PAUSE");
    long position = player.positionMillis();
    assertThat(player.state()).isEqualTo(PlayerState.PAUSE);
    player.play();
    assertThat(next()).isEqualTo("START");
    assertThat(player.positionMillis()).isBetween(position, position + 1000);
    player.stop();
    assertThat(next()).isEqualTo("STOP");
    assertThat(player.positionMillis()).isZero();
  }

  @Test
  void A_film_can_be_played_from_the_middle() throws Exception {
    Player player = engine.player(film(100).toUri(), this);
    player.play();
    assertThat(next()).isEqualTo("START");
    player.seek(3500);
    long began = System.nanoTime();
    assertThat(List.of(next(), next(), next())).containsExactly("START", "END", "STOP");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void A_film_can_come_over_http() throws Exception {
    byte[] film = Files.readAllBytes(film(20));
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().equals("/film");
          exchange.sendResponseHeaders(known ? 200 : 404, known ? film.length : -1);
          if (known) {
            exchange.getResponseBody().write(film);
          }
          exchange.close();
        });
    http.start();
    try {
      String site = "http://127.0.0.1:" + http.getAddress().getPort();
      engine.player(URI.create(site + "/film"), this).play();
      assertThat(List.of(next(), next(), next())).containsExactly("START", "END", "STOP");
      engine.player(URI.create(site + "/nothing"), this).play();
      assertThat(next()).contains("404");
    } finally {
      http.stop(0);
    }
  }

  /** As many seconds as megabytes, of one key frame and what depends on it. */
  private Path heavyFilm(int seconds) throws IOException {
    WebmWriter writer = new WebmWriter(new WebmLayout(false, true, 320, 240, true));
    Path file = directory.resolve("heavy.webm");
    try (OutputStream out = Files.newOutputStream(file)) {
      ByteArrayOutputStream next = new ByteArrayOutputStream();
      next.writeBytes(writer.header());
      for (int i = 0; i < seconds; i++) {
        byte[] data = Arrays.copyOf(picture(1, i == 0), 1 << 20);
        writer.frame(new WebmFrame(true, i * 1000L, i == 0, data), next);
        next.writeTo(out);
        next.reset();
      }
    }
    return file;
  }

  @Test
  void What_is_read_ahead_is_bounded_in_octets() throws Exception {
    Path film = heavyFilm(40);
    AtomicLong read = new AtomicLong();
    CompletableFuture<Thread> reader = new CompletableFuture<>();
    PlayerSource.Opener opener =
        () -> {
          reader.complete(Thread.currentThread());
          return new FilterInputStream(Files.newInputStream(film)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              int n = super.read(bytes, offset, length);
              read.addAndGet(n);
              return n;
            }
          };
        };
    PlayerSource.Events nobody =
        new PlayerSource.Events() {
          @Override
          public void opened(PlayerSource source, PlayerSource.Media media) {}

          @Override
          public void failed(PlayerSource source, String message) {
            news.add(message);
          }
        };
    try (PlayerSource source = new PlayerSource(opener, nobody, 0)) {
      source.start();
      Thread thread = reader.get(10, SECONDS);
      while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(read.get()).isBetween(15L << 20, 18L << 20);
      int frames = 0;
      for (WebmFrame next = source.peek(); ; next = source.peek()) {
        if (next != null && PlayerSource.isEnd(next)) {
          break;
        }
        if (next != null) {
          source.take();
          frames++;
        }
      }
      assertThat(frames).isEqualTo(40);
    }
  }

  @Test
  void A_film_of_few_key_frames_cannot_be_played_from_far_behind_one() throws Exception {
    Player player = engine.player(heavyFilm(20).toUri(), this);
    player.seek(19_000);
    player.play();
    assertThat(next()).isEqualTo("START");
    assertThat(next()).contains("cannot be played: its key frames are too far apart");
    player.seek(2_000);
    player.play();
    assertThat(next()).isEqualTo("START");
    assertThat(player.state()).isEqualTo(PlayerState.START);
  }

  @Test
  void What_cannot_be_played_is_told() throws Exception {
    engine.player(directory.resolve("missing.webm").toUri(), this).play();
    assertThat(next()).contains("missing.webm");
    Path text = Files.writeString(directory.resolve("text.webm"), "no film at all");
    engine.player(text.toUri(), this).play();
    assertThat(next()).contains("not a WebM file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.player(URI.create("rtsp://camera"), this));
  }
}
