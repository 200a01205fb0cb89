package org.televisit.consent;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.BiConsumer;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;

/** Answers about being recorded without rows: they are what a test says. */
public final class FakeConsents extends ConsentService {

  /** By person; who is not in here has not answered. */
  public final Map<String, Provision> answers = new HashMap<>();

  /** When, of those of whom it matters. */
  public final Map<String, Instant> answeredAt = new HashMap<>();

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
    return new ConsentStates(
        answers.entrySet().stream()
            .collect(toMap(e -> new Party(visit, e.getKey()), FakeConsents::state)));
  }

  private static ConsentState state(Entry<String, Provision> answer) {
    return new ConsentState(Map.of(Purpose.RECORDING, answer.getValue()));
  }

  @Override
  public void withdrawRecording(Actor actor, AppointmentId appointment, Saying saying) {
    reach();
    if (answers.get(actor.subject()) == Provision.PERMIT && stands(actor.subject(), saying)) {
      say(actor.subject(), Provision.DENY);
    }
  }

  @Override
  public void witness(
      Actor practitioner, AppointmentId appointment, SpokenAnswer answer, Saying saying) {
    reach();
    if (!answer.canComeFrom(answer.subject())) {
      throw new SpeakerAbsentException();
    }
    if (answers.get(answer.subject()) != answer.provision() && stands(answer.subject(), saying)) {
      spoken.add(answer);
      say(answer.subject(), answer.provision());
    }
  }

  private boolean stands(String subject, Saying saying) {
    return !saying.said().isBefore(answeredAt.getOrDefault(subject, Instant.MIN));
  }

  /** Somebody answers, on a page of their own. */
  public void say(String subject, Provision provision) {
    answers.put(subject, provision);
    news.accept(subject, provision);
  }

  private void reach() {
    if (away) {
      throw new IllegalStateException("no database");
    }
  }
}
