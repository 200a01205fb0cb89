package org.televisit.kurento.media;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.IncomingTrack;
import org.televisit.kurento.rtp.OutgoingTrack;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtcpReader;
import org.televisit.kurento.rtp.RtcpWriter;
import org.televisit.kurento.rtp.RtpPacket;
import org.televisit.kurento.rtp.TransportFeedback;
import org.televisit.kurento.sdp.NegotiatedSection;
import org.televisit.kurento.transport.PacketBuffer;
import org.televisit.kurento.transport.PeerTransport;

/** The four tracks of a session and the RTCP about them; on the media loop only. */
final class SessionTracks {

  /** What a browser is asked to send at most when nobody has set a limit, in bit/s. */
  private static final long NO_LIMIT = 4_000_000;

  /** What it is asked for at least, as Kurento does: less is no video. */
  private static final long LEAST = 30_000;

  private final PeerTransport transport;
  private final Map<MediaKind, IncomingTrack> incoming = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, OutgoingTrack> outgoing = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, Long> lastReceived = new EnumMap<>(MediaKind.class);
  private VideoBandwidth bandwidth = VideoBandwidth.DEFAULT;
  private int peerLimit;
  private String cname = "";
  private final TransportFeedback feedback = new TransportFeedback();
  private int transportSequenceId;

  SessionTracks(PeerTransport transport) {
    this.transport = transport;
    Link link = new Link();
    for (MediaKind kind : MediaKind.values()) {
      incoming.put(kind, new IncomingTrack(link));
      outgoing.put(kind, new OutgoingTrack(link));
    }
    bandwidth(VideoBandwidth.DEFAULT);
  }

  IncomingTrack incoming(MediaKind kind) {
    return of(incoming, kind);
  }

  OutgoingTrack outgoing(MediaKind kind) {
    return of(outgoing, kind);
  }

  private static <T> T of(Map<MediaKind, T> tracks, MediaKind kind) {
    @Nullable T track = tracks.get(kind);
    if (track == null) {
      throw new IllegalArgumentException(kind.toString());
    }
    return track;
  }

  void negotiated(MediaKind kind, NegotiatedSection.Track track) {
    if (track.direction().receives()) {
      incoming(kind).negotiated(track.codec(), track.payloadType());
      if (track.rtxType() > 0) {
        incoming(kind).repeatedAs(track.rtxType());
      }
      transportSequenceId = Math.max(transportSequenceId, track.transportSequenceId());
    }
    if (track.direction().sends()) {
      outgoing(kind).negotiated(track.codec(), track.payloadType(), track.absSendTimeId());
      outgoing(kind).repeatAs(track.rtxType());
      if (kind == MediaKind.VIDEO) {
        peerLimit = track.maxKilobits();
        bandwidth(bandwidth);
      }
    }
  }

  void cname(String name) {
    cname = name;
  }

  void bandwidth(VideoBandwidth limits) {
    bandwidth = limits;
    long most = Math.min(unlimited(limits.maxSend()), unlimited(peerLimit));
    outgoing(MediaKind.VIDEO)
        .limit(
            Math.min(limits.minSend(), most) * 1000L, most == Integer.MAX_VALUE ? 0 : most * 1000L);
  }

  private static long unlimited(int kilobits) {
    return kilobits == 0 ? Integer.MAX_VALUE : kilobits;
  }

  /** Packets can be sent now. */
  void secured(long now) {
    incoming.values().forEach(track -> track.tick(now));
    outgoing.values().forEach(track -> track.secured(now));
  }

  /** Takes a packet. The kind that it was of; empty if it belongs to no track. */
  Optional<MediaKind> rtp(PacketBuffer buffer, long now) {
    Optional<RtpPacket> packet =
        RtpPacket.parse(buffer.getBuffer(), buffer.getOffset(), buffer.getLength());
    if (packet.isEmpty()) {
      return Optional.empty();
    }
    if (transportSequenceId > 0) {
      int sequence = packet.get().extension16(transportSequenceId);
      if (sequence >= 0) {
        feedback.received(sequence, now);
      }
    }
    for (Map.Entry<MediaKind, IncomingTrack> entry : incoming.entrySet()) {
      if (entry.getValue().carries(packet.get().payloadType())) {
        lastReceived.put(entry.getKey(), now);
        entry.getValue().rtp(packet.get(), now);
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  /** When a packet of a kind came last; empty before the first. */
  Optional<Long> lastReceived(MediaKind kind) {
    return Optional.ofNullable(lastReceived.get(kind));
  }

  void rtcp(PacketBuffer buffer, long now) {
    for (RtcpMessage message :
        RtcpReader.read(buffer.getBuffer(), buffer.getOffset(), buffer.getLength())) {
      if (message instanceof RtcpMessage.SenderReport report) {
        incoming.values().forEach(track -> track.senderReport(report, now));
      } else if (message instanceof RtcpMessage.Bye bye) {
        incoming.values().forEach(track -> track.bye(bye.ssrc()));
      } else if (message instanceof RtcpMessage.Nack nack) {
        withSsrc(nack.ssrc()).ifPresent(track -> track.nacked(nack, now));
      } else if (message instanceof RtcpMessage.KeyFrameRequest request) {
        withSsrc(request.ssrc()).ifPresent(track -> track.keyFrameRequested(now));
      } else if (message instanceof RtcpMessage.ReportBlock block) {
        withSsrc(block.ssrc()).ifPresent(track -> track.reported(block, now));
      } else if (message instanceof RtcpMessage.Remb remb) {
        outgoing(MediaKind.VIDEO).estimated(remb.bitrate());
      }
    }
  }

  private Optional<OutgoingTrack> withSsrc(int ssrc) {
    return outgoing.values().stream().filter(track -> track.ssrc() == ssrc).findFirst();
  }

  /** Asks again for what is lost, sends what waits; to be called some 20 times a second. */
  void tick(long now) {
    incoming.values().forEach(track -> track.tick(now));
    outgoing.values().forEach(track -> track.tick(now));
  }

  /** Tells the browser when its packets arrived; to be called some ten times a second. */
  void congestionFeedback() {
    incoming(MediaKind.VIDEO)
        .ssrc()
        .flatMap(source -> feedback.report(outgoing(MediaKind.VIDEO).ssrc(), source))
        .ifPresent(report -> transport.sendRtcp(new PacketBuffer(report, report.length)));
  }

  /** Sends the regular RTCP; to be called about twice a second. */
  void report(long now) {
    List<RtcpMessage.ReportBlock> blocks = new ArrayList<>();
    incoming.values().forEach(track -> track.report(now).ifPresent(blocks::add));
    RtcpWriter writer = new RtcpWriter();
    for (OutgoingTrack track : outgoing.values()) {
      track
          .senderReport(now)
          .ifPresent(
              report -> {
                writer.senderReport(report, List.copyOf(blocks));
                writer.cname(report.ssrc(), cname);
                blocks.clear();
              });
    }
    int ssrc = outgoing(MediaKind.VIDEO).ssrc();
    if (!blocks.isEmpty()) {
      writer.receiverReport(ssrc, blocks).cname(ssrc, cname);
    }
    if (!writer.isEmpty()) {
      incoming(MediaKind.VIDEO).ssrc().ifPresent(source -> remb(writer, ssrc, source));
      send(writer);
    }
  }

  private void remb(RtcpWriter writer, int ssrc, int source) {
    long wanted = wantedFromBrowser();
    writer.remb(ssrc, wanted, source);
    incoming(MediaKind.VIDEO).announced(wanted);
  }

  /** What is known of all streams that flowed, of one kind or of both. */
  List<SessionStatistics> statistics(Set<MediaKind> kinds) {
    List<SessionStatistics> all = new ArrayList<>();
    for (MediaKind kind : kinds) {
      incoming(kind)
          .statistics()
          .ifPresent(stream -> all.add(new SessionStatistics(kind, true, stream)));
      outgoing(kind)
          .statistics()
          .ifPresent(stream -> all.add(new SessionStatistics(kind, false, stream)));
    }
    return all;
  }

  /** What the browser should send at most: the least that its viewers take, within our limits. */
  private long wantedFromBrowser() {
    long wanted = incoming(MediaKind.VIDEO).bitrateLimit().orElse(NO_LIMIT);
    if (bandwidth.maxRecv() > 0) {
      wanted = Math.min(wanted, bandwidth.maxRecv() * 1000L);
    }
    return Math.max(wanted, Math.max(LEAST, bandwidth.minRecv() * 1000L));
  }

  private void send(RtcpWriter writer) {
    byte[] compound = writer.toBytes();
    transport.sendRtcp(new PacketBuffer(compound, compound.length));
  }

  void close() {
    incoming.values().forEach(IncomingTrack::detachAll);
    outgoing
        .values()
        .forEach(
            track -> {
              @Nullable IncomingTrack source = track.source();
              if (source != null) {
                source.detach(track);
              }
            });
  }

  /** The tracks' way to the browser. */
  private final class Link implements IncomingTrack.Uplink, OutgoingTrack.Downlink {

    @Override
    public boolean ready() {
      return transport.isSecured() && !transport.isGone();
    }

    @Override
    public boolean gone() {
      return transport.isGone();
    }

    @Override
    public void nack(RtcpMessage.Nack nack) {
      SessionTracks.this.send(new RtcpWriter().nack(outgoing(MediaKind.VIDEO).ssrc(), nack));
    }

    @Override
    public void requestKeyFrame(int ssrc) {
      SessionTracks.this.send(
          new RtcpWriter().keyFrameRequest(outgoing(MediaKind.VIDEO).ssrc(), ssrc));
    }

    @Override
    public int send(byte[] packet, int length) {
      return transport.sendRtp(new PacketBuffer(packet, length));
    }

    @Override
    public void sendAgain(byte[] sent) {
      transport.sendAgain(sent);
    }
  }
}
