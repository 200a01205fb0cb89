package org.televisit.compliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.televisit.compliance.ReviewVisitPage.Picture;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingEvidence;

/** Puts recordings together that follow each other in one picture. */
final class Pictures {

  private Pictures() {}

  /** Somebody of whom there is a picture even if nothing was recorded. */
  record Person(PersonRef ref, Role role) {}

  private record Key(String subject, String media) {}

  static List<Picture> of(List<Person> people, List<RecordingEvidence> recordings) {
    Map<Key, Picture> pictures = new LinkedHashMap<>();
    for (Person person : people) {
      pictures.put(
          new Key(person.ref().subject(), "camera"),
          new Picture(person.ref().name(), person.role(), "camera", new ArrayList<>()));
    }
    for (RecordingEvidence recording : recordings) {
      String media = recording.media();
      pictures
          .computeIfAbsent(
              new Key(recording.whose().subject(), media),
              key ->
                  new Picture(
                      recording.whose().name(), recording.whose().role(), media, new ArrayList<>()))
          .recordings()
          .add(recording);
    }
    return List.copyOf(pictures.values());
  }
}
