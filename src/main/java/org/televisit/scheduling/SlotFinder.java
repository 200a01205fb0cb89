package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.BookingRules;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotFoundException;

/**
 * Finds times that can be booked: open by working hours, not taken with what is kept free around
 * visits, not held by somebody. Names no patient, so reading it is not audited. What it finds may
 * be taken a moment later; {@link SchedulingService#hold} has the last word.
 */
@ApplicationScoped
public class SlotFinder {

  /** The grid on which visits begin. */
  static final Duration STEP = Duration.ofMinutes(5);

  /** So much is read at once, until enough is found. */
  private static final Duration STRETCH = Duration.ofDays(7);

  /** Nobody looks further ahead. */
  public static final Duration FAR = Duration.ofDays(366);

  @Inject AvailabilityService availability;
  @Inject BusyTimes busy;
  @Inject People people;
  @Inject Clock clock;

  /**
   * Times that a patient may book, by start, every five minutes: not sooner than the clinic's
   * notice and not further ahead than its horizon; none of a kind that patients cannot book.
   *
   * @throws NotFoundException if there is no such kind of visit
   */
  public List<FoundSlot> find(SlotWish wish) {
    return find(wish, Standing.PATIENT, null);
  }

  /** The same without times at which the patient has another visit. */
  public List<FoundSlot> find(SlotWish wish, UUID patient) {
    return find(wish, Standing.PATIENT, patient);
  }

  /** Whether a visit could begin then, if it were free. */
  public static boolean isOnGrid(Instant start) {
    return start.getNano() == 0 && start.getEpochSecond() % STEP.toSeconds() == 0;
  }

  /**
   * Of those found the ones that leave each other room, so that a page offers 10:00 and 10:20
   * instead of every five minutes.
   */
  static List<FoundSlot> apart(List<FoundSlot> found, int most) {
    List<FoundSlot> apart = new ArrayList<>();
    for (FoundSlot one : found) {
      boolean free =
          apart.stream()
              .filter(taken -> taken.practitioner().equals(one.practitioner()))
              .noneMatch(taken -> taken.slot().overlaps(one.slot()));
      if (free && apart.size() < most) {
        apart.add(one);
      }
    }
    return apart;
  }

  List<FoundSlot> find(SlotWish wish, Standing standing, @Nullable UUID patient) {
    VisitType type = availability.type(wish.visitType());
    if (!type.isActive() || (standing == Standing.PATIENT && !type.isBookableByPatient())) {
      return List.of();
    }
    Search search = search(wish, standing, type, patient);
    List<UUID> practitioners = practitioners(wish);
    List<FoundSlot> found = new ArrayList<>();
    Instant from = search.slots().earliest();
    while (from.isBefore(search.slots().latestEnd()) && found.size() < wish.most()) {
      Instant to = earlier(from.plus(STRETCH), search.slots().latestEnd());
      found.addAll(found(practitioners, search, from, to));
      from = to;
    }
    return found.stream().limit(wish.most()).toList();
  }

  private record Search(SlotWish wish, SlotSearch slots, @Nullable UUID patient, Instant now) {}

  private Search search(SlotWish wish, Standing standing, VisitType type, @Nullable UUID patient) {
    Instant now = clock.instant();
    BookingRules rules = availability.rules();
    boolean bound = standing == Standing.PATIENT;
    Instant earliest = bound ? now.plus(rules.minimumNotice()) : now.plusSeconds(1);
    Instant latestStart = now.plus(bound ? rules.horizon() : FAR);
    SlotSearch slots =
        new SlotSearch(
            type.getDuration(),
            new Buffers(type.getBufferBefore(), type.getBufferAfter()),
            wish.from().isAfter(earliest) ? wish.from() : earliest,
            latestStart,
            earlier(wish.to(), latestStart.plus(type.getDuration())),
            STEP);
    return new Search(wish, slots, patient, now);
  }

  /** What begins in [from, to), of all of them, by start. */
  private List<FoundSlot> found(List<UUID> practitioners, Search search, Instant from, Instant to) {
    SlotSearch all = search.slots();
    SlotSearch slots =
        new SlotSearch(
            all.length(),
            all.buffers(),
            from,
            earlier(all.latestStart(), to.minusNanos(1)),
            all.latestEnd(),
            all.step());
    Instant end = earlier(to.plus(all.length()), all.latestEnd());
    BusyTimes.TimeWindow window = new BusyTimes.TimeWindow(from, end);
    List<TimeSlot> own =
        search.patient() == null
            ? List.of()
            : busy.ofPatient(search.patient(), window, search.now());
    List<FoundSlot> found = new ArrayList<>();
    for (UUID practitioner : practitioners) {
      List<TimeSlot> open = availability.open(practitioner, search.wish().visitType(), from, end);
      if (!open.isEmpty()) {
        slots
            .in(
                open,
                busy.ofPractitioner(practitioner, window, search.now()),
                own,
                search.wish().most())
            .forEach(slot -> found.add(new FoundSlot(practitioner, slot)));
      }
    }
    found.sort(Comparator.comparing(one -> one.slot().start())); // stable: by name within a time
    return found;
  }

  private List<UUID> practitioners(SlotWish wish) {
    return wish.practitioner() == null
        ? people.practitioners().stream().map(PersonRef::id).toList()
        : List.of(wish.practitioner());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
