package org.televisit.completeness;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.televisit.completeness.PermitHistory.RuleFrom;
import org.televisit.completeness.Segment.Kind;
import org.televisit.consent.ConsentLine;
import org.televisit.consent.How;
import org.televisit.consent.Provision;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Role;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingEvidence.Hole;
import org.televisit.scheduling.AppointmentId;

/**
 * The account of a visit, for visits nobody thought of: three people who come and go, change their
 * minds, are recorded, paused and cut off at random in a visit of 60 ticks. A clumsy model that
 * asks each tick for itself has to agree with the arithmetic of spans.
 */
class CompletenessPropertyTest {

  private static final int TICKS = 60;
  private static final int TICK = 250;
  private static final int BEGINS = 5;
  private static final int ENDS = 55;
  private static final Instant ZERO = Instant.parse("2030-01-07T10:00:00Z");
  private static final AppointmentId VISIT = new AppointmentId(new UUID(0, 1));

  /** Half open, in ticks. */
  record Ticks(int from, int to) {
    Span span() {
      return new Span(at(from), at(to));
    }

    boolean has(int tick) {
      return from <= tick && tick < to;
    }
  }

  /**
   * A person's seat, what they answer from which tick on, when they are there, and what is
   * recorded.
   */
  record Person(int number, List<Ticks> here, Map<Integer, Provision> answers, List<Take> takes) {
    UUID seat() {
      return new UUID(0, number);
    }

    Role role() {
      return number == 0 ? Role.PATIENT : Role.PRACTITIONER;
    }

    boolean isHere(int tick) {
      return here.stream().anyMatch(t -> t.has(tick));
    }

    boolean permits(int tick) {
      return IntStream.rangeClosed(0, tick)
              .mapToObj(answers::get)
              .filter(a -> a != null)
              .reduce((earlier, later) -> later)
              .orElse(Provision.DENY)
          == Provision.PERMIT;
    }
  }

  /**
   * One recording: its life, ticks until the first byte, its length, a pause, and where its media
   * has no sound and no picture.
   */
  record Take(
      Ticks life, int latency, int length, Ticks pause, boolean failed, Ticks deaf, Ticks blind) {
    /** Whether something of that moment is stored. */
    boolean has(int tick) {
      return mediaAt(tick) >= 0;
    }

    /** Whether nothing of that moment is missing. */
    boolean hasAll(int tick) {
      int media = mediaAt(tick);
      return media >= 0 && !deaf.has(media) && !blind.has(media);
    }

    /** Which tick of the media was taken at that moment; -1 if none was. */
    private int mediaAt(int tick) {
      int left = failed || life.from + latency >= life.to ? 0 : length;
      int media = 0;
      for (int t = life.from + latency; t < life.to && left > 0; t++) {
        boolean paused = pause.has(t);
        if (t == tick && !paused) {
          return media;
        }
        media += paused ? 0 : 1;
        left -= paused ? 0 : 1;
      }
      return -1;
    }

    private static Hole hole(String track, Ticks ticks) {
      return new Hole(track, (long) ticks.from * TICK, (long) ticks.to * TICK);
    }

    Stretch stretch(RecordedSeat whose) {
      boolean began = life.from + latency < life.to;
      Duration media = failed || !began ? Duration.ZERO : Duration.ofMillis((long) length * TICK);
      return new Stretch(
          whose,
          "camera",
          at(life.from),
          began ? at(life.from + latency) : null,
          at(life.to),
          media,
          failed ? null : "reconnected",
          failed ? "storage" : null,
          List.of(new Stretch.Pause("withdrawn", pause.span())),
          List.of(hole("audio", deaf), hole("video", blind)));
    }
  }

  record Visit(RecordingRule rule, List<Person> people) {

    boolean permits(Person person, int tick) {
      boolean all =
          people.stream().filter(p -> p == person || p.isHere(tick)).allMatch(p -> p.permits(tick));
      return BEGINS <= tick
          && tick < ENDS
          && switch (rule) {
            case OWN_CONSENT -> person.permits(tick);
            case ALL_PARTY -> all;
            case PROHIBITED -> false;
          };
    }

    Completeness completeness() {
      List<Attendance> attendances = new ArrayList<>();
      List<ConsentLine> answers = new ArrayList<>();
      List<Stretch> stretches = new ArrayList<>();
      for (Person person : people) {
        String subject = "s" + person.number;
        for (Ticks here : person.here) {
          attendances.add(
              new Attendance(
                  person.seat(), subject, subject, person.role(), at(here.from), at(here.to), ""));
        }
        List<Integer> changes = person.answers.keySet().stream().sorted().toList();
        for (int i = 0; i < changes.size(); i++) {
          int from = changes.get(i);
          answers.add(
              new ConsentLine(
                  subject,
                  Purpose.RECORDING,
                  person.answers.getOrDefault(from, Provision.DENY),
                  1,
                  "en",
                  "",
                  How.PAGE,
                  subject,
                  null,
                  at(from),
                  i + 1 < changes.size() ? at(changes.get(i + 1)) : null,
                  null));
        }
        RecordedSeat whose =
            new RecordedSeat(VISIT, person.seat(), subject, subject, person.role());
        person.takes.forEach(take -> stretches.add(take.stretch(whose)));
      }
      VisitCourse course =
          new VisitCourse(VISIT, new Ticks(BEGINS, ENDS).span(), attendances, List.of());
      List<RuleFrom> rules = List.of(new RuleFrom(Instant.EPOCH, rule));
      return Completeness.of(new PermitHistory(course, "s0", rules, answers), stretches);
    }

    Map<UUID, Lane> lanes() {
      return completeness().lanes().stream().collect(toMap(Lane::seat, Function.identity()));
    }
  }

  private static Instant at(int tick) {
    return ZERO.plusMillis((long) tick * TICK);
  }

  @Provide
  Arbitrary<Visit> visits() {
    Arbitrary<List<Person>> people =
        Combinators.combine(person(0), person(1), person(2)).as(List::of);
    return Combinators.combine(Arbitraries.of(RecordingRule.class), people).as(Visit::new);
  }

  private static Arbitrary<Person> person(int number) {
    return Combinators.combine(
            ticks().list().ofMaxSize(4),
            Arbitraries.maps(
                    Arbitraries.integers().between(0, TICKS), Arbitraries.of(Provision.class))
                .ofMaxSize(4),
            take().list().ofMaxSize(4))
        .as((here, answers, takes) -> new Person(number, here, answers, takes));
  }

  private static Arbitrary<Ticks> ticks() {
    Arbitrary<Integer> tick = Arbitraries.integers().between(0, TICKS);
    return Combinators.combine(tick, tick).as((a, b) -> new Ticks(Math.min(a, b), Math.max(a, b)));
  }

  private static Arbitrary<Take> take() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 6);
    Arbitrary<Integer> length = Arbitraries.integers().between(0, TICKS);
    return Combinators.combine(
            ticks(), few, length, ticks(), Arbitraries.of(true, false, false), ticks(), ticks())
        .as(Take::new);
  }

  @Property
  boolean what_is_expected_is_stored_or_a_gap_and_the_rest_was_not_permitted(
      @ForAll("visits") Visit visit) {
    return visit.completeness().lanes().stream()
        .allMatch(
            lane ->
                lane.expectedMillis() == lane.storedMillis() + lane.gapMillis()
                    && lane.attendedMillis() == lane.expectedMillis() + lane.notPermittedMillis());
  }

  @Property
  void nothing_is_accounted_for_twice_and_nothing_in_the_wrong_order(
      @ForAll("visits") Visit visit) {
    for (Lane lane : visit.completeness().lanes()) {
      for (int i = 1; i < lane.segments().size(); i++) {
        assertThat(lane.segments().get(i).span().from())
            .isAfterOrEqualTo(lane.segments().get(i - 1).span().to());
      }
      assertThat(lane.segments()).noneMatch(s -> s.span().isEmpty());
    }
  }

  @Property
  void each_moment_is_what_the_model_says(@ForAll("visits") Visit visit) {
    Map<UUID, Lane> lanes = visit.lanes();
    for (Person person : visit.people) {
      Lane lane = lanes.get(person.seat());
      for (int tick = 0; tick < TICKS; tick++) {
        int moment = tick;
        boolean recorded = person.takes.stream().anyMatch(t -> t.has(moment));
        boolean whole = person.takes.stream().anyMatch(t -> t.hasAll(moment));
        boolean permitted = visit.permits(person, tick);
        boolean here = person.isHere(tick);
        assertThat(kindAt(lane == null ? List.of() : lane.segments(), tick))
            .as("tick %d of %s", tick, person)
            .isEqualTo(here ? attended(permitted, whole) : "");
        assertThat(kindAt(lane == null ? List.of() : lane.outside(), tick))
            .as("outside, tick %d of %s", tick, person)
            .isEqualTo(recorded && !(here && permitted) ? outside(permitted) : "");
      }
    }
  }

  private static String attended(boolean permitted, boolean recorded) {
    return (!permitted ? Kind.NOT_PERMITTED : recorded ? Kind.STORED : Kind.GAP).code();
  }

  private static String outside(boolean permitted) {
    return (permitted ? Kind.AWAY : Kind.UNPERMITTED).code();
  }

  private static String kindAt(List<Segment> segments, int tick) {
    return segments.stream()
        .filter(s -> s.span().contains(at(tick)))
        .map(s -> s.kind().code())
        .reduce("", (a, b) -> a + b);
  }

  @Property
  void every_gap_says_why(@ForAll("visits") Visit visit) {
    assertThat(visit.completeness().lanes())
        .flatExtracting(Lane::segments)
        .filteredOn(s -> s.kind() != Kind.STORED)
        .noneMatch(s -> s.cause().isBlank());
  }
}
