package org.televisit.kurento.media;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.IncomingTrack;
import org.televisit.kurento.rtp.JitterBuffer;
import org.televisit.kurento.rtp.RtpPacket;
import org.televisit.kurento.rtp.RtpSink;

/** One track of a recorder: packets in, in order; on the media loop only. */
final class RecordingInput implements RtpSink {

  /** Takes what comes in. */
  interface Output {
    void packet(JitterBuffer.Packet packet, IncomingTrack from);

    /** Another stream begins. */
    void restarted(Codec codec);

    void unsupported(Codec codec);
  }

  private final Set<Codec> codecs;
  private final Output output;
  private JitterBuffer jitterBuffer = new JitterBuffer();
  private @Nullable IncomingTrack source;
  private @Nullable Integer ssrc;
  private @Nullable Codec fixed;
  private boolean complained;
  private long lastReceived;

  /**
   * @param codecs that can be recorded
   */
  RecordingInput(Set<Codec> codecs, Output output) {
    this.codecs = codecs;
    this.output = output;
  }

  /** What is received at present; empty before the first packet. */
  Optional<Codec> codec() {
    return Optional.ofNullable(source).filter(from -> ssrc != null).flatMap(IncomingTrack::codec);
  }

  /** From now on nothing but what is received at present can be recorded. */
  void fixCodec() {
    fixed = codec().orElse(fixed);
  }

  @Override
  public void source(@Nullable IncomingTrack track) {
    flush();
    source = track;
    ssrc = null;
  }

  @Override
  public @Nullable IncomingTrack source() {
    return source;
  }

  @Override
  public OptionalLong bitrateLimit() {
    return OptionalLong.empty();
  }

  @Override
  public void rtp(RtpPacket packet, IncomingTrack from, long now) {
    Optional<Codec> codec = from.codec();
    if (codec.isEmpty()) {
      return;
    }
    if (!codecs.contains(codec.get()) || (fixed != null && fixed != codec.get())) {
      complain(from);
      return;
    }
    if (ssrc == null || ssrc != packet.ssrc()) {
      flush();
      ssrc = packet.ssrc();
      jitterBuffer = new JitterBuffer();
      output.restarted(codec.get());
    }
    lastReceived = now;
    jitterBuffer.add(packet, now, ordered -> output.packet(ordered, from));
  }

  private void complain(IncomingTrack from) {
    if (!complained) {
      complained = true;
      from.codec().ifPresent(output::unsupported);
    }
  }

  /** Goes on without what was waited for long enough. */
  void drain(long now) {
    @Nullable IncomingTrack from = source;
    if (from != null) {
      jitterBuffer.drain(now, ordered -> output.packet(ordered, from));
    }
  }

  /** Waits for nothing any more. */
  void flush() {
    @Nullable IncomingTrack from = source;
    if (from != null) {
      jitterBuffer.flush(ordered -> output.packet(ordered, from));
    }
  }

  /** Nothing that came until now is given out any more, nor a picture that it is a part of. */
  void skip() {
    jitterBuffer.skip();
  }

  /** Whether a packet is missing for so long that it will hardly come. */
  boolean waitsSince(long micros, long now) {
    return jitterBuffer.waitsSince(micros, now);
  }

  boolean receivedSince(long instant) {
    return lastReceived > instant;
  }

  void requestKeyFrame(long now) {
    if (source != null) {
      source.requestKeyFrame(now);
    }
  }

  void detach() {
    if (source != null) {
      source.detach(this);
    }
  }
}
