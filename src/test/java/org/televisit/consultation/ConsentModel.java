package org.televisit.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.media.MediaKind;

/**
 * A visit as the law sees it, told in people and answers alone: who may be recorded, and who should
 * be. Knows nothing of the code that is held against it.
 */
final class ConsentModel {

  /** Those who may take part. */
  enum Person {
    DOCTOR(RoomFixture.DOCTOR),
    PATIENT(RoomFixture.PATIENT),
    MOTHER(RoomFixture.MOTHER),
    INTERPRETER(new Actor("sub-i", "Ines", Set.of(Role.PATIENT)));

    final Actor actor;

    Person(Actor actor) {
      this.actor = actor;
    }

    private boolean accompanies() {
      return this == MOTHER || this == INTERPRETER;
    }
  }

  /** A camera or a screen that somebody sends. */
  record Sent(Person who, Capture media) {}

  /** What has held without a break for so long must be recorded. */
  static final Duration BOUND = Duration.ofSeconds(12);

  final Map<Person, Provision> answers = new EnumMap<>(Person.class);
  final Set<Person> seated = EnumSet.noneOf(Person.class);
  final Set<Person> connected = EnumSet.noneOf(Person.class);
  RecordingRule rule = RecordingRule.OWN_CONSENT;
  private final Set<Person> admitted = EnumSet.noneOf(Person.class);
  private final Map<Person, Instant> gone = new EnumMap<>(Person.class);
  private final Map<Sent, Set<MediaKind>> sent = new HashMap<>();
  private final Map<Sent, Instant> steady = new HashMap<>();
  private boolean arrived;
  private boolean begun;
  private boolean over;

  void enters(Person who) {
    seated.add(who);
    connected.add(who);
    gone.remove(who);
    arrived |= who == Person.PATIENT;
    if (who == Person.DOCTOR) {
      admitted.add(who);
    }
    unshares(who);
  }

  boolean canBeAdmitted(Person who) {
    return connected.contains(Person.DOCTOR) && arrived && seated.contains(who);
  }

  void isAdmitted(Person who) {
    admitted.add(who);
    begun = true;
  }

  /** Whether what they say reaches the doctor. */
  boolean isHeard(Person who) {
    return connected.contains(who) && admitted.contains(who);
  }

  boolean canSend(Person who) {
    return begun && connected.contains(who) && admitted.contains(who);
  }

  void sends(Sent what) {
    sent.put(what, EnumSet.noneOf(MediaKind.class));
    steady.remove(what);
  }

  boolean isSent(Sent what) {
    return sent.containsKey(what);
  }

  void flows(Sent what, MediaKind kind, boolean flows) {
    Set<MediaKind> kinds = sent.get(what);
    if (kinds != null && (flows ? kinds.add(kind) : kinds.remove(kind))) {
      steady.remove(what);
    }
  }

  void unshares(Person who) {
    sent.remove(new Sent(who, Capture.SCREEN));
  }

  void leaves(Person who) {
    connected.remove(who);
    sent.keySet().removeIf(s -> s.who() == who);
  }

  void isCutOff(Person who, Instant now) {
    connected.remove(who);
    gone.put(who, now);
  }

  void mediaIsLost() {
    sent.clear();
  }

  /** What was to be recorded has to last anew before it must be. */
  void isDisturbed() {
    steady.clear();
  }

  void isDisturbed(Person who) {
    steady.keySet().removeIf(s -> s.who() == who);
  }

  void ends() {
    over = true;
  }

  void timePasses(Instant now) {
    gone.forEach(
        (who, since) -> {
          if (!since.plus(RoomFixture.GRACE).isAfter(now)) {
            sent.keySet().removeIf(s -> s.who() == who);
          }
        });
  }

  /** The law. */
  boolean mayBeRecorded(Person who) {
    if (!begun || over || rule == RecordingRule.PROHIBITED || !agrees(who)) {
      return false;
    }
    if (who.accompanies() && !agrees(Person.PATIENT)) {
      return false;
    }
    return rule != RecordingRule.ALL_PARTY || whoeverHears().stream().allMatch(this::agrees);
  }

  private boolean agrees(Person who) {
    return answers.get(who) == Provision.PERMIT;
  }

  /** All who may hear; a child may be beside who accompanies it. */
  private Set<Person> whoeverHears() {
    Set<Person> hearing = new HashSet<>();
    for (Person who : admitted) {
      if (connected.contains(who) || sent.keySet().stream().anyMatch(s -> s.who() == who)) {
        hearing.add(who);
        if (who.accompanies()) {
          hearing.add(Person.PATIENT);
        }
      }
    }
    return hearing;
  }

  /** What must be recorded by now, because it has been permitted and has flowed long enough. */
  Set<Sent> owed(Instant now) {
    sent.forEach(
        (what, kinds) -> {
          if (kinds.isEmpty() || !mayBeRecorded(what.who())) {
            steady.remove(what);
          } else {
            steady.putIfAbsent(what, now);
          }
        });
    steady.keySet().retainAll(sent.keySet());
    Set<Sent> owed = new HashSet<>(steady.keySet());
    owed.removeIf(what -> steady.getOrDefault(what, now).plus(BOUND).isAfter(now));
    return owed;
  }
}
