package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.kurento.FakeCaller;

/** Calls of several real browser pages, each recorded, in which people come, go and reload. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedServerBrowserIT {

  /** Small, so that one machine can encode and decode for all. */
  private static final String SMALL = "picture = { width: 160, height: 120, frameRate: 10 }";

  private static final int FRAMES = 10;

  /** What a machine that encodes and decodes for all may be late. */
  private static final double LATE_SECONDS = 2;

  private static MediaEngine engine;
  private static FakeCaller caller;

  @TempDir Path directory;
  private CallServer calls;
  private String codec = "";
  private RecordingProfile profile = RecordingProfile.WEBM;
  private final Map<String, Page> people = new LinkedHashMap<>();
  private final Map<Path, Recorder> recordings = new LinkedHashMap<>();
  private final Map<String, Path> recordedFor = new LinkedHashMap<>();
  private final Map<Path, Long> begun = new LinkedHashMap<>();
  private final Map<Path, Long> ending = new LinkedHashMap<>();
  private final Map<Path, Long> ended = new LinkedHashMap<>();

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
  void nobodyIsThere() throws Exception {
    calls = new CallServer(engine);
  }

  @AfterEach
  void everybodyLeaves() {
    people.values().forEach(page -> page.context().close());
    calls.close();
  }

  /** Somebody comes, publishes, is recorded, sees all who are there, and is seen by them. */
  private void joins(String name) throws Exception {
    Page page = caller.open(calls.url());
    people.put(name, page);
    enters(name, page);
  }

  private void enters(String name, Page page) throws Exception {
    page.evaluate(SMALL);
    page.evaluate(
        "([id, codec]) => call(id, 'sendonly', undefined, [codec])", List.of(name, codec));
    record(name);
    people.forEach(
        (other, otherPage) -> {
          if (!other.equals(name)) {
            views(page, name, other);
            views(otherPage, other, name);
          }
        });
  }

  private void views(Page page, String viewer, String other) {
    page.evaluate(
        "([id, from, codec]) => call(id, 'recvonly', from, [codec])",
        List.of(view(viewer, other), other, codec));
  }

  private static String view(String viewer, String other) {
    return viewer + " sees " + other;
  }

  /** From now on, on: a picture that stands still is not seen. */
  private void everybodySeesEverybody() {
    people.forEach(
        (viewer, page) -> {
          List<String> views =
              people.keySet().stream()
                  .filter(other -> !other.equals(viewer))
                  .map(other -> view(viewer, other))
                  .toList();
          page.evaluate("([ids, frames]) => goOn(ids, frames)", List.of(views, FRAMES));
        });
  }

  private void record(String name) throws Exception {
    Path file = directory.resolve(name + ".webm");
    RecorderDiary diary = new RecorderDiary();
    Recorder recorder = engine.recorder(file.toUri(), profile, diary);
    for (MediaKind kind : MediaKind.values()) {
      calls.session(name).connect(recorder, kind);
    }
    recorder.record();
    diary.recording.get(10, SECONDS);
    recordings.put(file, recorder);
    begun.put(file, System.nanoTime());
    recordedFor.put(name, file);
  }

  /** Nobody sends any more what is recorded of them, from some moment of this action on. */
  private void silenced(String name, Runnable by) {
    Path file = Objects.requireNonNull(recordedFor.get(name), name);
    ending.put(file, System.nanoTime());
    by.run();
    ended.put(file, System.nanoTime());
  }

  private void twoTalk(String agreed, RecordingProfile into) throws Exception {
    codec = agreed;
    profile = into;
    joins("a");
    joins("b");
    everybodySeesEverybody();
  }

  private Page page(String name) {
    return Objects.requireNonNull(people.get(name), name);
  }

  private void reloads(String name) throws Exception {
    Page page = page(name);
    people.remove(name);
    silenced(name, page::reload);
    people.put(name + " again", page);
    enters(name + " again", page);
  }

  private void leaves(String name) {
    silenced(name, page(name).context()::close);
    people.remove(name);
    people
        .values()
        .iterator()
        .next()
        .waitForCondition(() -> calls.diary(name).entries().contains("out VIDEO NOT_FLOWING"));
  }

  /**
   * Every recording ends well, can be decoded, is as long as its person was there, and has no hole
   * that a person would take for an end; also those of people who left.
   */
  private void recordingsAreWhole() throws Exception {
    for (Map.Entry<Path, Recorder> recording : recordings.entrySet()) {
      long since = Objects.requireNonNull(begun.get(recording.getKey()));
      Path file = recording.getKey();
      double there = (ending.getOrDefault(file, System.nanoTime()) - since) / 1e9;
      assertThat(recording.getValue().stopAndWait(Duration.ofSeconds(10))).isTrue();
      double most = (ended.getOrDefault(file, System.nanoTime()) - since) / 1e9;
      Ffmpeg.Probe probe = Ffmpeg.probe(file);
      for (String kind : List.of("audio", "video")) {
        double length = number(probe.lastSeconds(), kind) - number(probe.firstSeconds(), kind);
        assertThat(length)
            .as("%s of %s, there for %.1f s", kind, file, there)
            .isBetween(there - LATE_SECONDS, most + LATE_SECONDS);
        assertThat(number(probe.largestGaps(), kind))
            .as("%s of %s", kind, file)
            .isLessThan(LATE_SECONDS);
      }
      assertThat(Ffmpeg.decodingErrors(file)).as(file.toString()).isEmpty();
    }
  }

  private static double number(Map<String, Double> figures, String kind) {
    return Objects.requireNonNull(figures.get(kind), kind);
  }

  @Test
  void a_call_grows_from_two_to_six_and_people_reload_and_leave() throws Exception {
    twoTalk("video/VP8", RecordingProfile.WEBM);
    joins("c");
    joins("d");
    everybodySeesEverybody();
    joins("e");
    joins("f");
    everybodySeesEverybody();
    reloads("a");
    leaves("f");
    everybodySeesEverybody();
    recordingsAreWhole();
  }

  /**
   * Others have just come, so that a key frame is there; or nobody has for longer than it keeps.
   */
  @ParameterizedTest
  @ValueSource(strings = {"video/VP8", "video/VP9", "video/H264"})
  void who_comes_late_sees_moving_pictures_and_asks_for_no_repairs(String agreed) throws Exception {
    codec = agreed;
    Page speaker = caller.open(calls.url());
    people.put("speaker", speaker);
    speaker.evaluate(SMALL);
    speaker.evaluate(
        "([id, codec]) => call(id, 'sendonly', undefined, [codec])", List.of("speaker", codec));
    Page hall = caller.open(calls.url());
    people.put("hall", hall);
    List<String> listeners = List.of("first", "second", "third", "long after");
    for (String listener : listeners) {
      if (listener.equals("long after")) {
        CallPageIT.awaitDecoded(hall, view("third", "speaker"), 3 * FRAMES);
      }
      views(hall, listener, "speaker");
      CallPageIT.awaitDecoded(hall, view(listener, "speaker"), 1);
    }
    for (String listener : listeners) {
      String view = view(listener, "speaker");
      CallPageIT.awaitDecoded(hall, view, 4 * FRAMES);
      assertThat(CallPageIT.figure(hall, view, "plis")).as(view).isLessThanOrEqualTo(1);
      assertThat(CallPageIT.figure(hall, view, "lost")).as(view).isZero();
    }
  }

  @Test
  void a_recording_goes_on_when_the_picture_changes_its_size() throws Exception {
    twoTalk("video/VP8", RecordingProfile.WEBM);
    page("a")
        .evaluate("calls.a.media.getVideoTracks()[0].applyConstraints({ width: 80, height: 60 })");
    page("b").waitForCondition(() -> CallPageIT.figure(page("b"), view("b", "a"), "width") == 80);
    recordingsAreWhole();
    assertThat(Ffmpeg.sizes(directory.resolve("a.webm"))).containsExactly("160,120", "80,60");
  }

  @Test
  void two_people_talk_in_H264() throws Exception {
    twoTalk("video/H264", RecordingProfile.MKV);
    reloads("a");
    everybodySeesEverybody();
    leaves("b");
    recordingsAreWhole();
  }
}
