package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;

/** The message bundle's part that the room's script needs. */
final class RoomTexts {

  private static final String PREFIX = "consultation.room.";

  private RoomTexts() {}

  /** A JSON object of texts by key, the common prefix left out. */
  static String in(Locale locale) {
    ResourceBundle bundle = ResourceBundle.getBundle("org.televisit.messages", locale);
    JsonObjectBuilder texts = Json.createObjectBuilder();
    for (String key : new TreeSet<>(bundle.keySet())) {
      if (key.startsWith(PREFIX)) {
        texts.add(key.substring(PREFIX.length()), bundle.getString(key));
      }
    }
    return texts.build().toString();
  }
}
