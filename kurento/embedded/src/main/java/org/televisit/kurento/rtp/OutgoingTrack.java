package org.televisit.kurento.rtp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one browser gets of one kind. The stream it sees has one SSRC and no seams, whatever sources
 * it is connected to; video begins with a key frame: with one that came lately if its source has
 * kept it, so that nobody waits for the next one. What came since is made up for quickly.
 */
public final class OutgoingTrack implements RtpSink {

  private static final int HEADER = 12;
  private static final int ABS_SEND_TIME = 8;

  /** Room for the authentication tag. */
  private static final int TAIL = 32;

  /** A key frame that is younger than this when a receiver comes is not asked for again. */
  private static final long YOUNG_MICROS = 500_000;

  /** While a receiver catches up, so many packets leave with each one that comes. */
  private static final int CATCH_UP = 8;

  private static final int CATCH_UP_PER_TICK = 32;

  /** The way to the receiver. */
  public interface Downlink {
    boolean ready();

    /** Whether the receiver said goodbye, or agrees to nothing any more. */
    boolean gone();

    /**
     * Protects a packet in its array, which has room for {@value #TAIL} bytes more, and sends it.
     *
     * @return how long it is as it was sent; 0 if it was not
     */
    int send(byte[] packet, int length);

    /** Repeats a packet as it was sent before. */
    void sendAgain(byte[] sent);
  }

  private final Downlink downlink;
  private final int ssrc = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
  private final int rtxSsrc = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
  private final StreamRewriter rewriter = new StreamRewriter();
  private final PacketHistory history = new PacketHistory();
  private final RepetitionBudget repetitions = new RepetitionBudget();
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

  /** What is sent at once is made in here. */
  private byte[] current = new byte[0];

  private @Nullable IncomingTrack source;
  private @Nullable Codec codec;
  private int payloadType;
  private int absSendTimeId;
  private int rtxType;
  private int rtxSequence = ThreadLocalRandom.current().nextInt(1 << 15);
  private long minBitrate;
  private long maxBitrate;
  private long estimate;
  private int packets;
  private int octets;
  private long lastSentAt;
  private long keyFrameRequests;
  private long nacks;
  private int reportedAs;
  private long reportedAt;
  private RtcpMessage.@Nullable ReportBlock received;
  private double roundTripSeconds;

  public OutgoingTrack(Downlink downlink) {
    this.downlink = downlink;
  }

  /**
   * The session descriptions agree on how this track is received.
   *
   * @param absSendTimeId of the header extension abs-send-time; 0 if it was not agreed on
   */
  public void negotiated(Codec codec, int payloadType, int absSendTimeId) {
    this.codec = codec;
    this.payloadType = payloadType;
    this.absSendTimeId = absSendTimeId;
  }

  /** Lost packets are repeated under a payload type of their own (RFC 4588). */
  public void repeatAs(int type) {
    rtxType = type;
  }

  public int ssrc() {
    return ssrc;
  }

  /** Of the packets that are repeated. */
  public int rtxSsrc() {
    return rtxSsrc;
  }

  /** Limits in bit/s of what the receiver gets; 0 for none. */
  public void limit(long min, long max) {
    this.minBitrate = min;
    this.maxBitrate = max;
  }

  /** What the receiver believes that it can take, in bit/s. */
  public void estimated(long bitrate) {
    this.estimate = bitrate;
  }

  @Override
  public OptionalLong bitrateLimit() {
    if (downlink.gone()) {
      return OptionalLong.empty();
    }
    long limit = estimate > 0 ? Math.max(estimate, minBitrate) : 0;
    if (maxBitrate > 0) {
      limit = limit > 0 ? Math.min(limit, maxBitrate) : maxBitrate;
    }
    return limit > 0 ? OptionalLong.of(limit) : OptionalLong.empty();
  }

  @Override
  public void source(@Nullable IncomingTrack track) {
    source = track;
    rewriter.interrupt();
  }

  @Override
  public @Nullable IncomingTrack source() {
    return source;
  }

  @Override
  public void rtp(RtpPacket packet, IncomingTrack from, long now) {
    @Nullable Codec negotiated = codec;
    if (negotiated == null || from.codec().orElse(null) != negotiated) {
      return; // without transcoding another codec cannot be shown
    }
    if (!downlink.ready()) {
      rewriter.interrupt(); // who comes back begins anew, with a key frame
      waiting.clear();
      return;
    }
    if (!rewriter.continues(packet)) {
      begin(negotiated.isVideo() ? from.sinceKeyFrame(now) : List.of(packet), negotiated, now);
    } else if (!rewriter.precedesBeginning(packet)) {
      forward(packet, negotiated, now);
    }
  }

  /** Begins with packets of which the first frame leaves at once and the others soon. */
  private void begin(List<RtpPacket> packets, Codec negotiated, long now) {
    if (packets.isEmpty()) {
      requestKeyFrame(now);
      return;
    }
    rewriter.begin(packets, now, negotiated.clockRate());
    int first = packets.get(0).timestamp();
    int urgent = waiting.size();
    for (RtpPacket packet : packets) {
      if (!rewriter.precedesBeginning(packet)) {
        int length = rewrite(packet, negotiated, now);
        waiting.add(Arrays.copyOf(current, length + TAIL));
        urgent += packet.timestamp() == first ? 1 : 0;
      }
    }
    catchUp(urgent, now);
  }

  private void forward(RtpPacket packet, Codec negotiated, long now) {
    int length = rewrite(packet, negotiated, now);
    if (waiting.isEmpty()) {
      transmit(current, length, now);
    } else {
      waiting.add(Arrays.copyOf(current, length + TAIL));
      catchUp(CATCH_UP, now);
    }
  }

  private void catchUp(int most, long now) {
    for (int i = 0; i < most && !waiting.isEmpty(); i++) {
      byte[] packet = waiting.remove();
      transmit(packet, packet.length - TAIL, now);
    }
  }

  /** Sends what waits although nothing comes; to be called some 20 times a second. */
  public void tick(long now) {
    catchUp(CATCH_UP_PER_TICK, now);
  }

  /** Makes {@link #current} the packet as our receiver gets it; how long it is. */
  private int rewrite(RtpPacket packet, Codec negotiated, long now) {
    int header = HEADER + (absSendTimeId > 0 ? ABS_SEND_TIME : 0);
    int length = header + packet.payloadLength();
    if (current.length < length + TAIL) {
      current = new byte[length + TAIL];
    }
    byte[] out = current;
    out[0] = (byte) (absSendTimeId > 0 ? 0x90 : 0x80);
    out[1] = (byte) (payloadType | (packet.marker() ? 0x80 : 0));
    Bytes.put16(out, 2, rewriter.sequence(packet, now));
    Bytes.put32(out, 4, rewriter.timestamp(packet.timestamp()));
    Bytes.put32(out, 8, ssrc);
    if (absSendTimeId > 0) {
      Bytes.put32(out, HEADER, 0xBEDE0001); // RFC 8285, one-byte headers, one word
      out[HEADER + 4] = (byte) (absSendTimeId << 4 | 2);
    }
    System.arraycopy(packet.buffer(), packet.payloadOffset(), out, header, packet.payloadLength());
    rewriter.rewriteNumbers(negotiated, out, header, packet.payloadLength());
    return length;
  }

  private void transmit(byte[] packet, int length, long now) {
    stampSendTime(packet, now);
    int sequence = Bytes.u16(packet, 2);
    if (rtxType > 0) {
      history.sent(sequence, packet, length, now);
    }
    int sent = downlink.send(packet, length);
    if (sent > 0) {
      repetitions.sent(sent, now);
      if (rtxType == 0 && isRepeated()) {
        history.sent(sequence, packet, sent, now);
      }
      packets++;
      octets += length - HEADER - (absSendTimeId > 0 ? ABS_SEND_TIME : 0);
      lastSentAt = now;
    }
  }

  /** That lost sound may be asked for again is agreed with nobody. */
  private boolean isRepeated() {
    return codec != null && codec.isVideo();
  }

  private void stampSendTime(byte[] packet, long now) {
    if (absSendTimeId > 0) {
      Bytes.put24(packet, HEADER + 5, (int) ((now % 64_000_000) * (1 << 18) / 1_000_000));
    }
  }

  /** The transport is secured: begins with what came lately. */
  public void secured(long now) {
    @Nullable IncomingTrack from = source;
    @Nullable Codec negotiated = codec;
    if (from != null
        && negotiated != null
        && negotiated.isVideo()
        && from.codec().orElse(null) == negotiated) {
      begin(from.sinceKeyFrame(now), negotiated, now);
    }
  }

  /**
   * Sends packets again that the receiver misses, as far as they are kept and not too many: it asks
   * once more for the others.
   */
  public void nacked(RtcpMessage.Nack nack, long now) {
    nacks++;
    for (int sequence : nack.sequences()) {
      if (repetitions.isSpent(now)) {
        return;
      }
      history.again(sequence, now).ifPresent(packet -> repeat(packet, now));
    }
  }

  private void repeat(byte[] packet, long now) {
    repetitions.repeated(packet.length, now);
    if (rtxType == 0) {
      downlink.sendAgain(packet);
      return;
    }
    int header = HEADER + (absSendTimeId > 0 ? ABS_SEND_TIME : 0);
    byte[] repetition = new byte[packet.length + 2 + TAIL];
    System.arraycopy(packet, 0, repetition, 0, header);
    repetition[1] = (byte) ((packet[1] & 0x80) | rtxType);
    Bytes.put16(repetition, 2, rtxSequence++ & 0xffff);
    Bytes.put32(repetition, 8, rtxSsrc);
    System.arraycopy(packet, 2, repetition, header, 2);
    System.arraycopy(packet, header, repetition, header + 2, packet.length - header);
    stampSendTime(repetition, now);
    int unused = downlink.send(repetition, packet.length + 2);
  }

  /** The receiver says that it cannot go on without a key frame. */
  public void keyFrameRequested(long now) {
    keyFrameRequests++;
    requestKeyFrame(now);
  }

  /** A receiver is coming: asks the source for a key frame, unless it has kept a young one. */
  public void prepare(long now) {
    if (source != null && !source.hasKeyFrame(YOUNG_MICROS, now)) {
      source.requestKeyFrame(now);
    }
  }

  /** Asks the source for a key frame. */
  public void requestKeyFrame(long now) {
    if (source != null) {
      source.requestKeyFrame(now);
    }
  }

  /** The sender report of this instant; empty if nothing is sent or the source has not reported. */
  public Optional<RtcpMessage.SenderReport> senderReport(long now) {
    @Nullable Codec negotiated = codec;
    if (source == null || negotiated == null || packets == 0) {
      return Optional.empty();
    }
    Optional<RtcpMessage.SenderReport> report =
        source
            .clock()
            .filter(clock -> clock.ssrc() == rewriter.sourceSsrc())
            .map(clock -> clock.at(now, negotiated.clockRate()))
            .map(
                clock ->
                    new RtcpMessage.SenderReport(
                        ssrc, clock.ntp(), rewriter.live(clock.timestamp()), packets, octets));
    report.ifPresent(
        sent -> {
          reportedAs = (int) (sent.ntp() >>> 16);
          reportedAt = now;
        });
    return report;
  }

  /** The receiver reports what has arrived (RFC 3550, 6.4.1). */
  public void reported(RtcpMessage.ReportBlock block, long now) {
    received = block;
    if (block.lastReport() != 0 && block.lastReport() == reportedAs) {
      double held = (block.delay() & 0xffffffffL) / 65536.0;
      roundTripSeconds = Math.max(0, (now - reportedAt) / 1e6 - held);
    }
  }

  /** What is known of the stream; empty before the first packet. */
  public Optional<StreamStatistics> statistics() {
    if (packets == 0) {
      return Optional.empty();
    }
    RtcpMessage.@Nullable ReportBlock last = received;
    int lost = last == null ? 0 : last.cumulativeLost() << 8 >> 8;
    double fraction = last == null ? 0 : last.fractionLost() / 256.0;
    return Optional.of(
        new StreamStatistics(
            ssrc,
            packets & 0xffffffffL,
            octets & 0xffffffffL,
            lost,
            fraction,
            0,
            roundTripSeconds,
            new StreamStatistics.Feedback(keyFrameRequests, nacks, estimate)));
  }

  /** Whether a packet was sent after an instant. */
  public boolean sentSince(long instant) {
    return packets > 0 && lastSentAt > instant;
  }
}
