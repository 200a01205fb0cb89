package org.televisit.consultation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The room as the database knows it when somebody comes in.
 *
 * @param seat the place of who came in
 * @param taken every place of this room, that one included
 * @param opened when the first person came in: nothing was said in this room before
 * @param patient whose visit it is: the OIDC {@code sub}, never sent to a browser
 * @param pipeline where its media was running last, by the media server's id; null if nowhere
 */
record Entered(
    UUID seat,
    EncounterStatus status,
    List<Taken> taken,
    Instant opened,
    String patient,
    @Nullable String pipeline) {

  /** A place, whether or not its person is connected now. */
  record Taken(Sitter sitter, boolean admitted) {}
}
