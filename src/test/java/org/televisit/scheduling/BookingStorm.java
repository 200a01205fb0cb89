package org.televisit.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;

/**
 * Many threads hold, book, confirm, give back, move and call off at random, all of them few doctors
 * and patients within few days, and remember what the service told them that it did.
 */
final class BookingStorm {

  private static final Actor ADMIN = new Actor("storm", "Storm", Set.of(Role.CLINIC_ADMIN));
  private static final Duration GRID = Duration.ofMinutes(5);
  private static final int LINES = 2 * 24 * 12; // of the grid, in two days

  /** Ends a hold at once, as time would. */
  interface Expiry {
    void of(AppointmentId id) throws Exception;
  }

  private final SchedulingService scheduling;
  private final List<UUID> doctors;
  private final List<UUID> patients;
  private final Instant first;
  private final Expiry expiry;

  /** What was held or booked by anybody. */
  private final List<AppointmentId> known = new ArrayList<>();

  /** Each successful move as "id version": twice the same would be a lost update. */
  final Set<String> moves = ConcurrentHashMap.newKeySet();

  final Queue<String> lost = new ConcurrentLinkedQueue<>();
  final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  /** How often each visit was moved or called off. */
  final Map<AppointmentId, AtomicInteger> changes = new ConcurrentHashMap<>();

  final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
  final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

  BookingStorm(
      SchedulingService scheduling,
      List<UUID> doctors,
      List<UUID> patients,
      Instant first,
      Expiry expiry) {
    this.scheduling = scheduling;
    this.doctors = doctors;
    this.patients = patients;
    this.first = first;
    this.expiry = expiry;
  }

  /** So many attempts by so many threads, which all begin at the same moment. */
  void rage(int threads, int attempts, long seed) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger left = new AtomicInteger(attempts);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      Random random = new Random(seed + i);
      pool.execute(
          () -> {
            try {
              start.await();
              while (left.getAndDecrement() > 0) {
                attempt(random);
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    start.countDown();
    pool.shutdown();
    if (!pool.awaitTermination(2, TimeUnit.HOURS)) {
      throw new IllegalStateException("the storm does not end");
    }
  }

  private void attempt(Random random) {
    int dice = random.nextInt(100);
    String what =
        dice < 25
            ? "book"
            : dice < 50
                ? "hold"
                : dice < 62
                    ? "confirm"
                    : dice < 67 ? "release" : dice < 72 ? "expire" : dice < 92 ? "move" : "cancel";
    try {
      act(what, random);
      done.computeIfAbsent(what, any -> new AtomicInteger()).incrementAndGet();
    } catch (SlotRefusedException e) {
      count(refused, what + " " + e.reason().code());
    } catch (NotCancellableException | AppointmentChangedException e) {
      count(refused, what + " " + e.getMessage());
    } catch (Exception e) {
      failures.add(new IllegalStateException(what, e));
    }
  }

  private static void count(Map<String, AtomicInteger> where, String what) {
    where.computeIfAbsent(what, any -> new AtomicInteger()).incrementAndGet();
  }

  private void act(String what, Random random) throws Exception {
    switch (what) {
      case "book" -> remember(scheduling.book(ADMIN, wish(random)));
      case "hold" -> remember(scheduling.hold(ADMIN, wish(random)));
      case "confirm" -> scheduling.confirm(ADMIN, any(random), null);
      case "release" -> scheduling.release(ADMIN, any(random));
      case "expire" -> expiry.of(any(random));
      case "move" -> move(any(random), random);
      default -> {
        AppointmentId id = any(random);
        scheduling.cancel(ADMIN, id, "other");
        changed(id);
      }
    }
  }

  /** With the version that was seen; each third time to whichever doctor. */
  private void move(AppointmentId id, Random random) {
    int version = scheduling.get(ADMIN, id).getVersion();
    if (random.nextInt(3) == 0) {
      UUID doctor = doctors.get(random.nextInt(doctors.size()));
      scheduling.handOver(ADMIN, id, version, doctor, slot(random));
    } else {
      scheduling.move(ADMIN, id, version, slot(random));
    }
    changed(id);
    if (!moves.add(id + " " + version)) {
      lost.add(id + " was moved twice from version " + version);
    }
  }

  private void changed(AppointmentId id) {
    changes.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
  }

  private void remember(AppointmentId id) {
    synchronized (known) {
      known.add(id);
    }
  }

  /** One of the latest, which others change too; before there is any, one that does not exist. */
  private AppointmentId any(Random random) {
    synchronized (known) {
      if (known.isEmpty()) {
        throw new SlotRefusedException(SlotRefusedException.Reason.PAST);
      }
      int latest = Math.min(known.size(), 60);
      return known.get(known.size() - 1 - random.nextInt(latest));
    }
  }

  private VisitWish wish(Random random) {
    return new VisitWish(
        patients.get(random.nextInt(patients.size())),
        doctors.get(random.nextInt(doctors.size())),
        slot(random),
        random.nextInt(4) == 0 ? "psychotherapy" : VisitType.CONSULTATION); // with a buffer
  }

  private TimeSlot slot(Random random) {
    return TimeSlot.of(
        first.plus(GRID.multipliedBy(random.nextInt(LINES))),
        GRID.multipliedBy(1 + random.nextInt(8)));
  }
}
