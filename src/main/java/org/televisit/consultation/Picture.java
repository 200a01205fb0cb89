package org.televisit.consultation;

import jakarta.json.JsonObjectBuilder;
import java.util.UUID;
import org.televisit.media.Capture;

/**
 * What a peer connection carries: the camera or the screen of the person of a seat. It names that
 * connection in a browser, whichever way it goes.
 */
record Picture(UUID seat, Capture media) {

  static Picture camera(UUID seat) {
    return new Picture(seat, Capture.CAMERA);
  }

  static Picture screen(UUID seat) {
    return new Picture(seat, Capture.SCREEN);
  }

  JsonObjectBuilder in(JsonObjectBuilder message) {
    return message.add("seat", seat.toString()).add("media", media.code());
  }
}
