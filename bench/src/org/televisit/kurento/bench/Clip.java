package org.televisit.kurento.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.Packetizer;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtcpWriter;
import org.televisit.kurento.rtp.RtpPacket;
import org.televisit.kurento.transport.LoadPeer;
import org.televisit.kurento.webm.WebmFrame;
import org.televisit.kurento.webm.WebmReader;

/** Recorded VP8 and Opus, packed into RTP once, to be sent over and over by any number of clients. */
final class Clip {

  private static final int AUDIO_TYPE = 111;
  private static final int VIDEO_TYPE = 96;
  private static final int HEADER = 12;

  /** A server may put extensions of some octets before a payload. */
  private static final int SMALLEST_STAMPED = 60;
  private static final long REPORT_NANOS = 1_000_000_000L;
  private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

  /** One packet; number, timestamp and SSRC are each client's own. */
  private record Piece(boolean video, long millis, int frame, byte[] packet) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final List<byte[]> pictures = new ArrayList<>();
  private final List<byte[]> sounds = new ArrayList<>();
  private final long lengthMillis;

  /**
   * @param lengthMillis after which it begins anew; a whole number of pictures
   */
  Clip(Path webm, long lengthMillis) throws IOException {
    this.lengthMillis = lengthMillis;
    Packetizer audio = new Packetizer(Codec.OPUS, AUDIO_TYPE);
    Packetizer video = new Packetizer(Codec.VP8, VIDEO_TYPE);
    try (WebmReader reader = new WebmReader(Files.newInputStream(webm))) {
      reader.begin();
      for (Optional<WebmFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        WebmFrame frame = next.get();
        if (frame.millis() >= lengthMillis) {
          continue;
        }
        List<byte[]> kind = frame.video() ? pictures : sounds;
        for (RtpPacket packet :
            (frame.video() ? video : audio).packets(frame.data(), frame.keyFrame(), 0)) {
          pieces.add(new Piece(frame.video(), frame.millis(), kind.size(), packet.buffer()));
        }
        kind.add(frame.data());
      }
    }
  }

  /** Encodes a clip of 640x480 at 30 pictures a second, as a call of about so many kbit/s. */
  static Path encode(Path directory, Path source, int kilobits)
      throws IOException, InterruptedException {
    Path clip = directory.resolve("clip-" + kilobits + ".webm");
    Commands.run(
        "ffmpeg", "-v", "error", "-y", "-i", source.toString(),
        "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", kilobits + "k",
        "-maxrate", kilobits + "k", "-bufsize", kilobits / 2 + "k", "-g", "60", "-auto-alt-ref", "0",
        "-c:a", "libopus", "-b:a", "32k", "-frame_duration", "20", clip.toString());
    return clip;
  }

  /** A picture that moves and a voice-like sound, uncompressed. */
  static Path source(Path directory, int seconds) throws IOException, InterruptedException {
    Path source = directory.resolve("source.mkv");
    Commands.run(
        "ffmpeg", "-v", "error", "-y",
        "-f", "lavfi", "-i", "testsrc2=size=640x480:rate=30:duration=" + seconds + ",noise=alls=3:allf=t:all_seed=5",
        "-f", "lavfi", "-i", "aevalsrc=0.3*sin(2*PI*(220+40*sin(2*PI*3*t))*t)*(0.6+0.4*sin(2*PI*2*t)):s=48000:d=" + seconds,
        "-pix_fmt", "yuv420p", "-c:v", "rawvideo", "-c:a", "pcm_s16le", source.toString());
    return source;
  }

  /** When a stamped packet was sent, of {@link System#nanoTime}; empty if there was no room. */
  static OptionalLong sentAt(byte[] packet) {
    return packet.length > SMALLEST_STAMPED
        ? OptionalLong.of(ByteBuffer.wrap(packet).getLong(packet.length - 8))
        : OptionalLong.empty();
  }

  List<byte[]> pictures() {
    return pictures;
  }

  List<byte[]> sounds() {
    return sounds;
  }

  /**
   * Sends the clip without end.
   *
   * @param stamped whether the last eight octets of each packet are to hold the nanosecond of its
   *     sending; the picture is then none
   * @param delayMillis before it begins, so that clients do not all send at once
   */
  LoadPeer.Sending sender(boolean stamped, long delayMillis) {
    return new Sender(stamped, delayMillis);
  }

  /** One client's way through the clip. */
  private final class Sender implements LoadPeer.Sending {
    private final boolean stamped;
    private final long delay;
    private final int[] sequences = {100, 200};
    private final int[] packets = new int[2];
    private final byte[] buffer = new byte[1500];
    private long began;
    private long rounds;
    private int next;
    private long reported;

    Sender(boolean stamped, long delayMillis) {
      this.stamped = stamped;
      this.delay = delayMillis * 1_000_000;
    }

    @Override
    public void send(LoadPeer by, long now) {
      if (began == 0) {
        began = now + delay;
      }
      while (true) {
        Piece piece = pieces.get(next);
        long millis = rounds * lengthMillis + piece.millis;
        long due = began + millis * 1_000_000;
        if (due > now) {
          break;
        }
        by.late(System.nanoTime() - due);
        send(by, piece, millis);
        next++;
        if (next == pieces.size()) {
          next = 0;
          rounds++;
        }
      }
      if (now - reported > REPORT_NANOS && now > began) {
        reported = now;
        report(by, 0, now);
        report(by, 1, now);
      }
    }

    private void send(LoadPeer by, Piece piece, long millis) {
      int kind = piece.video ? 1 : 0;
      int length = piece.packet.length;
      System.arraycopy(piece.packet, 0, buffer, 0, length);
      ByteBuffer packet = ByteBuffer.wrap(buffer);
      packet.putShort(2, (short) sequences[kind]++);
      packet.putInt(4, (int) (millis * (piece.video ? 90 : 48)));
      packet.putInt(8, by.ssrc() + kind);
      if (piece.video) {
        int picture = (int) (rounds * pictures.size() + piece.frame);
        packet.putShort(HEADER + 2, (short) (0x8000 | (picture & 0x7fff)));
      }
      if (stamped && length > SMALLEST_STAMPED) {
        packet.putLong(length - 8, System.nanoTime());
      }
      packets[kind]++;
      by.sendRtp(buffer, length);
    }

    private void report(LoadPeer by, int kind, long now) {
      long micros = now / 1000;
      long ntp =
          (micros / 1_000_000 + NTP_EPOCH_SECONDS) << 32
              | ((micros % 1_000_000) << 32) / 1_000_000;
      int timestamp = (int) ((now - began) / 1_000_000 * (kind == 1 ? 90 : 48));
      byte[] report =
          new RtcpWriter()
              .senderReport(
                  new RtcpMessage.SenderReport(by.ssrc() + kind, ntp, timestamp, packets[kind], 0),
                  List.of())
              .cname(by.ssrc() + kind, "load")
              .toBytes();
      System.arraycopy(report, 0, buffer, 0, report.length);
      by.sendRtcp(buffer, report.length);
    }
  }
}
