package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A camera that films a clock: each picture shows, as 8 by 6 black and white fields, when it was
 * drawn. So a recorded picture tells by itself when it was taken, and what is missing at the end of
 * a recording is measured, not derived from anybody's bookkeeping.
 *
 * <p>The time is counted in ticks of 50 ms, which repeat after nine days. Half of the fields show
 * them in Gray code, the other half its complement: from one tick to the next two fields change, so
 * that a picture is small and a slow machine keeps up, and a picture that mixes two is found out.
 */
final class ClockCamera {

  private static final int COLUMNS = 8;
  private static final int FIELDS = COLUMNS * 6;

  /** Bits of the time; as many follow that say the opposite, as a check. */
  private static final int TIME_BITS = 24;

  private static final long TICK_MILLIS = 50;
  private static final long MASK = (1L << TIME_BITS) - 1;

  /**
   * Takes the place of the browser's camera, before any script of a page runs. Encoder, network and
   * decoder are real; only the lens looks at a drawing.
   */
  static final String SCRIPT =
      """
      (() => {
        if (!navigator.mediaDevices) { return; }
        const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        const draw = paper => {
          const tick = Math.floor(Date.now() / 50) % 0x1000000;
          const gray = tick ^ (tick >>> 1);
          for (let i = 0; i < 48; i++) {
            const bit = (gray >>> i % 24 & 1) ^ (i < 24 ? 0 : 1);
            paper.fillStyle = bit ? '#fff' : '#000';
            paper.fillRect(i % 8 * 80, Math.floor(i / 8) * 80, 80, 80);
          }
        };
        navigator.mediaDevices.getUserMedia = async wanted => {
          const stream = await real(wanted);
          for (const track of stream.getVideoTracks()) {
            const canvas = document.createElement('canvas');
            canvas.width = 640; canvas.height = 480;
            const paper = canvas.getContext('2d');
            draw(paper);
            const timer = setInterval(() => draw(paper), 50);
            const [drawn] = canvas.captureStream().getVideoTracks();
            const id = track.getSettings().deviceId;
            const settings = drawn.getSettings.bind(drawn);
            drawn.getSettings = () => ({ ...settings(), deviceId: id });
            const stop = drawn.stop.bind(drawn);
            drawn.stop = () => { clearInterval(timer); track.stop(); stop(); };
            stream.removeTrack(track);
            stream.addTrack(drawn);
          }
          return stream;
        };
      })();
      """;

  /** When the picture that a video element shows was taken, in milliseconds; 0 if unreadable. */
  private static final String LOOK =
      """
      video => {
        const canvas = document.createElement('canvas');
        canvas.width = 64; canvas.height = 48;
        const paper = canvas.getContext('2d');
        paper.drawImage(video, 0, 0, 64, 48);
        const pixels = paper.getImageData(0, 0, 64, 48).data;
        let gray = 0, opposite = 0;
        for (let i = 0; i < 48; i++) {
          const at = 4 * (64 * (Math.floor(i / 8) * 8 + 4) + i % 8 * 8 + 4);
          const bit = pixels[at] > 127 ? 1 : 0;
          if (i < 24) { gray |= bit << i; } else { opposite |= bit << i - 24; }
        }
        if ((gray ^ opposite) !== 0xffffff) { return 0; }
        let tick = gray;
        for (let shift = 1; shift < 24; shift <<= 1) { tick ^= tick >>> shift; }
        const now = Math.floor(Date.now() / 50);
        return (now - (now - tick & 0xffffff)) * 50;
      }
      """;

  /** What ffmpeg's showinfo says of one picture. */
  private static final Pattern SHOWN = Pattern.compile("\\bpts_time:([-+.e\\d]+)");

  private ClockCamera() {}

  /** When the picture was taken that somebody sees; the beginning of time if it is unreadable. */
  static Instant shown(Locator video) {
    return Instant.ofEpochMilli(((Number) video.evaluate(LOOK)).longValue());
  }

  /**
   * When the pictures of a recording were taken, in its order. One that is too coarse to be read,
   * as a connection's first ones are, was taken as long before or after its neighbour as it is
   * shown; empty if none can be read.
   */
  static List<Instant> pictures(Path webm) throws IOException {
    Path report = Files.createTempFile("pictures", ".txt");
    try {
      byte[] fields = decode(webm, report);
      return placed(clocks(fields), times(Files.readString(report)));
    } finally {
      Files.delete(report);
    }
  }

  /** The fields of all pictures; the report says when each is shown. */
  private static byte[] decode(Path webm, Path report) throws IOException {
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-nostats",
                "-i",
                webm.toString(),
                "-an",
                "-fps_mode",
                "passthrough",
                "-vf",
                "scale=8:6:flags=area,format=gray,showinfo",
                "-f",
                "rawvideo",
                "-")
            .redirectError(report.toFile())
            .start();
    return ffmpeg.getInputStream().readAllBytes();
  }

  private static List<Optional<Instant>> clocks(byte[] fields) {
    List<Optional<Instant>> clocks = new ArrayList<>();
    for (int at = 0; at + FIELDS <= fields.length; at += FIELDS) {
      long bits = 0;
      for (int i = 0; i < FIELDS; i++) {
        bits |= (fields[at + i] & 0xff) > 127 ? 1L << i : 0;
      }
      long gray = bits & MASK;
      boolean readable = (bits >>> TIME_BITS ^ gray) == MASK;
      clocks.add(readable ? Optional.of(time(gray)) : Optional.empty());
    }
    return clocks;
  }

  private static List<Duration> times(String report) {
    return SHOWN
        .matcher(report)
        .results()
        .map(shown -> Duration.ofMillis(Math.round(1000 * Double.parseDouble(shown.group(1)))))
        .toList();
  }

  private static List<Instant> placed(List<Optional<Instant>> clocks, List<Duration> shown) {
    assertThat(shown).as("one time for each picture").hasSameSizeAs(clocks);
    List<Instant> taken = new ArrayList<>();
    Optional<Instant> start = // of the film, by the nearest clock that can be read
        IntStream.range(0, clocks.size())
            .boxed()
            .flatMap(i -> clocks.get(i).map(clock -> clock.minus(shown.get(i))).stream())
            .findFirst();
    for (int i = 0; i < clocks.size() && start.isPresent(); i++) {
      Duration at = shown.get(i);
      if (clocks.get(i).isPresent()) {
        start = clocks.get(i).map(clock -> clock.minus(at));
      }
      taken.add(start.get().plus(at));
    }
    return taken;
  }

  private static Instant time(long gray) {
    long tick = gray;
    for (int shift = 1; shift < TIME_BITS; shift <<= 1) {
      tick ^= tick >>> shift;
    }
    long now = System.currentTimeMillis() / TICK_MILLIS;
    long ago = now - tick & MASK;
    long apart = ago > MASK / 2 ? ago - MASK - 1 : ago; // a picture of the future shows a mistake
    return Instant.ofEpochMilli((now - apart) * TICK_MILLIS);
  }
}
