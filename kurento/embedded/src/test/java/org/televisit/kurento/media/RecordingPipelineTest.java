package org.televisit.kurento.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.IncomingTrack;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtpPacket;
import org.televisit.kurento.webm.Patch;
import org.televisit.kurento.webm.RecordingTarget;
import org.televisit.kurento.webm.WebmFrame;
import org.televisit.kurento.webm.WebmReader;

/** A recording of one camera or microphone, with the time in the test's hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingPipelineTest {

  private static final int MILLI = 1000;
  private static final int VP8 = 96;
  private static final int OPUS = 111;
  private static final int PICTURE_MILLIS = 40;
  private static final int TICK_MILLIS = 50;

  /** When each key frame was asked for, as milliseconds from the beginning. */
  private final List<Long> requests = new ArrayList<>();

  private final List<String> news = new ArrayList<>();
  private final Target target = new Target();
  private final IncomingTrack track = new IncomingTrack(new Up());
  private long now = 5_000 * MILLI;
  private boolean keyWanted = true;

  /** Which requests get lost on their way, counted from 1. */
  private IntPredicate swallowed = number -> false;

  private int sequence;

  private long millis() {
    return now / MILLI - 5_000;
  }

  private final class Up implements IncomingTrack.Uplink {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void nack(RtcpMessage.Nack nack) {}

    @Override
    public void requestKeyFrame(int ssrc) {
      requests.add(millis());
      keyWanted |= !swallowed.test(requests.size());
    }
  }

  private final class News implements RecordingPipeline.Events {
    @Override
    public void begun() {
      news.add("begun");
    }

    @Override
    public void failed(RecorderListener.Failure failure, String message) {
      news.add("failed " + failure);
    }
  }

  private static final class Target implements RecordingTarget {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();
    private boolean seekable;
    private boolean full;
    private int writes;

    @Override
    public boolean seekable() {
      return seekable;
    }

    @Override
    public boolean write(byte[] bytes) {
      writes++;
      if (!full) {
        written.writeBytes(bytes);
      }
      return !full;
    }

    @Override
    public CompletableFuture<Void> finish(List<Patch> patches) {
      outcome.complete(null);
      return outcome;
    }

    @Override
    public void abort() {}

    @Override
    public CompletableFuture<Void> outcome() {
      return outcome;
    }
  }

  private RecordingPipeline pipeline(RecordingProfile profile) {
    boolean pictures = profile.has(MediaKind.VIDEO);
    track.negotiated(pictures ? Codec.VP8 : Codec.OPUS, pictures ? VP8 : OPUS);
    RecordingPipeline made = new RecordingPipeline(profile, () -> target, new News(), () -> now);
    track.attach(made.input(pictures ? MediaKind.VIDEO : MediaKind.AUDIO).orElseThrow());
    made.record();
    return made;
  }

  private void arrives(byte[] packet) {
    track.rtp(RtpPacket.parse(packet, 0, packet.length).orElseThrow(), now);
  }

  private void picture(boolean lost) {
    sequence++;
    int timestamp = (int) (millis() * 90);
    if (!lost) {
      arrives(Rtp.vp8(Rtp.VIDEO_SSRC, VP8, sequence, timestamp, keyWanted));
    }
    keyWanted = false;
  }

  /** A camera that makes a key frame only when it is asked; the loop ticks meanwhile. */
  private void film(RecordingPipeline pipeline, long millis) {
    for (long i = 0; i < millis; i += 10, now += 10 * MILLI) {
      if (millis() % PICTURE_MILLIS == 0) {
        picture(false);
      }
      if (millis() % TICK_MILLIS == 0) {
        track.tick(now);
        pipeline.tick();
      }
    }
  }

  private List<WebmFrame> frames() throws IOException {
    List<WebmFrame> frames = new ArrayList<>();
    try (WebmReader reader =
        new WebmReader(new ByteArrayInputStream(target.written.toByteArray()))) {
      reader.begin();
      for (Optional<WebmFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        frames.add(next.get());
      }
    }
    return frames;
  }

  private List<Long> keyFrames() throws IOException {
    return frames().stream().filter(WebmFrame::keyFrame).map(WebmFrame::millis).toList();
  }

  @Test
  void has_a_key_frame_at_least_every_8_s_though_requests_get_lost() throws IOException {
    swallowed = number -> number % 3 != 0;
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_VIDEO_ONLY);
    film(pipeline, 60_000);
    List<Long> keys = keyFrames();
    assertThat(keys).hasSizeBetween(7, 10);
    for (int i = 1; i < keys.size(); i++) {
      assertThat(keys.get(i) - keys.get(i - 1)).isBetween(5_000L, 8_000L);
    }
  }

  @Test
  void asks_no_more_than_every_5_s_where_it_is_heard() throws IOException {
    film(pipeline(RecordingProfile.WEBM_VIDEO_ONLY), 31_000);
    assertThat(keyFrames()).hasSize(7);
    assertThat(requests).hasSizeBetween(6, 7);
  }

  @Test
  void asks_for_a_key_frame_before_it_gives_a_missing_packet_up() throws IOException {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_VIDEO_ONLY);
    film(pipeline, 2_000);
    int before = requests.size();
    picture(true);
    long lostAt = millis();
    film(pipeline, 2_000);
    assertThat(requests).as("once is enough").hasSize(before + 1);
    assertThat(requests.get(before) - lostAt).isBetween(150L, 300L);
    List<WebmFrame> frames = frames();
    long hole = 0;
    for (int i = 1; i < frames.size(); i++) {
      long step = frames.get(i).millis() - frames.get(i - 1).millis();
      if (step > hole) {
        hole = step;
        assertThat(step <= PICTURE_MILLIS + 1 || frames.get(i).keyFrame()).isTrue();
      }
    }
    assertThat(hole).isBetween(150L, 400L);
  }

  @Test
  void never_writes_what_came_in_a_pause_behind_a_lost_packet() throws IOException {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_VIDEO_ONLY);
    film(pipeline, 1_000);
    pipeline.pause();
    film(pipeline, 1_000);
    picture(true);
    byte[] lost = Rtp.vp8(Rtp.VIDEO_SSRC, VP8, sequence, (int) (millis() * 90), false);
    now += PICTURE_MILLIS * MILLI;
    keyWanted = true;
    picture(false);
    int written = frames().size();
    pipeline.record();
    arrives(lost);
    assertThat(news).as("begun before the pause alone").containsExactly("begun");
    now += PICTURE_MILLIS * MILLI;
    film(pipeline, 1_000);
    assertThat(news).containsExactly("begun", "begun");
    assertThat(frames()).hasSizeGreaterThan(written + 20);
    assertThat(frames().get(written).keyFrame()).isTrue();
  }

  @Test
  void never_writes_a_picture_that_began_in_a_pause() {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_VIDEO_ONLY);
    film(pipeline, 1_000);
    pipeline.pause();
    int timestamp = (int) (millis() * 90);
    arrives(Rtp.vp8Part(VP8, ++sequence, timestamp, true, 0, 2));
    pipeline.record();
    arrives(Rtp.vp8Part(VP8, ++sequence, timestamp, true, 1, 2));
    assertThat(news).containsExactly("begun");
  }

  @Test
  void never_writes_the_last_picture_of_a_pause_though_it_is_repaired() {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_VIDEO_ONLY);
    film(pipeline, 1_000);
    pipeline.pause();
    film(pipeline, 1_000);
    picture(true);
    byte[] lost = Rtp.vp8(Rtp.VIDEO_SSRC, VP8, sequence, (int) (millis() * 90), true);
    pipeline.record();
    now += PICTURE_MILLIS * MILLI;
    picture(false);
    arrives(lost);
    assertThat(news).containsExactly("begun");
  }

  @Test
  void writes_what_waits_when_a_pause_begins() throws IOException {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_VIDEO_ONLY);
    film(pipeline, 1_000);
    picture(true);
    now += PICTURE_MILLIS * MILLI;
    keyWanted = true;
    picture(false);
    int written = frames().size();
    pipeline.pause();
    assertThat(frames()).hasSizeGreaterThan(written);
    assertThat(frames().get(frames().size() - 1).keyFrame()).isTrue();
  }

  @Test
  void writes_what_waits_before_another_stream_begins() throws IOException {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_AUDIO_ONLY);
    for (int number : new int[] {1, 3, 4}) {
      arrives(Rtp.opus(7, OPUS, number, number * 960));
      now += 20 * MILLI;
    }
    track.bye(7);
    arrives(Rtp.opus(8, OPUS, 1, 960));
    assertThat(pipeline.finish()).isCompleted();
    assertThat(frames()).as("1, 3, 4 and the new one").hasSize(4);
  }

  @Test
  void writes_what_waits_when_its_source_is_taken_away() throws IOException {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_AUDIO_ONLY);
    arrives(Rtp.opus(7, OPUS, 1, 960));
    arrives(Rtp.opus(7, OPUS, 3, 3 * 960));
    track.detachAll();
    assertThat(pipeline.finish()).isCompleted();
    assertThat(frames()).hasSize(2);
  }

  @Test
  void wakes_its_target_at_most_20_times_a_second_and_keeps_nothing_longer() throws IOException {
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_AUDIO_ONLY);
    for (int number = 1; number <= 100; number++, now += 10 * MILLI) {
      arrives(Rtp.opus(7, OPUS, number, number * 480));
      if (number % 5 == 0) {
        pipeline.tick();
        assertThat(frames()).hasSize(number);
      }
    }
    assertThat(target.writes).as("with the header").isEqualTo(21);
  }

  @Test
  void has_failed_when_the_target_does_not_take_its_end() {
    target.seekable = true;
    RecordingPipeline pipeline = pipeline(RecordingProfile.WEBM_VIDEO_ONLY);
    film(pipeline, 1_000);
    target.full = true;
    assertThat(pipeline.finish()).isCompletedExceptionally();
    assertThat(news).containsExactly("begun", "failed TARGET_TOO_SLOW");
  }
}
