package org.televisit.consent;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.BiConsumer;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;

/** Answers about being recorded without rows: they are what a test says. */
public final class FakeConsents extends ConsentService {

  /** By person; who is not in here has not answered. */
  public final Map<String, Provision> answers = new HashMap<>();

  /** When, of those of whom it matters. */
  public final Map<String, Instant> answeredAt = new HashMap<>();

  /** Who does not want to be treated by video; they have answered nothing else. */
  public final Set<String> untreated = new HashSet<>();

  /** The clinic's. */
  public InstantSource clock = Instant::now;

  /** What was witnessed. */
  public final List<SpokenAnswer> spoken = new ArrayList<>();

  /** Hears whose answer changed, as an observer does after the commit. */
  public BiConsumer<String, Provision> news = (subject, answer) -> {};

  /** Whether the database is away. */
  public boolean away;

  @Override
  public ConsentStates states(Collection<AppointmentId> appointments) {
    reach();
    AppointmentId visit = appointments.iterator().next();
    Map<Party, ConsentState> states =
        answers.entrySet().stream()
            .collect(toMap(e -> new Party(visit, e.getKey()), FakeConsents::state));
    untreated.forEach(
        who ->
            states.put(
                new Party(visit, who),
                new ConsentState(Map.of(Purpose.TREATMENT, Provision.DENY))));
    return new ConsentStates(
        states, answeredAt.values().stream().max(naturalOrder()).orElse(Instant.MIN));
  }

  private static ConsentState state(Entry<String, Provision> answer) {
    return new ConsentState(Map.of(Purpose.RECORDING, answer.getValue()));
  }

  @Override
  public Set<String> withdrawRecording(Actor actor, AppointmentId appointment, Saying saying) {
    reach();
    String subject = actor.subject();
    if (answers.get(subject) != Provision.PERMIT) {
      return Set.of();
    }
    return change(subject, Provision.DENY, saying) ? Set.of() : Set.of(subject);
  }

  @Override
  public boolean witness(
      Actor practitioner, AppointmentId appointment, SpokenAnswer answer, Saying saying) {
    reach();
    if (!answer.canComeFrom(answer.subject())) {
      throw new SpeakerAbsentException();
    }
    if (answers.get(answer.subject()) == answer.provision()) {
      return true;
    }
    boolean changed = change(answer.subject(), answer.provision(), saying);
    if (changed) {
      spoken.add(answer);
    }
    return changed;
  }

  private boolean change(String subject, Provision provision, Saying saying) {
    Instant before = answeredAt.getOrDefault(subject, Instant.MIN);
    boolean later = before.isAfter(saying.said());
    if (later && (provision == Provision.PERMIT || !before.isAfter(clock.instant()))) {
      return false;
    }
    write(subject, provision, saying.heard());
    return true;
  }

  /** Somebody answers, on a page of their own. */
  public void say(String subject, Provision provision) {
    write(subject, provision, clock.instant());
  }

  private void write(String subject, Provision provision, Instant now) {
    answers.put(subject, provision);
    answeredAt.merge(subject, now, (before, at) -> before.isAfter(at) ? before : at);
    news.accept(subject, provision);
  }

  private void reach() {
    if (away) {
      throw new IllegalStateException("no database");
    }
  }
}
