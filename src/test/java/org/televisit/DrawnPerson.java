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
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Somebody in front of a camera, for pictures of the room: a drawing that nods now and then. */
enum DrawnPerson {
  PATIENT(0xDDE7EE, 0xB9CBD8, 0x3B2A22, 0xF0C9A8, 0x6D4B7C, 0x6D4B7C),
  DOCTOR(0xEDE6DA, 0xD3C6B1, 0x1F2328, 0xE3B48F, 0xFBFBF8, 0x2F7F79);

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int FRAMES = 90;

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

  /** Three seconds of Motion JPEG for {@link Chromium#filming(Path)}. */
  Path film() {
    try {
      Path file = Files.createTempFile("person", ".mjpeg");
      file.toFile().deleteOnExit();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        for (int frame = 0; frame < FRAMES; frame++) {
          ImageIO.write(picture(frame), "jpg", out);
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
