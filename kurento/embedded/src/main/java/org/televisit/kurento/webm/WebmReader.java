package org.televisit.kurento.webm;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads WebM (RFC 9559) as {@link WebmWriter} makes it, from its beginning to its end: at most one
 * video and one audio track, no lacing, clusters of known or unknown size.
 */
public final class WebmReader implements Closeable {

  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549A966;
  private static final int DURATION = 0x4489;
  private static final int TIMESTAMP_SCALE = 0x2AD7B1;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK_ENTRY = 0xAE;
  private static final int TRACK_NUMBER = 0xD7;
  private static final int CODEC_ID = 0x86;
  private static final int CLUSTER = 0x1F43B675;
  private static final int CLUSTER_TIMESTAMP = 0xE7;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final int LACING = 0x06;
  private static final int LARGEST_VALUE = 16 << 20;
  private static final int LARGEST_NAME = 64;
  private static final int MOST_TRACKS = 16;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final DataInputStream in;
  private final Map<Long, String> codecs = new HashMap<>();
  private long trackNumber;
  private long scale = NANOS_PER_MILLI;
  private double duration;
  private long clusterTime;
  private boolean begun;
  private @Nullable Integer pending;

  public WebmReader(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
  }

  /**
   * Reads all that stands before the first frame.
   *
   * @throws IOException if this is no WebM
   */
  public void begin() throws IOException {
    if (readId() != EBML) {
      throw new IOException("not a WebM file");
    }
    in.skipNBytes(readSize());
    @Nullable Integer id = nextElement();
    while (id != null && id != CLUSTER) {
      header(id);
      id = nextElement();
    }
    pending = id;
    begun = true;
  }

  /** The codec of the video, as in {@code V_VP8}; empty if there is none. */
  public Optional<String> videoCodec() {
    return codecs.values().stream().filter(codec -> codec.startsWith("V_")).findFirst();
  }

  /** The codec of the sound, as in {@code A_OPUS}; empty if there is none. */
  public Optional<String> audioCodec() {
    return codecs.values().stream().filter(codec -> codec.startsWith("A_")).findFirst();
  }

  /** How long it is; empty for a file that was streamed. */
  public OptionalLong durationMillis() {
    return duration > 0
        ? OptionalLong.of((long) (duration * scale / NANOS_PER_MILLI))
        : OptionalLong.empty();
  }

  private void header(int id) throws IOException {
    switch (id) {
      case SEGMENT, INFO, TRACKS -> readSize();
      case TRACK_ENTRY -> {
        readSize();
        trackNumber = 0;
      }
      case TRACK_NUMBER -> trackNumber = unsigned();
      case CODEC_ID -> codec();
      case TIMESTAMP_SCALE -> scale = unsigned();
      case DURATION -> duration = real();
      default -> in.skipNBytes(readSize());
    }
  }

  private void codec() throws IOException {
    codecs.put(trackNumber, new String(value(LARGEST_NAME), StandardCharsets.US_ASCII));
    if (codecs.size() > MOST_TRACKS) {
      throw new IOException("it has too many tracks");
    }
  }

  /** The next frame; empty at the end, also where the file breaks off. */
  public Optional<WebmFrame> next() throws IOException {
    if (!begun) {
      throw new IllegalStateException("not begun");
    }
    try {
      while (true) {
        @Nullable Integer id = pending != null ? pending : nextElement();
        pending = null;
        if (id == null) {
          return Optional.empty();
        }
        switch (id) {
          case CLUSTER, BLOCK_GROUP -> readSize();
          case CLUSTER_TIMESTAMP -> clusterTime = unsigned();
          case SIMPLE_BLOCK, BLOCK -> {
            Optional<WebmFrame> frame = frame(value());
            if (frame.isPresent()) {
              return frame;
            }
          }
          default -> in.skipNBytes(readSize());
        }
      }
    } catch (EOFException brokenOff) {
      return Optional.empty();
    }
  }

  private Optional<WebmFrame> frame(byte[] block) throws IOException {
    if (block.length < 5) {
      throw new IOException("a block is too short");
    }
    ByteBuffer data = ByteBuffer.wrap(block);
    long track = block[0] & 0x7f;
    if (block[0] >= 0) {
      throw new IOException("a track has too large a number");
    }
    long time = clusterTime + data.getShort(1);
    if ((block[3] & LACING) != 0) {
      throw new IOException("lacing is not supported");
    }
    @Nullable String codec = codecs.get(track);
    if (codec == null) {
      return Optional.empty();
    }
    boolean video = codec.startsWith("V_");
    byte[] content = java.util.Arrays.copyOfRange(block, 4, block.length);
    boolean key = !video || isKeyFrame(codec, content[0]);
    return Optional.of(
        new WebmFrame(video, Math.max(0, time * scale / NANOS_PER_MILLI), key, content));
  }

  /** From the frame itself: a Block says it only afterwards. */
  private static boolean isKeyFrame(String codec, byte first) {
    return codec.equals("V_VP9") ? (first & 0xC4) == 0x80 : (first & 0x01) == 0;
  }

  private @Nullable Integer nextElement() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    return readId();
  }

  private int readId() throws IOException {
    int first = in.readUnsignedByte();
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > 4) {
      throw new IOException("an element has no id");
    }
    int id = first;
    for (int i = 1; i < length; i++) {
      id = id << 8 | in.readUnsignedByte();
    }
    return id;
  }

  /** The size of an element; 0 where it is unknown, since its content follows anyway. */
  private long readSize() throws IOException {
    int first = in.readUnsignedByte();
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > 8) {
      throw new IOException("an element has no size");
    }
    long size = first & 0xff >> length;
    boolean unknown = size == 0xff >> length;
    for (int i = 1; i < length; i++) {
      int next = in.readUnsignedByte();
      unknown &= next == 0xff;
      size = size << 8 | next;
    }
    return unknown ? 0 : size;
  }

  private byte[] value() throws IOException {
    return value(LARGEST_VALUE);
  }

  private byte[] value(int largest) throws IOException {
    long size = readSize();
    if (size > largest) {
      throw new IOException("an element is too large");
    }
    byte[] value = new byte[(int) size];
    in.readFully(value);
    return value;
  }

  private long unsigned() throws IOException {
    long number = 0;
    for (byte next : value()) {
      number = number << 8 | (next & 0xff);
    }
    return number;
  }

  private double real() throws IOException {
    byte[] value = value();
    return switch (value.length) {
      case 4 -> ByteBuffer.wrap(value).getFloat();
      case 8 -> ByteBuffer.wrap(value).getDouble();
      default -> 0;
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
