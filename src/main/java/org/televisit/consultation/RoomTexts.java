package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.televisit.platform.Language;

/** The message bundle's part that the room's script needs. */
final class RoomTexts {

  private static final String PREFIX = "consultation.room.";

  private static final String SPOKEN = PREFIX + "witness.words";

  private RoomTexts() {}

  /** The words to be read out, in each language: first the reader's own. */
  static List<SpokenWording> spoken(Locale own) {
    return Arrays.stream(Language.values())
        .sorted(Comparator.comparing(l -> !l.locale().getLanguage().equals(own.getLanguage())))
        .map(language -> new SpokenWording(language, bundle(language.locale()).getString(SPOKEN)))
        .toList();
  }

  /** A JSON object of texts by key, the common prefix left out. */
  static String in(Locale locale) {
    ResourceBundle bundle = bundle(locale);
    JsonObjectBuilder texts = Json.createObjectBuilder();
    for (String key : new TreeSet<>(bundle.keySet())) {
      if (key.startsWith(PREFIX)) {
        texts.add(key.substring(PREFIX.length()), bundle.getString(key));
      }
    }
    return texts.build().toString();
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle("org.televisit.messages", locale);
  }
}
