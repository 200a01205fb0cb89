package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.kurento.FakeCaller;

/** Calls of several real browser pages, each recorded, in which people come, go and reload. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedServerBrowserIT {

  /** Small, so that one machine can encode and decode for all. */
  private static final String SMALL = "picture = { width: 160, height: 120, frameRate: 10 }";

  private static final int FRAMES = 15;

  @TempDir Path directory;
  private MediaEngine engine;
  private FakeCaller caller;
  private CallServer calls;
  private String codec = "";
  private final Map<String, Page> people = new LinkedHashMap<>();

  @BeforeEach
  void start() throws Exception {
    engine = MediaEngine.start(MediaSettings.on(InetAddress.getLoopbackAddress()));
    caller = new FakeCaller();
    calls = new CallServer(engine);
  }

  @AfterEach
  void stop() {
    people.values().forEach(page -> page.context().close());
    calls.close();
    caller.close();
    engine.close();
  }

  /** Somebody comes, publishes, sees all who are there, and is seen by them. */
  private void joins(String name) {
    Page page = caller.open(calls.url());
    people.put(name, page);
    enters(name, page);
  }

  private void enters(String name, Page page) {
    page.evaluate(SMALL);
    page.evaluate(
        "([id, codec]) => call(id, 'sendonly', undefined, [codec])", List.of(name, codec));
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

  private void everybodySeesEverybody() {
    people.forEach(
        (viewer, page) ->
            people.keySet().stream()
                .filter(other -> !other.equals(viewer))
                .forEach(other -> CallPageIT.awaitDecoded(page, view(viewer, other), FRAMES)));
  }

  @ParameterizedTest
  @CsvSource({"2, video/VP8", "2, video/H264", "4, video/VP8", "6, video/VP8"})
  void People_come_go_and_reload_and_everybody_is_recorded(int number, String codecName)
      throws Exception {
    codec = codecName;
    for (int i = 1; i < number; i++) {
      joins("person " + i);
    }
    everybodySeesEverybody();
    joins("latecomer");
    everybodySeesEverybody();
    List<Path> files = record(codecName.endsWith("H264"));

    Page reloading = people.get("person 1");
    people.remove("person 1");
    reloading.reload();
    people.put("person 1 again", reloading);
    enters("person 1 again", reloading);
    everybodySeesEverybody();

    people.remove("latecomer").context().close();
    reloading.waitForCondition(
        () -> calls.diary("latecomer").entries().contains("out VIDEO NOT_FLOWING"));
    for (Recorder recorder : recorders) {
      assertThat(recorder.stopAndWait(Duration.ofSeconds(10))).isTrue();
    }
    for (Path file : files) {
      assertThat(Ffmpeg.probe(file).packets().get("video")).isGreaterThan(FRAMES / 2);
      assertThat(Ffmpeg.decodingErrors(file)).isEmpty();
    }
  }

  private final List<Recorder> recorders = new ArrayList<>();

  /** A recorder on each; done when all have begun. */
  private List<Path> record(boolean matroska) throws Exception {
    List<Path> files = new ArrayList<>();
    RecordingProfile profile = matroska ? RecordingProfile.MKV : RecordingProfile.WEBM;
    for (String name : people.keySet()) {
      Path file = directory.resolve(name + ".webm");
      RecorderDiary diary = new RecorderDiary();
      Recorder recorder = engine.recorder(file.toUri(), profile, diary);
      for (MediaKind kind : MediaKind.values()) {
        calls.session(name).connect(recorder, kind);
      }
      recorder.record();
      diary.recording.get(10, SECONDS);
      recorders.add(recorder);
      files.add(file);
    }
    return files;
  }
}
