package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A camera that films a clock: each picture shows, as 8 by 6 black and white fields, the
 * millisecond in which it was drawn. So a recorded picture tells by itself when it was taken, and
 * what is missing at the end of a recording is measured, not derived from anybody's bookkeeping.
 */
final class ClockCamera {

  private static final int COLUMNS = 8;
  private static final int FIELDS = COLUMNS * 6;

  /** Bits of the time; the rest is their number of ones, as a check. */
  private static final int TIME_BITS = 41;

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
          let now = BigInt(Date.now());
          let ones = 0n;
          const bits = [];
          for (let i = 0n; i < 41n; i++) { const bit = now >> i & 1n; bits.push(bit); ones += bit; }
          for (let i = 0n; i < 7n; i++) { bits.push(ones >> i & 1n); }
          bits.forEach((bit, i) => {
            paper.fillStyle = bit ? '#fff' : '#000';
            paper.fillRect(i % 8 * 80, Math.floor(i / 8) * 80, 80, 80);
          });
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

  private ClockCamera() {}

  /** When the pictures of a recording were taken, in its order; unreadable ones are left out. */
  static List<Instant> pictures(Path webm) throws IOException {
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "quiet",
                "-i",
                webm.toString(),
                "-an",
                "-fps_mode",
                "passthrough",
                "-vf",
                "scale=8:6:flags=area,format=gray",
                "-f",
                "rawvideo",
                "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] fields = ffmpeg.getInputStream().readAllBytes();
    List<Instant> taken = new ArrayList<>();
    for (int at = 0; at + FIELDS <= fields.length; at += FIELDS) {
      long bits = 0;
      for (int i = 0; i < FIELDS; i++) {
        bits |= (fields[at + i] & 0xff) > 127 ? 1L << i : 0;
      }
      long millis = bits & (1L << TIME_BITS) - 1;
      if (Long.bitCount(millis) == bits >>> TIME_BITS) {
        taken.add(Instant.ofEpochMilli(millis));
      }
    }
    assertThat(taken).as("readable pictures of %s", webm).hasSizeGreaterThan(10);
    return taken;
  }

  /** When the last one was taken. */
  static Instant last(Path webm) throws IOException {
    List<Instant> taken = pictures(webm);
    return taken.get(taken.size() - 1);
  }
}
