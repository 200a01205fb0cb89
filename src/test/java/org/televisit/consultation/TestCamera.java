package org.televisit.consultation;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a browser's fake camera and microphone show and say: one colour per person with a bright bar
 * that moves across it, and a tone that comes and goes.
 *
 * @param luma brightness of the picture, 16 to 235 (ITU-R BT.601)
 * @param blue blue difference, 16 to 240; 128 is none
 * @param red red difference, 16 to 240; 128 is none
 * @param hertz of the tone
 */
record TestCamera(int luma, int blue, int red, int hertz) {

  /** A blue picture with a low tone. */
  static final TestCamera BLUE = new TestCamera(60, 220, 100, 440);

  /** An orange picture with a high tone. */
  static final TestCamera ORANGE = new TestCamera(130, 60, 200, 1320);

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int FRAMES_A_SECOND = 20;
  private static final int FRAMES = 3 * FRAMES_A_SECOND;
  private static final int BAR = 32;
  private static final int SAMPLES_A_SECOND = 48_000;

  /** The moving picture as YUV4MPEG2, three seconds that repeat without a jump. */
  Path picture() {
    try {
      Path file = Files.createTempFile("camera", ".y4m");
      file.toFile().deleteOnExit();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        out.write(
            "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n"
                .formatted(WIDTH, HEIGHT, FRAMES_A_SECOND)
                .getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < FRAMES; frame++) {
          out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
          out.write(brightness(frame));
          out.write(filled(WIDTH * HEIGHT / 4, blue));
          out.write(filled(WIDTH * HEIGHT / 4, red));
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] brightness(int frame) {
    byte[] plane = filled(WIDTH * HEIGHT, luma);
    int bar = frame * (WIDTH - BAR) / FRAMES;
    for (int line = 0; line < HEIGHT; line++) {
      Arrays.fill(plane, line * WIDTH + bar, line * WIDTH + bar + BAR, (byte) 235);
    }
    return plane;
  }

  private static byte[] filled(int length, int value) {
    byte[] plane = new byte[length];
    Arrays.fill(plane, (byte) value);
    return plane;
  }

  /** The tone as WAV (16 bit, mono), a quarter of a second on, a quarter off, for three seconds. */
  Path sound() {
    try {
      Path file = Files.createTempFile("microphone", ".wav");
      file.toFile().deleteOnExit();
      Files.write(file, wav(samples()));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ByteBuffer samples() {
    int count = 3 * SAMPLES_A_SECOND;
    ByteBuffer samples = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      boolean on = i / (SAMPLES_A_SECOND / 4) % 2 == 0;
      double value = Math.sin(2 * Math.PI * hertz * i / SAMPLES_A_SECOND);
      samples.putShort((short) (on ? 20_000 * value : 0));
    }
    return samples.flip();
  }

  private static byte[] wav(ByteBuffer samples) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.limit());
    head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    head.putShort((short) 1).putShort((short) 1).putInt(SAMPLES_A_SECOND);
    head.putInt(2 * SAMPLES_A_SECOND).putShort((short) 2).putShort((short) 16);
    head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.limit());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(file)) {
      out.write(head.array());
      out.write(samples.array());
    }
    return file.toByteArray();
  }

  /** Whether an average colour, 0 to 255 each, is this camera's rather than the other one's. */
  boolean shows(double r, double g, double b) {
    return red > blue ? r > b + 60 && r > g + 20 : b > r + 60 && b > g + 20;
  }
}
