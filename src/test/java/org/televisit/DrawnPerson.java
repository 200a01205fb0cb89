package org.televisit;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody in front of a camera, for pictures of the room: a drawing that nods now and then. */
enum DrawnPerson {
  PATIENT(0xDDE7EE, 0xB9CBD8, 0x3B2A22, 0xF0C9A8, 0x6D4B7C, 0x6D4B7C),
  DOCTOR(0xEDE6DA, 0xD3C6B1, 0x1F2328, 0xE3B48F, 0xFBFBF8, 0x2F7F79);

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int FRAMES_A_SECOND = 10;
  private static final int FRAMES = 3 * FRAMES_A_SECOND;

  private final Color light;
  private final Color wall;
  private final Color hair;
  private final Color skin;
  private final Color coat;
  private final Color shirt;

  DrawnPerson(int light, int wall, int hair, int skin, int coat, int shirt) {
    this.light = new Color(light);
    this.wall = new Color(wall);
    this.hair = new Color(hair);
    this.skin = new Color(skin);
    this.coat = new Color(coat);
    this.shirt = new Color(shirt);
  }

  /**
   * Three seconds of YUV4MPEG2 for {@link Chromium#filming(Path)}. A slow camera: what it films is
   * looked at in pictures, and each of its frames is encoded and decoded in software.
   */
  Path film() {
    try {
      Path file = Files.createTempFile("person", ".y4m");
      file.toFile().deleteOnExit();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        out.write(
            "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n"
                .formatted(WIDTH, HEIGHT, FRAMES_A_SECOND)
                .getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < FRAMES; frame++) {
          out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
          out.write(planes(picture(frame)));
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brightness, then blue and red differences of each four pixels (ITU-R BT.601). */
  private static byte[] planes(BufferedImage image) {
    int[] pixels = image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    ByteBuffer planes = ByteBuffer.allocate(WIDTH * HEIGHT * 3 / 2);
    for (int pixel : pixels) {
      planes.put((byte) (16 + weighted(pixel, 66, 129, 25)));
    }
    for (int[] weights : new int[][] {{-38, -74, 112}, {112, -94, -18}}) {
      for (int line = 0; line < HEIGHT; line += 2) {
        for (int at = line * WIDTH; at < (line + 1) * WIDTH; at += 2) {
          planes.put((byte) (128 + weighted(pixels[at], weights[0], weights[1], weights[2])));
        }
      }
    }
    return planes.array();
  }

  private static int weighted(int pixel, int red, int green, int blue) {
    int sum = red * (pixel >> 16 & 0xFF) + green * (pixel >> 8 & 0xFF) + blue * (pixel & 0xFF);
    return (sum + 128) >> 8;
  }

  private BufferedImage picture(int frame) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, light, WIDTH, HEIGHT, wall));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    drawShoulders(pen);
    pen.translate(0, 5 * Math.sin(2 * Math.PI * frame / FRAMES));
    drawHead(pen);
    pen.dispose();
    return image;
  }

  private void drawShoulders(Graphics2D pen) {
    pen.setColor(coat);
    pen.fill(new RoundRectangle2D.Double(150, 350, 340, 260, 170, 170));
    pen.setColor(shirt);
    pen.fill(new Ellipse2D.Double(265, 322, 110, 100));
    pen.setColor(skin);
    pen.fill(new RoundRectangle2D.Double(285, 285, 70, 90, 60, 60));
  }

  private void drawHead(Graphics2D pen) {
    pen.setColor(hair);
    pen.fill(new Ellipse2D.Double(222, 88, 196, 210));
    pen.setColor(skin);
    pen.fill(new Ellipse2D.Double(240, 122, 160, 196));
    pen.setColor(hair);
    pen.fill(new Arc2D.Double(236, 96, 168, 130, 10, 160, Arc2D.CHORD));
    pen.fill(new Ellipse2D.Double(281, 205, 14, 16));
    pen.fill(new Ellipse2D.Double(345, 205, 14, 16));
    pen.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new Arc2D.Double(288, 228, 64, 46, 215, 110, Arc2D.OPEN));
  }
}
