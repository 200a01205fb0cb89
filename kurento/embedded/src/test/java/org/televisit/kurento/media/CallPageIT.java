package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.kurento.FakeCaller;

/** Calls between real browsers, judged by the pictures that were decoded. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallPageIT {

  static MediaEngine engine;
  static FakeCaller caller;

  Path files;
  CallServer calls;
  Page alice;
  Page bob;

  @BeforeAll
  static void start() throws Exception {
    engine = MediaEngine.start(MediaSettings.on(InetAddress.getLoopbackAddress()));
    caller = new FakeCaller();
  }

  @AfterAll
  static void stop() {
    caller.close();
    engine.close();
  }

  @BeforeEach
  void twoPages(@TempDir Path directory) throws Exception {
    files = directory;
    calls = new CallServer(engine);
    alice = caller.open(calls.url());
    bob = caller.open(calls.url());
  }

  @AfterEach
  void leave() {
    alice.context().close();
    bob.context().close();
    calls.close();
  }

  static void publish(Page page, String id) {
    page.evaluate("id => call(id, 'sendonly')", id);
  }

  static void view(Page page, String id, String from) {
    page.evaluate("([id, from]) => call(id, 'recvonly', from)", List.of(id, from));
  }

  static void awaitDecoded(Page page, String id, int frames) {
    page.evaluate("([id, frames]) => decoded(id, frames)", List.of(id, frames));
  }

  @SuppressWarnings("unchecked")
  static double figure(Page page, String id, String name) {
    Map<String, Object> figures = (Map<String, Object>) page.evaluate("id => figures(id)", id);
    Object value = figures.get(name);
    return value instanceof Number number ? number.doubleValue() : -1;
  }

  @Test
  void Two_people_see_and_hear_each_other() {
    publish(alice, "alice");
    publish(bob, "bob");
    view(alice, "alice sees bob", "bob");
    view(bob, "bob sees alice", "alice");

    awaitDecoded(alice, "alice sees bob", 60);
    awaitDecoded(bob, "bob sees alice", 60);
    assertThat(figure(alice, "alice sees bob", "energy")).isPositive();
    assertThat(figure(bob, "bob sees alice", "energy")).isPositive();
    assertThat(figure(bob, "bob sees alice", "width")).isEqualTo(640);
  }

  @Test
  void One_connection_can_carry_both_directions() {
    alice.evaluate("call('alice', 'sendrecv')");
    bob.evaluate("call('bob', 'sendrecv', 'alice')");
    calls.connect("bob", "alice");

    awaitDecoded(alice, "alice", 40);
    awaitDecoded(bob, "bob", 40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VP8", "VP9", "H264"})
  void A_browser_that_knows_one_codec_answers_an_offer_of_ours(String codec) {
    alice.evaluate("codec => accept('alice', null, codec)", codec);
    bob.evaluate("codec => accept('bob', 'alice', codec)", codec);
    calls.connect("bob", "alice");

    awaitDecoded(alice, "alice", 40);
    awaitDecoded(bob, "bob", 40);
    assertThat(alice.evaluate("codecOf('alice')")).isEqualTo("video/" + codec);
    assertThat(bob.evaluate("codecOf('bob')")).isEqualTo("video/" + codec);
    assertThat(figure(alice, "alice", "samples")).isPositive();
    assertThat(figure(bob, "bob", "samples")).isPositive();
  }

  @Test
  void The_events_come_in_the_order_of_the_protocol() {
    publish(alice, "alice");
    view(bob, "bob sees alice", "alice");
    bob.waitForCondition(() -> calls.diary("alice").entries().contains("media CONNECTED"));

    assertThat(calls.diary("alice").entries())
        .startsWith(
            "ice 1 GATHERING",
            "ice 2 GATHERING",
            "candidate 0",
            "candidate 1",
            "gathered",
            "ice 1 CONNECTING",
            "pair",
            "ice 1 CONNECTED",
            "dtls NEW",
            "dtls CONNECTING",
            "ice 1 READY",
            "connection CONNECTED",
            "dtls CONNECTED")
        .containsSubsequence("out AUDIO FLOWING", "media CONNECTED")
        .containsSubsequence("out VIDEO FLOWING", "media CONNECTED");
  }

  /** Who had to wait for a key frame would wait for it each time; a busy machine delays one. */
  @Test
  void A_late_joiner_sees_the_first_picture_within_a_second() {
    publish(alice, "alice");
    view(bob, "first", "alice");
    awaitDecoded(bob, "first", 60);
    double soonest =
        Stream.of("late", "later", "last").mapToDouble(this::joins).min().orElseThrow();
    assertThat(soonest).isBetween(1.0, 1000.0);
  }

  private double joins(String id) {
    view(bob, id, "alice");
    bob.waitForFunction("id => calls[id].firstFrame > 0", id);
    return figure(bob, id, "firstFrame");
  }

  @Test
  void A_viewer_goes_on_when_its_source_is_replaced() {
    publish(alice, "alice");
    publish(alice, "alice again");
    view(bob, "bob", "alice");
    view(bob, "who stays", "alice again");
    awaitDecoded(bob, "bob", 40);
    awaitDecoded(bob, "who stays", 40);

    calls.connect("alice again", "bob");
    alice.evaluate("hangUp('alice')");
    awaitDecoded(bob, "bob", 120);
    assertThat(figure(bob, "bob", "keyFrames")).isGreaterThanOrEqualTo(2);
    assertThat(figure(bob, "bob", "freezes"))
        .as("more than who sees the same and did not change")
        .isLessThanOrEqualTo(1 + figure(bob, "who stays", "freezes"));
  }

  @Test
  void A_browser_that_hangs_up_is_noticed_at_once() {
    publish(alice, "alice");
    alice.waitForCondition(() -> calls.diary("alice").entries().contains("out VIDEO FLOWING"));

    alice.evaluate("hangUp('alice')");

    alice.waitForCondition(() -> calls.diary("alice").entries().contains("dtls CLOSED"));
    alice.waitForCondition(() -> calls.diary("alice").entries().contains("out VIDEO NOT_FLOWING"));
  }

  @Test
  void A_recording_to_a_file_can_be_played() throws Exception {
    Path file = files.resolve("alice.webm");
    RecorderDiary diary = new RecorderDiary();
    Recorder recorder = engine.recorder(file.toUri(), RecordingProfile.WEBM, diary);
    Length length = recordAlice(recorder, diary, 160);

    Ffmpeg.Probe probe = Ffmpeg.probe(file);
    assertThat(diary.entries()).containsExactly("recording", "stopped");
    assertThat(probe.codecs()).isEqualTo(Map.of("audio", "opus", "video", "vp8"));
    assertThat(probe.declaredSeconds()).satisfies(length::isThat);
    assertThat(probe.lastSeconds().get("video")).satisfies(length::isThat);
    assertThat(probe.lastSeconds().get("audio")).satisfies(length::isThat);
    assertThat(probe.keyFrames()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(Ffmpeg.decodingErrors(file)).isEmpty();
  }

  @Test
  void A_recording_over_http_comes_live_and_can_be_played() throws Exception {
    Path file = files.resolve("ingested.webm");
    try (IngestServer ingest = new IngestServer(file, 204)) {
      RecorderDiary diary = new RecorderDiary();
      Recorder recorder = engine.recorder(ingest.target(), RecordingProfile.WEBM, diary);
      Length length = recordAlice(recorder, diary, 160);

      assertThat(ingest.ended).as("stopAndWait returns after the response").isCompleted();
      assertThat(ingest.headers.get(1, SECONDS).getFirst("Content-Type")).isEqualTo("video/webm");
      assertThat(ingest.headers.get(1, SECONDS).getFirst("Expect"))
          .isEqualToIgnoringCase("100-continue");
      assertThat(ingest.headers.get(1, SECONDS).getFirst("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(usualPauseMillis(ingest)).isLessThan(500);
      Ffmpeg.Probe probe = Ffmpeg.probe(file);
      assertThat(probe.codecs()).isEqualTo(Map.of("audio", "opus", "video", "vp8"));
      assertThat(probe.declaredSeconds()).isEqualTo(-1);
      assertThat(probe.lastSeconds().get("video")).satisfies(length::isThat);
      assertThat(Ffmpeg.decodingErrors(file)).isEmpty();
    }
  }

  /** Than which nine of ten are shorter, all beginning with the first byte of seconds of media. */
  private static double usualPauseMillis(IngestServer ingest) {
    List<Double> pauses =
        IntStream.range(1, ingest.arrivals.size())
            .mapToObj(i -> (ingest.arrivals.get(i) - ingest.arrivals.get(i - 1)) / 1e6)
            .sorted()
            .toList();
    assertThat(pauses).hasSizeGreaterThan(20);
    return pauses.get(pauses.size() * 9 / 10);
  }

  @Test
  void Sound_alone_and_pictures_alone_can_be_recorded() throws Exception {
    publish(alice, "alice");
    view(bob, "bob", "alice");
    Path sound = files.resolve("sound.webm");
    Path pictures = files.resolve("pictures.webm");
    try (Recorder audio = record(sound, RecordingProfile.WEBM_AUDIO_ONLY);
        Recorder video = record(pictures, RecordingProfile.WEBM_VIDEO_ONLY)) {
      awaitDecoded(bob, "bob", 60);
      assertThat(audio.stopAndWait(Duration.ofSeconds(5))).isTrue();
      assertThat(video.stopAndWait(Duration.ofSeconds(5))).isTrue();
    }

    assertThat(Ffmpeg.probe(sound).codecs()).isEqualTo(Map.of("audio", "opus"));
    assertThat(Ffmpeg.probe(pictures).codecs()).isEqualTo(Map.of("video", "vp8"));
    assertThat(Ffmpeg.decodingErrors(sound)).isEmpty();
    assertThat(Ffmpeg.decodingErrors(pictures)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "VP9, opus, vp9, opus, WEBM",
    "H264, PCMU, h264, pcm_mulaw, MKV",
    "VP8, PCMA, vp8, pcm_alaw, MKV"
  })
  void Other_codecs_are_forwarded_and_recorded(
      String video, String audio, String pictures, String sound, RecordingProfile profile)
      throws Exception {
    List<String> codecs = List.of("video/" + video, "audio/" + audio);
    alice.evaluate("codecs => call('alice', 'sendonly', undefined, codecs)", codecs);
    bob.evaluate("codecs => call('bob', 'recvonly', 'alice', codecs)", codecs);
    Path file = files.resolve("recording.mkv");
    RecorderDiary diary = new RecorderDiary();
    Recorder recorder = engine.recorder(file.toUri(), profile, diary);
    connect("alice", recorder);
    recorder.record();
    diary.recording.get(10, SECONDS);
    awaitDecoded(bob, "bob", 60);
    assertThat(figure(bob, "bob", "energy")).isPositive();
    assertThat(recorder.stopAndWait(Duration.ofSeconds(5))).isTrue();

    Ffmpeg.Probe probe = Ffmpeg.probe(file);
    assertThat(probe.codecs()).isEqualTo(Map.of("audio", sound, "video", pictures));
    assertThat(probe.packets().get("video")).isGreaterThan(20);
    assertThat(Ffmpeg.decodingErrors(file)).isEmpty();
  }

  @Test
  void A_sender_keeps_to_what_its_viewer_may_get() {
    publish(alice, "alice");
    view(bob, "bob", "alice");
    calls.session("bob").setBandwidth(new VideoBandwidth(100, 250, 0, 0));
    alice.waitForCondition(() -> figure(alice, "alice", "target") <= 250_000);
    awaitDecoded(bob, "bob", 40);
    calls.session("bob").setBandwidth(new VideoBandwidth(100, 1500, 0, 0));
    alice.waitForCondition(() -> figure(alice, "alice", "target") > 500_000);
    calls.session("alice").setBandwidth(new VideoBandwidth(100, 1500, 0, 200));
    alice.waitForCondition(() -> figure(alice, "alice", "target") <= 200_000);
  }

  @Test
  void A_pause_leaves_no_hole_in_the_recording() throws Exception {
    publish(alice, "alice");
    view(bob, "bob", "alice");
    Path file = files.resolve("paused.webm");
    RecorderDiary diary = new RecorderDiary();
    Recorder recorder = engine.recorder(file.toUri(), RecordingProfile.WEBM, diary);
    connect("alice", recorder);
    recorder.record();
    diary.recording.get(10, SECONDS);
    long before = System.nanoTime();
    awaitDecoded(bob, "bob", 60);
    recorder.pause();
    double recorded = (System.nanoTime() - before) / 1e9;
    awaitDecoded(bob, "bob", 120);
    before = System.nanoTime();
    recorder.record();
    awaitDecoded(bob, "bob", 180);
    double more = (System.nanoTime() - before) / 1e9;
    assertThat(recorder.stopAndWait(Duration.ofSeconds(5))).isTrue();
    double most = recorded + (System.nanoTime() - before) / 1e9;

    assertThat(diary.entries()).containsExactly("recording", "paused", "recording", "stopped");
    assertThat(Ffmpeg.probe(file).lastSeconds().get("video"))
        .satisfies(new Length(recorded + more, most)::isThat);
    assertThat(Ffmpeg.decodingErrors(file)).isEmpty();
  }

  @Test
  void A_recording_of_both_kinds_does_not_begin_with_one() throws Exception {
    publish(alice, "alice");
    view(bob, "bob", "alice");
    Path file = files.resolve("never.webm");
    RecorderDiary diary = new RecorderDiary();
    Recorder recorder = engine.recorder(file.toUri(), RecordingProfile.WEBM, diary);
    calls.session("alice").connect(recorder, MediaKind.VIDEO);
    recorder.record();
    awaitDecoded(bob, "bob", 60);

    assertThat(recorder.stopAndWait(Duration.ofSeconds(5))).isTrue();
    assertThat(diary.entries()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void A_call_and_its_recording_stand_the_loss_of_every_twentieth_datagram() throws Exception {
    calls.close();
    try (LossyRelay relay = new LossyRelay(engine.address(), 0.05)) {
      calls = new CallServer(engine, relay.port());
      alice.navigate(calls.url());
      bob.navigate(calls.url());
      Path file = files.resolve("lossy.webm");
      RecorderDiary diary = new RecorderDiary();
      Recorder recorder = engine.recorder(file.toUri(), RecordingProfile.WEBM, diary);
      Length length = recordAlice(recorder, diary, 160);
      assertThat(relay.lost).hasValueGreaterThan(20);
      assertThat(figure(bob, "bob", "nacks")).isPositive();
      assertThat(figure(alice, "alice", "nacksIn")).isPositive();
      assertThat(figure(alice, "alice", "repeated")).isPositive();
      double encoded = figure(alice, "alice", "encoded");
      Ffmpeg.Probe probe = Ffmpeg.probe(file);
      assertThat(probe.lastSeconds().get("video")).satisfies(length::isThat);
      assertThat(probe.packets().get("video")).isGreaterThan((int) (0.6 * encoded));
      assertThat(Ffmpeg.decodingErrors(file)).isEmpty();
    }
  }

  private Recorder record(Path file, RecordingProfile profile) {
    Recorder recorder = engine.recorder(file.toUri(), profile, new RecorderListener() {});
    connect("alice", recorder);
    recorder.record();
    return recorder;
  }

  private void connect(String id, Recorder recorder) {
    for (MediaKind kind : MediaKind.values()) {
      calls.session(id).connect(recorder, kind);
    }
  }

  /** Records until a viewer has decoded so many frames more. */
  private Length recordAlice(Recorder recorder, RecorderDiary diary, int frames) throws Exception {
    publish(alice, "alice");
    view(bob, "bob", "alice");
    awaitDecoded(bob, "bob", 20);
    connect("alice", recorder);
    long asked = System.nanoTime();
    recorder.record();
    diary.recording.get(10, SECONDS);
    long began = System.nanoTime();
    awaitDecoded(bob, "bob", (int) figure(bob, "bob", "decoded") + frames);
    double least = (System.nanoTime() - began) / 1e9;
    assertThat(recorder.stopAndWait(Duration.ofSeconds(5))).isTrue();
    return new Length(least, (System.nanoTime() - asked) / 1e9);
  }
}
