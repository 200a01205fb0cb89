package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.recording.NodeDied;
import org.televisit.scheduling.AppointmentId;

/** What becomes of several visits that nobody has ended. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingTimeTest {

  private static final AppointmentId ONE = AppointmentId.random();
  private static final AppointmentId OTHER = AppointmentId.random();

  /** What is overdue, and the media that was left; by node. */
  private final Map<String, Map<AppointmentId, @Nullable String>> overdue = new LinkedHashMap<>();

  private final List<AppointmentId> certified = new ArrayList<>();
  private final List<String> released = new ArrayList<>();
  private Set<AppointmentId> living = Set.of();
  private @Nullable AppointmentId broken;
  private boolean away;

  private final ClosingTime closing = new ClosingTime();

  ClosingTimeTest() {
    closing.node = "here";
    closing.visits =
        new DesertedVisits() {
          @Override
          List<AppointmentId> overdue(String node) {
            if (away) {
              throw new IllegalStateException("no database");
            }
            return List.copyOf(overdue.getOrDefault(node, Map.of()).keySet());
          }

          @Override
          Optional<Ended> end(AppointmentId visit) {
            if (visit.equals(broken)) {
              throw new IllegalStateException("no database");
            }
            return overdue.values().stream()
                .filter(visits -> visits.containsKey(visit))
                .map(visits -> new Ended(visit, visits.get(visit)))
                .findFirst();
          }
        };
    closing.rooms =
        new Rooms() {
          @Override
          boolean know(AppointmentId visit) {
            return living.contains(visit);
          }
        };
    closing.certification =
        new Certification() {
          @Override
          void certify(AppointmentId visit) {
            certified.add(visit);
          }
        };
    closing.media =
        new RoomStartup() {
          @Override
          void release(RoomRegister.Leftover leftover) {
            released.add(leftover.pipeline());
          }
        };
  }

  private void overdue(String node, AppointmentId visit, @Nullable String media) {
    overdue.computeIfAbsent(node, n -> new LinkedHashMap<>()).put(visit, media);
  }

  @Test
  void each_is_certified_and_the_media_that_was_left_is_released() {
    overdue("here", ONE, null);
    overdue("here", OTHER, "p2");
    closing.close("here");
    assertThat(certified).containsExactly(ONE, OTHER);
    assertThat(released).containsExactly("p2");
  }

  @Test
  void one_whose_room_lives_here_is_left_alone_whatever_the_ledger_says() {
    overdue("here", ONE, null);
    overdue("here", OTHER, null);
    living = Set.of(ONE);
    closing.close("here");
    assertThat(certified).containsExactly(OTHER);
  }

  @Test
  void one_that_cannot_be_ended_keeps_no_other_from_it() {
    overdue("here", ONE, null);
    overdue("here", OTHER, null);
    broken = ONE;
    closing.close("here");
    assertThat(certified).containsExactly(OTHER);
  }

  @Test
  void those_of_another_node_are_ended_once_that_is_dead() {
    overdue("elsewhere", ONE, "p1");
    closing.close("here");
    assertThat(certified).isEmpty();
    closing.bury(new NodeDied("elsewhere", Instant.EPOCH));
    assertThat(certified).containsExactly(ONE);
    assertThat(released).containsExactly("p1");
  }

  @Test
  void that_the_database_is_away_disturbs_nobody() {
    away = true;
    closing.close("here");
    closing.bury(new NodeDied("elsewhere", Instant.EPOCH)); // what else is done for it goes on
    assertThat(certified).isEmpty();
  }
}
