package org.televisit.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What will be deleted when, and why; pure, so that the preview and the deletion cannot disagree.
 *
 * @param policies those in force
 * @param zone in which the clinic counts days
 */
record RetentionPlan(List<Policy> policies, ZoneId zone) {

  RetentionPlan {
    policies = List.copyOf(policies);
  }

  /** The narrowest policy that covers such a visit; without one its recordings are kept. */
  Optional<Policy> policy(String visitType, String jurisdiction) {
    return policies.stream()
        .filter(p -> p.covers(visitType, jurisdiction))
        .min(Policy.NARROWEST_FIRST);
  }

  Optional<PlannedDeletion> of(KeptRecording recording) {
    return policy(recording.visitType(), recording.jurisdiction())
        .map(policy -> new PlannedDeletion(recording, policy, due(recording, policy)));
  }

  private LocalDate due(KeptRecording recording, Policy policy) {
    return recording.ended().atZone(zone).toLocalDate().plusDays(policy.days());
  }

  /** All that is due on that day or has been before, held or not, the longest overdue first. */
  List<PlannedDeletion> until(LocalDate day, Stream<KeptRecording> recordings) {
    return recordings
        .flatMap(recording -> of(recording).stream())
        .filter(deletion -> !deletion.day().isAfter(day))
        .sorted(
            Comparator.comparing(PlannedDeletion::day)
                .thenComparing(deletion -> deletion.recording().ended())
                .thenComparing(deletion -> deletion.recording().id().toString()))
        .toList();
  }
}
