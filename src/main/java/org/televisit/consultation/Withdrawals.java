package org.televisit.consultation;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.AnsweredMeanwhileException;
import org.televisit.consent.Saying;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.ProblemException;

/**
 * Who does not want to be recorded any more, from the moment they say so until the database says
 * the same. It counts here at once, whatever it says there, and is written there as often as it
 * takes. Thread-safe; {@link #store} blocks, and by one thread at a time.
 */
final class Withdrawals {

  private static final Logger LOG = System.getLogger(Withdrawals.class.getName());
  private static final int LONGEST_PAUSE_SECONDS = 15;

  /** One time that somebody said so. */
  static final class Said {

    private final long number;
    private final String speaker;
    private final Set<String> subjects;
    private volatile @Nullable Deed deed;
    private volatile boolean stored;

    private Said(long number, String speaker, Set<String> subjects) {
      this.number = number;
      this.speaker = speaker;
      this.subjects = Set.copyOf(subjects);
    }

    /** Whether this is the same of the same person, later, and at least as safely noted. */
    private boolean outdoes(Said before) {
      Deed mine = deed;
      Deed theirs = before.deed;
      return before.number < number
          && before.speaker.equals(speaker)
          && before.subjects.equals(subjects)
          && mine != null
          && theirs != null
          && (mine.noted || !theirs.noted);
    }
  }

  /**
   * How it is stored.
   *
   * @param store writes it down where no newer answer is there; says who has agreed since
   * @param settle what is to be done once it is stored, or never will be
   * @param noted whether it outlives this process
   */
  record Deed(Supplier<Set<String>> store, Runnable settle, boolean noted) {}

  /**
   * What {@link #store} has done.
   *
   * @param stored whose refusal is stored now
   * @param overtaken who has agreed since, so that nothing had to be stored
   */
  record Outcome(Set<String> stored, Set<String> overtaken) {
    private Outcome() {
      this(new HashSet<>(), new HashSet<>());
    }

    private void add(Said said, Set<String> agreed) {
      for (String subject : said.subjects) {
        (agreed.contains(subject) ? overtaken : stored).add(subject);
        (agreed.contains(subject) ? stored : overtaken).remove(subject);
      }
    }

    boolean isEmpty() {
      return stored.isEmpty() && overtaken.isEmpty();
    }
  }

  private final Map<String, Said> newest = new ConcurrentHashMap<>();
  private final List<Said> waiting = new CopyOnWriteArrayList<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile Instant known = Instant.MIN;
  private int failures;
  private Instant notBefore = Instant.MIN;

  /**
   * From now on none of these people may be recorded, and it waits until it can be stored.
   *
   * @param speaker who says so, for themselves or of another
   */
  Said say(String speaker, Set<String> subjects) {
    Said said = new Said(numbers.incrementAndGet(), speaker, subjects);
    subjects.forEach(subject -> newest.put(subject, said));
    waiting.add(said);
    return said;
  }

  /**
   * From now on it can be stored. Only now is let go what the same person said of the same people
   * before: at every moment one of the two is noted.
   */
  void keep(Said said, Deed how) {
    said.deed = how;
    for (Said before : waiting) {
      if (said.outdoes(before) && waiting.remove(before)) {
        settle(before);
      }
    }
  }

  private static void settle(Said said) {
    Deed deed = said.deed;
    if (deed != null) {
      deed.settle.run();
    }
  }

  /** This person's refusal is stored already, and may not have been read yet. */
  void heard(String subject) {
    Said said = new Said(numbers.incrementAndGet(), subject, Set.of(subject));
    said.stored = true;
    newest.put(subject, said);
  }

  /** This person has agreed, as is stored: what could never be stored before is over. */
  void agreed(String subject) {
    newest.computeIfPresent(subject, (who, said) -> waiting.contains(said) ? said : null);
  }

  /** Whether one of these people does not want to be recorded. */
  boolean concern(Set<String> subjects) {
    return subjects.stream().anyMatch(newest::containsKey);
  }

  /** All that counts now, for {@link #read}. */
  Map<String, Said> now() {
    return Map.copyOf(newest);
  }

  /**
   * The database has been read since then: it knows better, as far as it has been told.
   *
   * @param last when the newest answer was given, as it says
   */
  void read(Map<String, Said> since, Instant last) {
    known = last;
    since.forEach(
        (subject, said) -> {
          if (said.stored) {
            newest.remove(subject, said);
          }
        });
  }

  /**
   * When something is said that is heard now. It is no older than what is known to be answered
   * already, also if the clock has stepped back since that was written down.
   *
   * @param ago how long before it was said
   * @param opened when it can have been said at the earliest
   */
  Saying saying(Duration ago, Instant now, Instant opened) {
    return known.isBefore(now) ? Saying.ago(ago, now, opened) : Saying.at(known);
  }

  boolean areAllStored() {
    return waiting.isEmpty();
  }

  /** Of whom something waits to be stored. */
  Set<String> waiting() {
    Set<String> subjects = new HashSet<>();
    waiting.forEach(said -> subjects.addAll(said.subjects));
    return subjects;
  }

  /**
   * Writes what waits, unless that failed just now.
   *
   * @param refused hears what can never be stored; its people are not recorded here all the same
   */
  Outcome store(Instant now, Consumer<RuntimeException> refused) {
    Outcome outcome = new Outcome();
    if (isPausing(now)) {
      return outcome;
    }
    for (Said said : waiting) {
      Deed deed = said.deed;
      if (deed == null) {
        continue; // said just now
      }
      try {
        outcome.add(said, deed.store.get());
        said.stored = true;
      } catch (RuntimeException e) {
        if (!isFinal(e)) {
          failed(now, e);
          return outcome;
        }
        refused.accept(e);
      }
      waiting.remove(said);
      deed.settle.run();
    }
    failures = 0;
    notBefore = Instant.MIN;
    return outcome;
  }

  /** Never for longer than one pause: the clock may have stepped back. */
  private boolean isPausing(Instant now) {
    return now.isBefore(notBefore) && !now.plusSeconds(LONGEST_PAUSE_SECONDS).isBefore(notBefore);
  }

  private static boolean isFinal(RuntimeException e) {
    return e instanceof NotAllowedException
        || e instanceof NotFoundException
        || (e instanceof ProblemException && !(e instanceof AnsweredMeanwhileException));
  }

  private void failed(Instant now, RuntimeException e) {
    failures++;
    notBefore = now.plusSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(failures - 1, 4)));
    LOG.log(failures == 1 ? WARNING : INFO, "a withdrawal cannot be stored yet", e);
  }
}
