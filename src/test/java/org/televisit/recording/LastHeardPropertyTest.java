package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.recording.Recording.Stretch;
import org.televisit.scheduling.AppointmentId;

/**
 * When a recording whose writer died must have ended: a clumsy model that walks second by second
 * through a minute has to agree.
 */
class LastHeardPropertyTest {

  private static final Instant ZERO = Instant.parse("2030-01-07T10:00:00Z");
  private static final Instant LATER = ZERO.plusSeconds(3600);

  private static Instant at(int second) {
    return ZERO.plusSeconds(second);
  }

  private static Recording started() {
    RecordedSeat whose =
        new RecordedSeat(AppointmentId.random(), UUID.randomUUID(), "s", "S", Role.PATIENT);
    Recording recording =
        new Recording(whose, new Stretch(1, Capture.CAMERA), IngestToken.random(), ZERO);
    recording.arrive(ZERO);
    return recording;
  }

  /** Closed pauses, one for each pair of neighbours among the turns. */
  private static List<RecordingEvidence.Pause> pauses(Set<Integer> turns) {
    List<Integer> sorted = turns.stream().sorted().toList();
    List<RecordingEvidence.Pause> pauses = new ArrayList<>();
    for (int i = 0; i + 1 < sorted.size(); i += 2) {
      pauses.add(new RecordingEvidence.Pause("declined", at(sorted.get(i)), at(sorted.get(i + 1))));
    }
    return pauses;
  }

  private static boolean isPaused(List<RecordingEvidence.Pause> pauses, int second) {
    return pauses.stream()
        .anyMatch(p -> !at(second).isBefore(p.from()) && at(second).isBefore(p.to()));
  }

  @Property
  void is_behind_as_much_time_without_pause_as_there_is_media(
      @ForAll @Size(max = 8) Set<@IntRange(min = 0, max = 60) Integer> turns,
      @ForAll @IntRange(min = 1, max = 90) int media) {
    List<RecordingEvidence.Pause> pauses = pauses(turns);
    int taken = 0;
    int second = 0;
    while (taken < media) {
      taken += isPaused(pauses, second) ? 0 : 1;
      second++;
    }
    assertThat(started().lastHeardOf(Duration.ofSeconds(media), pauses, LATER))
        .as(pauses.stream().map(Object::toString).collect(Collectors.joining(", ")))
        .isEqualTo(at(second));
  }

  @Property
  void is_before_a_pause_that_lasted_when_its_writer_died(
      @ForAll @IntRange(min = 1, max = 60) int media) {
    List<RecordingEvidence.Pause> open =
        List.of(new RecordingEvidence.Pause("declined", at(media), null));
    assertThat(started().lastHeardOf(Duration.ofSeconds(media), open, LATER)).isEqualTo(at(media));
  }

  @Property
  void is_never_in_the_future(@ForAll @IntRange(min = 0, max = 90) int media) {
    Instant now = at(30);
    assertThat(started().lastHeardOf(Duration.ofSeconds(media), List.of(), now))
        .isBeforeOrEqualTo(now);
  }
}
