package org.televisit.kurento.webm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** What is to be played: any bytes are frames or refused. */
public final class WebmTarget {

  private WebmTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try (WebmReader reader = new WebmReader(new ByteArrayInputStream(data))) {
      reader.begin();
      reader.videoCodec();
      while (reader.next().isPresent()) {
        // each frame is checked as it is read
      }
    } catch (IOException refused) {
      // said so
    }
  }

  public static List<byte[]> seeds() {
    WebmWriter writer = new WebmWriter(new WebmLayout(true, true, 640, 480, false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(writer.header());
    for (int i = 0; i < 20; i++) {
      writer.frame(new WebmFrame(i % 2 == 0, i * 20L, i % 6 == 0, new byte[30]), out);
    }
    return List.of(out.toByteArray());
  }
}
