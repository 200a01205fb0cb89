package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.televisit.Chromium;

/** Real Chromium plays sealed live streams, by ranges, and jumps about in them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VirtualWebmPageIT {

  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final String PAGE =
      """
      <!doctype html><title>player</title><video id=player muted playsinline></video>
      <script>
        const player = document.getElementById('player');
        const happens = (name) => new Promise((resolve, reject) => {
          player.addEventListener(name, resolve, {once: true});
          player.addEventListener('error', () => reject(new Error(player.error.message)), {once: true});
        });
        window.open = async (url) => {
          const ready = happens('loadeddata');
          player.src = url;
          await ready;
          return {duration: player.duration, seekable: player.seekable.end(0),
                  width: player.videoWidth};
        };
        // the picture that is on the screen; one of before the jump may still be on its way there
        let picture = null;
        const watch = (now, frame) => {
          picture = frame.mediaTime;
          player.requestVideoFrameCallback(watch);
        };
        player.requestVideoFrameCallback(watch);
        const shown = async (to) => {
          const patience = performance.now() + 20000;
          while (player.videoWidth > 0 && performance.now() < patience
              && (picture === null || Math.abs(picture - to) > 0.06)) {
            await new Promise(requestAnimationFrame);
          }
          return picture;
        };
        window.seek = (to) => seekShowing({to, sent: to});
        // sent: the time of the picture that is to be seen then
        window.seekShowing = async ({to, sent}) => {
          const arrived = happens('seeked');
          const began = performance.now();
          player.currentTime = to;
          await arrived;
          const millis = performance.now() - began;
          return {at: player.currentTime, millis, picture: await shown(sent)};
        };
        // what is seen there: 64 x 48, grey
        window.look = async (to) => {
          const arrived = await seek(to);
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [64, 48];
          const context = canvas.getContext('2d');
          context.imageSmoothingQuality = 'high';
          context.drawImage(player, 0, 0, 64, 48);
          const rgba = context.getImageData(0, 0, 64, 48).data;
          const grey = [];
          for (let i = 0; i < rgba.length; i += 4) {
            grey.push(Math.round(0.299 * rgba[i] + 0.587 * rgba[i + 1] + 0.114 * rgba[i + 2]));
          }
          return {...arrived, grey};
        };
        window.seekToSound = async (to) => {
          const arrived = happens('seeked');
          player.currentTime = to;
          await arrived;
          return {at: player.currentTime, picture: null};
        };
        window.playToTheEnd = async () => {
          const ended = happens('ended');
          await player.play();
          await ended;
          return {at: player.currentTime, pictures: player.getVideoPlaybackQuality().totalVideoFrames,
                  sound: player.webkitAudioDecodedByteCount};
        };
      </script>
      """;

  private final Map<String, VirtualWebm> recordings = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private HttpServer server;
  private ExecutorService threads;
  private TestVault vault;

  @BeforeAll
  static void needsFfmpeg() {
    Ffmpeg.require();
  }

  @BeforeEach
  void serve(@TempDir Path directory) throws IOException {
    vault = new TestVault(directory);
    threads = Executors.newFixedThreadPool(8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      VirtualWebm webm = recordings.get(exchange.getRequestURI().getPath().substring(1));
      if (webm == null) {
        byte[] page = PAGE.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        return;
      }
      ByteRange range = ByteRange.of(exchange.getRequestHeaders().getFirst("Range"), webm.length());
      exchange.getResponseHeaders().set("Content-Type", "video/webm");
      exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
      exchange.getResponseHeaders().set("ETag", webm.etag());
      exchange.getResponseHeaders().set("Content-Range", range.contentRange());
      exchange.sendResponseHeaders(range.status(), range.length());
      try (OutputStream body = exchange.getResponseBody()) {
        webm.read(range.offset(), range.length(), Channels.newChannel(body));
      }
      sent.addAndGet(range.length());
    }
  }

  private Page open(byte[] stream, double seconds) throws IOException {
    UUID id = UUID.randomUUID();
    vault.seal(id, stream, 20_000);
    recordings.put(id.toString(), vault.webm(id));
    Page page = CHROMIUM.anonymous();
    page.setDefaultTimeout(20_000);
    page.navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Map<String, Object> opened = call(page, "open", "/" + id);
    assertThat(number(opened, "duration")).isCloseTo(seconds, within(0.06));
    assertThat(number(opened, "seekable")).isCloseTo(seconds, within(0.06));
    return page;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> call(Page page, String function, Object argument) {
    return (Map<String, Object>) page.evaluate("argument => " + function + "(argument)", argument);
  }

  private static double number(Map<String, Object> answer, String name) {
    return ((Number) Objects.requireNonNull(answer.get(name), name)).doubleValue();
  }

  /** Jumps there, and sees the picture of that moment (20 pictures a second). */
  private static void seek(Page page, double to) {
    Map<String, Object> arrived = call(page, "seek", to);
    assertThat(number(arrived, "at")).isCloseTo(to, within(0.01));
    assertThat(number(arrived, "picture")).isCloseTo(to, within(0.06));
  }

  /** Wherever a picture was sent for that moment, it is that one which is seen. */
  @ParameterizedTest
  @EnumSource
  void every_kind_of_recording_opens_and_lands_where_it_was_told_to(RecordingKind kind)
      throws IOException {
    LiveStream stream = kind.stream();
    Page page = open(kind.bytes(stream), kind.seconds);
    for (double to : kind.moments()) {
      if (kind.hasPictureAt(to, stream)) {
        seek(page, to);
      } else {
        assertThat(number(call(page, "seekToSound", to), "at")).isCloseTo(to, within(0.01));
      }
    }
  }

  /** With a picture every five seconds, so that each jump shows the newest one that there was. */
  @Test
  void any_moment_of_eight_hours_can_be_jumped_to_and_shows_its_own_picture() throws IOException {
    RecordingKind kind = RecordingKind.EIGHT_HOURS;
    LiveStream stream = kind.stream();
    Page page = open(kind.bytes(stream), kind.seconds);
    Random random = new Random(8);
    for (int i = 0; i < 40; i++) {
      double to = random.nextDouble() * (kind.seconds - 1);
      double sent = kind.newestPicture(to, stream);
      Map<String, Object> arrived = call(page, "seekShowing", Map.of("to", to, "sent", sent));
      assertThat(number(arrived, "at")).isCloseTo(to, within(0.01));
      assertThat(number(arrived, "picture")).isCloseTo(sent, within(0.01));
    }
  }

  /** By its time, and by what is on it: no other second looks more like what is seen. */
  @Test
  void every_second_of_a_minute_can_be_jumped_to_and_shows_its_own_picture(@TempDir Path files)
      throws IOException {
    byte[] stream = RecordingKind.ONE_MINUTE.bytes(RecordingKind.ONE_MINUTE.stream());
    List<byte[]> sent = Ffmpeg.middlesOfSeconds(Files.write(files.resolve("source.webm"), stream));
    assertThat(sent).hasSize(60);
    Page page = open(stream, 60);
    for (int i = 0; i < 60; i++) {
      int second = i * 23 % 60; // to and fro
      Map<String, Object> arrived = call(page, "look", second + 0.52);
      assertThat(number(arrived, "at")).isCloseTo(second + 0.52, within(0.01));
      assertThat(number(arrived, "picture")).isCloseTo(second + 0.5, within(0.01));
      List<?> grey = (List<?>) Objects.requireNonNull(arrived.get("grey"));
      long own = difference(grey, sent.get(second));
      assertThat(sent).allMatch(other -> difference(grey, other) >= own);
      assertThat(own).as("second %d", second).isLessThan(64 * 48 * 12L);
    }
  }

  private static long difference(List<?> grey, byte[] picture) {
    long sum = 0;
    for (int i = 0; i < picture.length; i++) {
      sum += Math.abs(((Number) grey.get(i)).intValue() - (picture[i] & 0xff));
    }
    return sum;
  }

  @Test
  void picture_and_sound_play_seek_and_end() throws IOException {
    Page page = open(LiveStream.of(Ffmpeg.pictureAndSound(40, 100)).asKurento(), 40);
    for (double to : new double[] {31.2, 7.4, 22.6, 0.3, 38.7}) {
      seek(page, to);
    }
    Map<String, Object> end = call(page, "playToTheEnd", "");
    assertThat(number(end, "at")).isCloseTo(40, within(0.05));
    assertThat(number(end, "pictures")).isGreaterThan(20);
    assertThat(number(end, "sound")).isPositive();
  }

  @Test
  void a_stream_with_one_key_frame_seeks() throws IOException {
    Page page = open(LiveStream.of(Ffmpeg.pictureAndSound(20, 1000)).asKurento(), 20);
    for (double to : new double[] {15.2, 3.4, 11.6}) {
      seek(page, to);
    }
  }

  @Test
  void a_picture_without_sound_seeks() throws IOException {
    Page page = open(LiveStream.of(Ffmpeg.pictureOnly(12, 100)).asKurento(), 12);
    for (double to : new double[] {8.2, 1.4, 11.1}) {
      seek(page, to);
    }
  }

  @Test
  void sound_without_a_picture_seeks_and_ends() throws IOException {
    Page page = open(LiveStream.of(Ffmpeg.soundOnly(12)).asKurento(), 12);
    for (double to : new double[] {8.2, 1.4, 11.1}) {
      assertThat(number(call(page, "seekToSound", to), "at")).isCloseTo(to, within(0.01));
    }
    Map<String, Object> end = call(page, "playToTheEnd", "");
    assertThat(number(end, "at")).isCloseTo(12, within(0.05));
    assertThat(number(end, "sound")).isPositive();
  }

  @Test
  void a_jump_into_a_stretch_without_picture_shows_the_last_one() throws IOException {
    byte[] stream =
        LiveStream.of(Ffmpeg.pictureAndSound(40, 100))
            .only(part -> part.track() != LiveStream.VIDEO || part.time() < 10_000)
            .asKurento();
    Page page = open(stream, 40);
    for (double to : new double[] {33.2, 17.4, 2.6, 37.1}) {
      assertThat(number(call(page, "seekToSound", to), "at")).isCloseTo(to, within(0.01));
    }
    assertThat(number(call(page, "playToTheEnd", ""), "at")).isCloseTo(40, within(0.05));
  }

  @Test
  void a_jump_does_not_fetch_what_it_jumps_over() throws IOException {
    Page page = open(longStream(), 600);
    sent.set(0);
    seek(page, 555.5);
    assertThat(sent.get()).isLessThan(recordings.values().iterator().next().length() / 2);
  }

  /** Ten minutes, of the same 40 seconds again and again. */
  private static byte[] longStream() {
    return LiveStream.of(Ffmpeg.pictureAndSound(40, 100)).repeated(15, 40_000).asKurento();
  }
}
