package org.televisit.kurento.media;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.FrameAssembler;
import org.televisit.kurento.rtp.IncomingTrack;
import org.televisit.kurento.rtp.JitterBuffer;
import org.televisit.kurento.rtp.RtpSink;
import org.televisit.kurento.rtp.VideoFrame;
import org.televisit.kurento.webm.Interleaver;
import org.televisit.kurento.webm.RecordingTarget;
import org.televisit.kurento.webm.TrackFormat;
import org.televisit.kurento.webm.WebmFrame;
import org.televisit.kurento.webm.WebmLayout;
import org.televisit.kurento.webm.WebmWriter;

/**
 * From packets to the bytes of a recording; on the media loop only. The target is opened with the
 * first frame, and a stretch begins with a key frame once every kind of the profile flows.
 */
final class RecordingPipeline {

  /** A player that seeks has to decode from the last key frame on. */
  private static final long KEY_FRAME_MICROS = 5_000_000;

  /** A request may be lost on its way, and so may the key frame. */
  private static final long RETRY_MICROS = 1_000_000;

  /**
   * A packet that is missing for longer has been asked for twice. A key frame that is on its way
   * when it is given up leaves a shorter hole.
   */
  private static final long LATE_MICROS = 150_000;

  private static final long FLOW_MICROS = 2_000_000;
  private static final int LARGEST_BATCH = 1 << 16;
  private static final long EARLY_AUDIO_MICROS = 1_000_000;

  private static final String TOO_SLOW = "The target takes the recording too slowly";

  /** What the pipeline tells its recorder. */
  interface Events {
    /** The first frame of a stretch was written. */
    void begun();

    void failed(RecorderListener.Failure failure, String message);
  }

  private enum Phase {
    IDLE,
    AWAITING_MEDIA,
    WRITING,
    ENDED
  }

  /** A sound that came before the first picture; it may be written yet. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
  private record EarlyAudio(long captured, byte[] data) {}

  private final RecordingProfile profile;
  private final Supplier<RecordingTarget> opener;
  private final Events events;
  private final LongSupplier clock;
  private final Map<MediaKind, RecordingInput> inputs = new EnumMap<>(MediaKind.class);
  private final RecordingTimeline timeline = new RecordingTimeline();
  private final ArrayDeque<EarlyAudio> earlyAudio = new ArrayDeque<>();
  private final Interleaver interleaver;
  private FrameAssembler frames = FrameAssembler.of(Codec.VP8);
  private Phase phase = Phase.IDLE;
  private @Nullable WebmWriter writer;
  private @Nullable RecordingTarget target;
  private long keyFrameDue;
  private boolean late;

  /** Written, and not passed on before the next tick: each passing on wakes another thread. */
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();

  /**
   * @param clock of microseconds, whose differences mean something
   */
  RecordingPipeline(
      RecordingProfile profile,
      Supplier<RecordingTarget> opener,
      Events events,
      LongSupplier clock) {
    this.clock = clock;
    this.profile = profile;
    this.opener = opener;
    this.events = events;
    this.interleaver =
        new Interleaver(profile.has(MediaKind.AUDIO) && profile.has(MediaKind.VIDEO));
    if (profile.has(MediaKind.AUDIO)) {
      inputs.put(MediaKind.AUDIO, new RecordingInput(profile.codecs(), new AudioIn()));
    }
    if (profile.has(MediaKind.VIDEO)) {
      inputs.put(MediaKind.VIDEO, new RecordingInput(profile.codecs(), new VideoIn()));
    }
  }

  Optional<RtpSink> input(MediaKind kind) {
    return phase == Phase.ENDED ? Optional.empty() : Optional.ofNullable(inputs.get(kind));
  }

  boolean flows(MediaKind kind) {
    @Nullable RecordingInput input = inputs.get(kind);
    return input != null && input.receivedSince(clock.getAsLong() - FLOW_MICROS);
  }

  /** What came before this is not written: it was not to be recorded. */
  void record() {
    if (phase == Phase.IDLE) {
      inputs.values().forEach(RecordingInput::skip);
      phase = Phase.AWAITING_MEDIA;
      keyFrameDue = clock.getAsLong();
    }
  }

  void pause() {
    if (phase == Phase.WRITING) {
      inputs.values().forEach(RecordingInput::flush);
      interleaver.flush(this::write);
      boolean unused = passOn();
      timeline.pause();
    }
    if (phase != Phase.ENDED) {
      phase = Phase.IDLE;
    }
    earlyAudio.clear();
  }

  /** Does what is due; to be called some 20 times a second. */
  void tick() {
    long now = clock.getAsLong();
    inputs.values().forEach(input -> input.drain(now));
    if (phase == Phase.WRITING) {
      interleaver.drain(now, this::write);
    }
    boolean unused = passOn();
    boolean wanted = phase == Phase.WRITING || phase == Phase.AWAITING_MEDIA;
    if (wanted && (now >= keyFrameDue || cannotGoOn(now))) {
      keyFrameDue = now + RETRY_MICROS;
      requestKeyFrame(now);
    }
  }

  /** Whether pictures are missing: told of a late packet once, of a lost one until it is over. */
  private boolean cannotGoOn(long now) {
    @Nullable RecordingInput video = inputs.get(MediaKind.VIDEO);
    boolean before = late;
    late = video != null && video.waitsSince(LATE_MICROS, now);
    return phase == Phase.WRITING && ((late && !before) || frames.keyFrameNeeded());
  }

  private void requestKeyFrame(long now) {
    @Nullable RecordingInput video = inputs.get(MediaKind.VIDEO);
    if (video != null && (phase == Phase.WRITING || othersFlow())) {
      video.requestKeyFrame(now);
    }
  }

  private boolean othersFlow() {
    return !profile.has(MediaKind.AUDIO) || flows(MediaKind.AUDIO);
  }

  /** Ends the recording. Done when the target has confirmed it; at once if nothing was written. */
  CompletableFuture<Void> finish() {
    if (phase != Phase.ENDED) {
      inputs.values().forEach(RecordingInput::flush);
      interleaver.flush(this::write);
    }
    end();
    @Nullable RecordingTarget to = target;
    @Nullable WebmWriter from = writer;
    if (to == null || from == null) {
      return CompletableFuture.completedFuture(null);
    }
    byte[] trailer = from.trailer();
    batch.writeBytes(trailer);
    if (!passOn()) {
      return CompletableFuture.failedFuture(new IllegalStateException(TOO_SLOW));
    }
    return to.finish(from.patches());
  }

  private void end() {
    phase = Phase.ENDED;
    inputs.values().forEach(RecordingInput::detach);
    earlyAudio.clear();
  }

  /** Ends without finishing what is written. */
  void abort() {
    end();
    if (target != null) {
      target.abort();
    }
  }

  private void audio(JitterBuffer.Packet packet, IncomingTrack from) {
    if (packet.payload().length == 0) {
      return;
    }
    long captured = timeline.audioCaptured(packet.timestamp(), packet.arrival(), from);
    if (phase == Phase.WRITING) {
      writeAudio(captured, packet.payload());
    } else if (phase == Phase.AWAITING_MEDIA && !profile.has(MediaKind.VIDEO)) {
      begin(captured, Optional.empty());
      writeAudio(captured, packet.payload());
    } else if (phase == Phase.AWAITING_MEDIA) {
      earlyAudio.add(new EarlyAudio(captured, packet.payload()));
      while (captured - earlyAudio.element().captured() > EARLY_AUDIO_MICROS) {
        earlyAudio.remove();
      }
    }
  }

  private void writeAudio(long captured, byte[] data) {
    if (!timeline.precedes(captured)) {
      add(new WebmFrame(false, timeline.audioMillis(captured), true, data));
    }
  }

  private void video(JitterBuffer.Packet packet, IncomingTrack from) {
    Optional<VideoFrame> complete = frames.add(packet);
    if (complete.isEmpty()) {
      return;
    }
    VideoFrame frame = complete.get();
    long captured = timeline.videoCaptured(frame.timestamp(), frame.arrival(), from);
    if (phase == Phase.AWAITING_MEDIA && frame.keyFrame() && othersFlow()) {
      begin(captured, frame.format());
    }
    if (phase == Phase.WRITING) {
      if (frame.keyFrame()) {
        keyFrameDue = clock.getAsLong() + KEY_FRAME_MICROS;
      }
      add(new WebmFrame(true, timeline.videoMillis(captured), frame.keyFrame(), frame.data()));
    }
  }

  private void begin(long captured, Optional<VideoFrame.Format> picture) {
    phase = Phase.WRITING;
    keyFrameDue = clock.getAsLong() + KEY_FRAME_MICROS;
    timeline.begin(captured);
    if (target == null) {
      RecordingTarget opened = opener.get();
      target = opened;
      writer = new WebmWriter(layout(picture, opened.seekable()));
      inputs.values().forEach(RecordingInput::fixCodec);
      batch.writeBytes(writer.header());
      boolean unused = passOn();
    }
    events.begun();
    for (EarlyAudio early : earlyAudio) {
      writeAudio(early.captured(), early.data());
    }
    earlyAudio.clear();
  }

  private WebmLayout layout(Optional<VideoFrame.Format> picture, boolean seekable) {
    byte[] codecPrivate = picture.map(VideoFrame.Format::codecPrivate).orElse(new byte[0]);
    return new WebmLayout(
        format(MediaKind.AUDIO, codecPrivate),
        format(MediaKind.VIDEO, codecPrivate),
        picture.map(VideoFrame.Format::width).orElse(0),
        picture.map(VideoFrame.Format::height).orElse(0),
        seekable);
  }

  private Optional<TrackFormat> format(MediaKind kind, byte[] codecPrivate) {
    return Optional.ofNullable(inputs.get(kind))
        .flatMap(RecordingInput::codec)
        .map(
            codec ->
                switch (codec) {
                  case OPUS -> TrackFormat.OPUS;
                  case PCMU -> TrackFormat.PCMU;
                  case PCMA -> TrackFormat.PCMA;
                  case VP8 -> TrackFormat.VP8;
                  case VP9 -> TrackFormat.VP9;
                  case H264 -> TrackFormat.h264(codecPrivate);
                });
  }

  private void add(WebmFrame frame) {
    interleaver.add(frame, clock.getAsLong(), this::write);
  }

  private void write(WebmFrame frame) {
    if (writer != null && phase == Phase.WRITING) {
      writer.frame(frame, batch);
      if (batch.size() >= LARGEST_BATCH) {
        boolean unused = passOn();
      }
    }
  }

  /** Whether the target has taken it; if not, the recording is over. */
  private boolean passOn() {
    if (batch.size() == 0 || target == null) {
      return true;
    }
    byte[] bytes = batch.toByteArray();
    batch.reset();
    boolean taken = target.write(bytes);
    if (!taken) {
      events.failed(RecorderListener.Failure.TARGET_TOO_SLOW, TOO_SLOW);
    }
    return taken;
  }

  /** Sound comes in. */
  private final class AudioIn implements RecordingInput.Output {
    @Override
    public void packet(JitterBuffer.Packet packet, IncomingTrack from) {
      audio(packet, from);
    }

    @Override
    public void restarted(Codec codec) {
      timeline.restarted(codec);
    }

    @Override
    public void unsupported(Codec codec) {
      RecordingPipeline.this.unsupported(codec);
    }
  }

  /** Pictures come in. */
  private final class VideoIn implements RecordingInput.Output {
    @Override
    public void packet(JitterBuffer.Packet packet, IncomingTrack from) {
      video(packet, from);
    }

    @Override
    public void restarted(Codec codec) {
      timeline.restarted(codec);
      frames = FrameAssembler.of(codec);
      requestKeyFrame(clock.getAsLong());
    }

    @Override
    public void unsupported(Codec codec) {
      RecordingPipeline.this.unsupported(codec);
    }
  }

  private void unsupported(Codec codec) {
    events.failed(
        RecorderListener.Failure.UNSUPPORTED_CODEC, profile + " is not recorded from " + codec);
  }
}
