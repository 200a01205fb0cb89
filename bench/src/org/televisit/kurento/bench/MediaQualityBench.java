package org.televisit.kurento.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.FrameAssembler;
import org.televisit.kurento.rtp.JitterBuffer;
import org.televisit.kurento.rtp.RtpPacket;
import org.televisit.kurento.transport.LoadClient;
import org.televisit.kurento.transport.LoadPeer;
import org.televisit.kurento.webm.TrackFormat;
import org.televisit.kurento.webm.WebmFrame;
import org.televisit.kurento.webm.WebmLayout;
import org.televisit.kurento.webm.WebmReader;
import org.televisit.kurento.webm.WebmWriter;

/**
 * What a server does to pictures and sound: a known clip is published, a viewer takes what it gets,
 * a recorder records. The delivered pictures are compared with the uncompressed source (PSNR, SSIM),
 * the delivered sound, too (signal to distortion), and what was recorded with what was delivered, bit
 * for bit. Beside it stands the clip as it was encoded, which went through no server, and what Janus
 * delivers. {@code argument}: an empty directory.
 */
public final class MediaQualityBench {

  private static final int SECONDS = 6;
  private static final int KILOBITS = 1200;
  private static final int ROUNDS = 3;
  private static final int RATE = 48_000;
  private static final int MOST_SHIFT = 2_000;

  /** Distances from the source, in dB but for SSIM. */
  private record Quality(double psnr, double ssim, double sound) {}

  /** Frames in the order in which they came. */
  private static final class Delivered {
    final List<byte[]> pictures = new ArrayList<>();
    final List<byte[]> sounds = new ArrayList<>();
    private final JitterBuffer videoOrder = new JitterBuffer();
    private final JitterBuffer audioOrder = new JitterBuffer();
    private final FrameAssembler frames = FrameAssembler.of(Codec.VP8);

    synchronized void packet(byte[] data) {
      RtpPacket packet = RtpPacket.parse(data, 0, data.length).orElseThrow();
      long now = System.nanoTime() / 1000;
      if (packet.payloadType() == 111) {
        audioOrder.add(packet, now, ordered -> sounds.add(ordered.payload()));
      } else {
        videoOrder.add(
            packet, now, ordered -> frames.add(ordered).ifPresent(frame -> pictures.add(frame.data())));
      }
    }
  }

  private MediaQualityBench() {}

  public static void main(String[] arguments) throws Exception {
    Janus.require();
    Path work = Path.of(arguments[0]).toRealPath();
    Path source = Clip.source(work, SECONDS);
    Path encoded = Clip.encode(work, source, KILOBITS);
    Clip clip = new Clip(encoded, SECONDS * 1000L);
    Path recording = work.resolve("recorded");
    Delivered ours;
    try (Sfu sfu = new OurSfu(work, false)) {
      ours = deliver(sfu, clip, recording);
    }
    Delivered peer;
    try (Sfu sfu = new Janus(work)) {
      peer = deliver(sfu, clip, null);
    }
    Quality before = quality(work, source, encoded);
    Quality after = quality(work, source, once(work, "ours", clip, ours));
    Quality besides = quality(work, source, once(work, "janus", clip, peer));
    int same = recordedAsDelivered(Path.of(recording + ".webm"), ours);
    print("as encoded", before);
    print("ours", after);
    print("Janus", besides);
    System.out.printf(Locale.ROOT, "recorded  %d frames, bit for bit those that were delivered%n", same);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"media-quality\",\"ours\":%.2f,\"peer\":%.2f,\"ratio\":%.3f,\"unit\":\"dB PSNR of"
            + " delivered pictures, beside the clip that went through no server\",\"janus\":%.2f,"
            + "\"ssim_ours\":%.4f,\"ssim_peer\":%.4f,\"sound_ours_db\":%.2f,\"sound_peer_db\":%.2f,"
            + "\"recorded_frames_as_delivered\":%d}%n",
        after.psnr,
        before.psnr,
        after.psnr / before.psnr,
        besides.psnr,
        after.ssim,
        before.ssim,
        after.sound,
        before.sound,
        same);
  }

  private static void print(String name, Quality quality) {
    System.out.printf(
        Locale.ROOT,
        "%-10s PSNR %.2f dB, SSIM %.4f, sound %.2f dB above its distortion%n",
        name,
        quality.psnr,
        quality.ssim,
        quality.sound);
  }

  private static Delivered deliver(Sfu sfu, Clip clip, Path recording) throws Exception {
    Delivered delivered = new Delivered();
    try (LoadClient client = new LoadClient(Network.address());
        LoadPeer publisher = client.peer();
        LoadPeer viewer = client.peer()) {
      publisher.sending(clip.sender(false, 0));
      publisher
          .connect(sfu.publish("publisher", publisher.offer("sendonly"), recording))
          .get(20, TimeUnit.SECONDS);
      viewer.receiving(1, delivered::packet);
      String description =
          sfu.view("viewer", "publisher", sfu.offersToViewers() ? "" : viewer.offer("recvonly"));
      String answer = sfu.offersToViewers() ? viewer.answer(description) : "";
      var connected = viewer.connect(description);
      if (sfu.offersToViewers()) {
        sfu.answer("viewer", answer);
      }
      connected.get(20, TimeUnit.SECONDS);
      Thread.sleep(ROUNDS * SECONDS * 1000L);
      sfu.close("publisher"); // ends the recording, too
    }
    return delivered;
  }

  /** The delivered frames of one whole round of the clip, as a file. */
  private static Path once(Path work, String name, Clip clip, Delivered delivered)
      throws IOException {
    Path file = work.resolve(name + ".webm");
    WebmWriter writer =
        new WebmWriter(
            new WebmLayout(
                Optional.of(TrackFormat.OPUS), Optional.of(TrackFormat.VP8), 640, 480, false));
    List<byte[]> pictures = round(name, clip.pictures(), delivered.pictures);
    List<byte[]> sounds = round(name, clip.sounds(), delivered.sounds);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(writer.header());
    int sound = 0;
    for (int picture = 0; picture < pictures.size(); picture++) {
      long millis = Math.round(picture * 1000 / 30.0);
      for (; sound < sounds.size() && sound * 20L <= millis; sound++) {
        writer.frame(new WebmFrame(false, sound * 20L, true, sounds.get(sound)), out);
      }
      byte[] frame = pictures.get(picture);
      writer.frame(new WebmFrame(true, millis, (frame[0] & 1) == 0, frame), out);
    }
    out.writeBytes(writer.trailer());
    Files.write(file, out.toByteArray());
    return file;
  }

  /** From the first frame of the clip on, as many as it has; of the round that is most like it. */
  private static List<byte[]> round(String name, List<byte[]> sent, List<byte[]> got) {
    for (int at = 0; at + sent.size() <= got.size(); at++) {
      if (Arrays.equals(sent.get(0), got.get(at)) && Arrays.equals(sent.get(1), got.get(at + 1))) {
        return got.subList(at, at + sent.size());
      }
    }
    throw new IllegalStateException(
        name + " delivered no whole round: " + got.size() + " frames, " + sent.size() + " wanted");
  }

  /** How many recorded pictures there are; each is the one that was delivered at its place. */
  private static int recordedAsDelivered(Path file, Delivered delivered) throws IOException {
    List<byte[]> recorded = new ArrayList<>();
    try (WebmReader reader = new WebmReader(Files.newInputStream(file))) {
      reader.begin();
      for (Optional<WebmFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (next.get().video()) {
          recorded.add(next.get().data());
        }
      }
    }
    for (List<byte[]> later = delivered.pictures; !later.isEmpty(); later = later.subList(1, later.size())) {
      int common = Math.min(recorded.size(), later.size());
      if (common > recorded.size() / 2 && begins(recorded, later, common)) {
        return common;
      }
    }
    for (List<byte[]> later = recorded; !later.isEmpty(); later = later.subList(1, later.size())) {
      int common = Math.min(delivered.pictures.size(), later.size());
      if (common > recorded.size() / 2 && begins(later, delivered.pictures, common)) {
        return common;
      }
    }
    throw new IllegalStateException("what was recorded is not what was delivered");
  }

  private static boolean begins(List<byte[]> one, List<byte[]> other, int common) {
    for (int i = 0; i < common; i++) {
      if (!Arrays.equals(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Quality quality(Path work, Path source, Path file)
      throws IOException, InterruptedException {
    return new Quality(
        compared(source, file, "psnr", "average:([0-9.]+|inf)"),
        compared(source, file, "ssim", "All:([0-9.]+)"),
        soundAboveDistortion(samples(work, source), samples(work, file)));
  }

  private static double compared(Path source, Path file, String filter, String figure)
      throws IOException, InterruptedException {
    String told =
        Commands.run(
            "ffmpeg", "-hide_banner", "-i", file.toString(), "-i", source.toString(), "-lavfi",
            "[0:v]setpts=N/30/TB[a];[1:v]setpts=N/30/TB[b];[a][b]" + filter + "=shortest=1", "-f", "null", "-");
    Matcher matcher = Pattern.compile(figure).matcher(told);
    if (!matcher.find()) {
      throw new IOException(told);
    }
    return matcher.group(1).equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(matcher.group(1));
  }

  private static short[] samples(Path work, Path file) throws IOException, InterruptedException {
    Path raw = work.resolve("samples.raw");
    Commands.run(
        "ffmpeg", "-v", "error", "-y", "-i", file.toString(), "-vn", "-ac", "1", "-ar",
        Integer.toString(RATE), "-f", "s16le", raw.toString());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    short[] samples = new short[bytes.remaining() / 2];
    bytes.asShortBuffer().get(samples);
    return samples;
  }

  /** At the delay that fits best, as coders have one; the first and last quarter second left out. */
  private static double soundAboveDistortion(short[] source, short[] heard) {
    double best = Double.NEGATIVE_INFINITY;
    int from = RATE / 4;
    int to = Math.min(source.length, heard.length) - RATE / 4 - MOST_SHIFT;
    for (int shift = -MOST_SHIFT; shift <= MOST_SHIFT; shift++) {
      double signal = 0;
      double distortion = 0;
      for (int i = from; i < to; i += 7) {
        double difference = source[i] - heard[i + shift];
        signal += (double) source[i] * source[i];
        distortion += difference * difference;
      }
      best = Math.max(best, 10 * Math.log10(signal / Math.max(1, distortion)));
    }
    return best;
  }
}
