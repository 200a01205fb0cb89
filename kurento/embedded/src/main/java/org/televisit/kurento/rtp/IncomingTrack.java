package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one browser sends of one kind: keeps its statistics, asks for what is lost, and hands each
 * packet to the sinks. It exists before it is negotiated, so that sinks can be attached early.
 */
public final class IncomingTrack {

  /** A stream that is silent this long gives way to another of the same kind. */
  private static final long TAKEOVER_MICROS = 500_000;

  /** The way back to the sender. */
  public interface Uplink {
    /** Whether RTCP can be sent. */
    boolean ready();

    void nack(RtcpMessage.Nack nack);

    void requestKeyFrame(int ssrc);
  }

  private final Uplink uplink;

  /** Replaced, never changed: a sink may leave while it is given a packet. */
  private List<RtpSink> sinks = List.of();

  private final KeyFrameRequests keyFrames = new KeyFrameRequests();
  private @Nullable Codec codec;
  private int payloadType = -1;
  private int rtxType = -1;
  private @Nullable Stream stream;
  private @Nullable SenderClock clock;
  private long keyFrameRequests;
  private long nacksSent;
  private long announcedBitrate;

  /** The stream that is current: an SSRC and what is known of it. */
  private static final class Stream {
    final int ssrc;
    final ReceptionStatistics statistics;
    final NackTracker nacks = new NackTracker();
    final RecentPictures recent = new RecentPictures();
    long lastPacketAt;
    private boolean pictured;
    private int newestPicture;

    Stream(int ssrc, Codec codec) {
      this.ssrc = ssrc;
      this.statistics = new ReceptionStatistics(ssrc, codec.clockRate());
    }

    /** Whether a packet begins a picture that is newer than all before. */
    boolean isNewest(int timestamp) {
      if (pictured && timestamp - newestPicture <= 0) {
        return false;
      }
      pictured = true;
      newestPicture = timestamp;
      return true;
    }
  }

  public IncomingTrack(Uplink uplink) {
    this.uplink = uplink;
  }

  /** The session descriptions agree on how this track is sent. */
  public void negotiated(Codec codec, int payloadType) {
    this.codec = codec;
    this.payloadType = payloadType;
  }

  /** Lost packets are repeated under a payload type of their own (RFC 4588). */
  public void repeatedAs(int type) {
    rtxType = type;
  }

  /** Empty before it is negotiated. */
  public Optional<Codec> codec() {
    return Optional.ofNullable(codec);
  }

  public boolean carries(int packetPayloadType) {
    return packetPayloadType == payloadType || packetPayloadType == rtxType;
  }

  /** From now on the sink gets this track's packets, until another track is attached to it. */
  public void attach(RtpSink sink) {
    if (sink.source() == this) {
      return;
    }
    @Nullable IncomingTrack before = sink.source();
    if (before != null) {
      before.sinks = without(sink, before.sinks);
    }
    List<RtpSink> more = new ArrayList<>(sinks);
    more.add(sink);
    sinks = List.copyOf(more);
    sink.source(this);
  }

  public void detach(RtpSink sink) {
    if (sinks.contains(sink)) {
      sinks = without(sink, sinks);
      sink.source(null);
    }
  }

  private static List<RtpSink> without(RtpSink gone, List<RtpSink> sinks) {
    return sinks.stream().filter(sink -> sink != gone).toList();
  }

  public void detachAll() {
    sinks.forEach(this::detach);
  }

  public List<RtpSink> sinks() {
    return sinks;
  }

  /** Takes an authentic packet of this track's payload type. */
  public void rtp(RtpPacket packet, long now) {
    @Nullable Codec negotiated = codec;
    if (negotiated == null) {
      return;
    }
    if (packet.payloadType() == rtxType) {
      repeated(packet, negotiated, now);
      return;
    }
    @Nullable Stream current = streamOf(packet, negotiated, now);
    if (current == null) {
      return;
    }
    current.lastPacketAt = now;
    current.statistics.received(packet, now);
    if (negotiated.isVideo()) {
      current.nacks.received(packet.sequence(), now);
      askForLost(current, now);
    }
    forward(packet, current, negotiated, now);
  }

  /** One that was lost comes after all; the statistics still count it as lost. */
  private void repeated(RtpPacket packet, Codec negotiated, long now) {
    @Nullable Stream current = stream;
    if (current == null) {
      return;
    }
    packet
        .repaired(current.ssrc, payloadType)
        .filter(original -> current.nacks.repaired(original.sequence()))
        .ifPresent(original -> forward(original, current, negotiated, now));
  }

  private void forward(RtpPacket packet, Stream current, Codec negotiated, long now) {
    if (negotiated.isVideo()) {
      boolean key = negotiated.startsKeyFrame(packet);
      if (current.isNewest(packet.timestamp()) && key) {
        keyFrames.keyFrame();
      }
      current.recent.received(packet, key, now);
    }
    for (RtpSink sink : sinks) {
      if (sink.source() == this) {
        sink.rtp(packet, this, now);
      }
    }
  }

  private @Nullable Stream streamOf(RtpPacket packet, Codec negotiated, long now) {
    @Nullable Stream current = stream;
    if (current != null && current.ssrc == packet.ssrc()) {
      return current;
    }
    if (current != null && now - current.lastPacketAt < TAKEOVER_MICROS) {
      return null;
    }
    Stream fresh = new Stream(packet.ssrc(), negotiated);
    stream = fresh;
    clock = null;
    return fresh;
  }

  private void askForLost(Stream current, long now) {
    List<Integer> due = current.nacks.due(now);
    if (!due.isEmpty() && uplink.ready()) {
      nacksSent++;
      uplink.nack(new RtcpMessage.Nack(current.ssrc, due));
    }
  }

  /** Whether a key frame has begun within the last {@code micros} and is kept. */
  boolean hasKeyFrame(long micros, long now) {
    return stream != null && stream.recent.beganWithin(micros, now);
  }

  /**
   * What came since the newest key frame, if it is worth beginning with; valid only during the
   * call.
   */
  List<RtpPacket> sinceKeyFrame(long now) {
    return stream == null ? List.of() : stream.recent.sinceKeyFrame(now);
  }

  /** Takes a sender report; one of another stream is not for us. */
  public void senderReport(RtcpMessage.SenderReport report, long now) {
    @Nullable Stream current = stream;
    if (current != null && current.ssrc == report.ssrc()) {
      current.statistics.senderReport(report, now);
      clock = new SenderClock(report.ssrc(), report.ntp(), report.timestamp(), now);
    }
  }

  /** The stream said goodbye: another may take its place at once. */
  public void bye(int ssrc) {
    if (stream != null && stream.ssrc == ssrc) {
      stream = null;
      clock = null;
    }
  }

  /** Asks for a key frame now or as soon as it is allowed; does nothing for audio. */
  public void requestKeyFrame(long now) {
    keyFrames.want();
    flushKeyFrameRequest(now);
  }

  private void flushKeyFrameRequest(long now) {
    @Nullable Stream current = stream;
    if (current != null
        && codec != null
        && codec.isVideo()
        && uplink.ready()
        && keyFrames.due(now)) {
      keyFrameRequests++;
      uplink.requestKeyFrame(current.ssrc);
    }
  }

  /** Does what is due; to be called some 20 times a second. */
  public void tick(long now) {
    @Nullable Stream current = stream;
    if (current != null && codec != null && codec.isVideo()) {
      askForLost(current, now);
      flushKeyFrameRequest(now);
    }
  }

  /** The current stream's SSRC, if packets came. */
  public Optional<Integer> ssrc() {
    return Optional.ofNullable(stream).map(current -> current.ssrc);
  }

  /** How the current stream's timestamps lie on the sender's clock, if it has reported. */
  public Optional<SenderClock> clock() {
    return Optional.ofNullable(clock);
  }

  /** The report block for the next RTCP, if packets came. */
  public Optional<RtcpMessage.ReportBlock> report(long now) {
    return Optional.ofNullable(stream).map(current -> current.statistics.report(now));
  }

  /** The sender was told to send at most this, in bit/s. */
  public void announced(long bitrate) {
    announcedBitrate = bitrate;
  }

  /** What is known of the current stream; empty if no packets came. */
  public Optional<StreamStatistics> statistics() {
    StreamStatistics.Feedback sent =
        new StreamStatistics.Feedback(keyFrameRequests, nacksSent, announcedBitrate);
    return Optional.ofNullable(stream).map(current -> current.statistics.statistics(sent));
  }

  /** The smallest limit of all sinks, in bit/s; empty if none has one. */
  public OptionalLong bitrateLimit() {
    return sinks.stream()
        .map(RtpSink::bitrateLimit)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }
}
