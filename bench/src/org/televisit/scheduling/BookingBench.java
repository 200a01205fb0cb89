package org.televisit.scheduling;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.televisit.WiredClinic;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;

/**
 * Bookings a second beside a plain insert; the day's board and the next free time with a thousand to a million visits; and, with
 * {@code race N}, N attempts by 64 threads to book somebody twice.
 */
public final class BookingBench {

  private static final Actor ADMIN = new Actor("bench", "Bench", Set.of(Role.CLINIC_ADMIN));
  private static final ZoneId ZONE = ZoneId.of("UTC");
  private static final int DOCTORS = 20;
  private static final int PATIENTS = 2000;
  private static final int ROUNDS = 200;

  private final WiredClinic clinic;
  private final SchedulingService scheduling;
  private final List<UUID> doctors = ids(DOCTORS, 1);
  private final List<UUID> patients = ids(PATIENTS, 2);
  private final Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));

  private BookingBench() throws Exception {
    clinic = new WiredClinic(Clock.systemUTC(), ZONE);
    scheduling = clinic.get(SchedulingService.class);
    people();
  }

  public static void main(String[] arguments) throws Exception {
    BookingBench bench = new BookingBench();
    try (WiredClinic ignored = bench.clinic) {
      if (arguments[0].equals("race")) {
        bench.race(Integer.parseInt(arguments[1]));
      } else {
        bench.rates();
        bench.growth(Path.of(arguments[1]));
      }
    }
  }

  private static List<UUID> ids(int many, int kind) {
    return IntStream.range(0, many).mapToObj(i -> new UUID((long) kind << 32, i)).toList();
  }

  private void people() throws Exception {
    try (Connection owner = clinic.owner().getConnection()) {
      for (UUID id : doctors) {
        run(owner, "insert into practitioner (id, subject, name) values (?, ?, 'D')", id, "d" + id);
        run(owner, "insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute, valid_from,"
            + " set_by, set_at) select gen_random_uuid(), 0, ?, day, 480, 960, '2000-01-01', 'x', now()"
            + " from generate_series(1, 7) day", id);
      }
      for (UUID id : patients) {
        run(owner, "insert into patient (id, subject, name) values (?, ?, 'P')", id, "p" + id);
      }
    }
  }

  private static void run(Connection connection, String sql, Object... values) throws Exception {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  // ---- bookings a second ------------------------------------------------------------------------

  private void rates() throws Exception {
    int many = 1500;
    List<Double> ours = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      int first = round * 2 * many;
      double service = rate(many, first, this::book);
      double insert;
      try (Connection connection = clinic.owner().getConnection()) {
        insert = rate(many, first + many, i -> insert(connection, i));
      }
      if (round > 0) { // the first one warms up
        ours.add(service);
        plain.add(insert);
      }
    }
    System.out.printf(Locale.ROOT, "book(): locks, expired holds, row, audit event   %6.0f per second%n", median(ours));
    System.out.printf(Locale.ROOT, "plain insert of the row, same constraints        %6.0f per second%n", median(plain));
    System.out.printf(Locale.ROOT, "{\"bench\":\"booking\",\"ours\":%.0f,\"peer\":%.0f,\"ratio\":%.3f,"
        + "\"unit\":\"bookings per second, one thread, beside a plain insert\"}%n",
        median(ours), median(plain), median(ours) / median(plain));
  }

  private interface Step {
    void at(int number) throws Exception;
  }

  private static double rate(int many, int first, Step step) throws Exception {
    long begin = System.nanoTime();
    for (int i = 0; i < many; i++) {
      step.at(first + i);
    }
    return many / ((System.nanoTime() - begin) / 1e9);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private TimeSlot slot(int number) {
    return TimeSlot.of(tomorrow.plus(Duration.ofMinutes(20L * (number / DOCTORS))), Duration.ofMinutes(20));
  }

  private void book(int number) {
    scheduling.book(ADMIN, new VisitWish(
        patients.get(number % PATIENTS), doctors.get(number % DOCTORS), slot(number), VisitType.CONSULTATION));
  }

  private void insert(Connection connection, int number) throws Exception {
    TimeSlot slot = slot(number);
    run(connection, "insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status, booked_by,"
        + " booked_at) values (?, 0, ?, ?, ?, ?, 'booked', 'bench', now())",
        UUID.randomUUID(), patients.get(number % PATIENTS), doctors.get(number % DOCTORS),
        slot.start().atOffset(java.time.ZoneOffset.UTC), slot.end().atOffset(java.time.ZoneOffset.UTC));
  }

  // ---- a growing clinic -------------------------------------------------------------------------

  /** Days full of visits, the last one the day after tomorrow: what is looked at is always the same. */
  private void growth(Path results) throws Exception {
    Files.createDirectories(results.getParent());
    double[] first = null;
    try (PrintStream explain = new PrintStream(results.toFile(), StandardCharsets.UTF_8)) {
      for (int visits : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
        fill(visits);
        double[] board = percentiles(() -> scheduling.of(ADMIN, tomorrow, tomorrow.plus(Duration.ofDays(1))));
        SlotFinder finder = clinic.get(SlotFinder.class);
        SlotWish wish = new SlotWish(doctors.get(0), VisitType.CONSULTATION, tomorrow, tomorrow.plus(Duration.ofDays(30)), 1);
        double[] next = percentiles(() -> finder.find(wish));
        if (first == null) {
          first = new double[] {board[1], next[1]};
        }
        System.out.printf(Locale.ROOT, "%,9d visits   board of a day p50 %6.2f ms, p99 %6.2f ms   next free time p50 %6.2f ms, p99 %6.2f ms%n",
            visits, board[0], board[1], next[0], next[1]);
        System.out.printf(Locale.ROOT, "{\"bench\":\"booking-growth\",\"visits\":%d,\"board_p99_ms\":%.2f,\"board_ratio\":%.2f,"
            + "\"next_p99_ms\":%.2f,\"next_ratio\":%.2f}%n", visits, board[1], board[1] / first[0], next[1], next[1] / first[1]);
        explain.printf(Locale.ROOT, "==== %,d visits%n", visits);
        explain(explain);
      }
    }
  }

  private void fill(int visits) throws Exception {
    clinic.sql("""
        delete from appointment;
        alter table appointment drop constraint appointment_practitioner_is_free, drop constraint appointment_patient_is_free;
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, blocked_from, blocked_to, status, booked_by, booked_at)
        select gen_random_uuid(), 0, ('00000002-0000-0000-' || '0000' || '-' || lpad(to_hex(n %% %2$d), 12, '0'))::uuid,
          ('00000001-0000-0000-0000-' || lpad(to_hex(n %% %3$d), 12, '0'))::uuid, s, s + interval '20 minutes', s, s + interval '20 minutes',
          case when s < now() then 'fulfilled' else 'booked' end, 'bench', now()
        from generate_series(0, %1$d - 1) n,
          lateral (select timestamptz '%4$s' + interval '2 days' - interval '1 day' * (n / (%3$d * 24)) - interval '1 day'
            + interval '8 hours' + interval '20 minutes' * ((n / %3$d) %% 24) as s) t;
        alter table appointment
          add constraint appointment_practitioner_is_free exclude using gist (practitioner_id with =, tstzrange(blocked_from, blocked_to) with &&)
            where (status in ('pending', 'booked', 'arrived', 'fulfilled')),
          add constraint appointment_patient_is_free exclude using gist (patient_id with =, tstzrange(starts_at, ends_at) with &&)
            where (status in ('pending', 'booked', 'arrived', 'fulfilled'));
        """.formatted(visits, PATIENTS, DOCTORS, tomorrow));
    clinic.sql("vacuum analyze appointment");
  }

  private static double[] percentiles(Runnable step) {
    double[] millis = new double[ROUNDS];
    for (int i = -2 * ROUNDS; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      step.run();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
    }
    Arrays.sort(millis);
    return new double[] {millis[ROUNDS / 2], millis[ROUNDS * 99 / 100]};
  }

  /** The two questions as PostgreSQL answers them. */
  private void explain(PrintStream out) throws Exception {
    String board = "select * from appointment a where a.starts_at > timestamptz '%1$s' - interval '24 hours'"
        + " and a.starts_at < timestamptz '%1$s' + interval '1 day' and a.ends_at > '%1$s' and a.held_until is null order by a.starts_at, a.id";
    String taken = "select blocked_from, blocked_to from appointment a where a.practitioner_id = '" + doctors.get(0)
        + "' and a.starts_at > timestamptz '%1$s' - interval '26 hours' and a.starts_at < timestamptz '%1$s' + interval '7 days 26 hours'"
        + " and (a.status in ('booked', 'arrived', 'fulfilled') or (a.status = 'pending' and a.held_until > now())) order by a.starts_at";
    for (String query : List.of(board, taken)) {
      try (Connection owner = clinic.owner().getConnection();
          Statement statement = owner.createStatement();
          ResultSet rows = statement.executeQuery("explain (analyze, buffers) " + query.formatted(tomorrow))) {
        while (rows.next()) {
          out.println(rows.getString(1));
        }
        out.println();
      }
    }
  }

  // ---- nobody is booked twice -------------------------------------------------------------------

  private void race(int attempts) throws Exception {
    BookingStorm storm = new BookingStorm(scheduling, doctors.subList(0, 6), patients.subList(0, 8),
        tomorrow.plus(Duration.ofDays(10)), id -> clinic.sql("update appointment set held_until = now() where status = 'pending' and id = '" + id + "'"));
    long begin = System.nanoTime();
    storm.rage(64, attempts, begin);
    storm.failures.stream().limit(3).forEach(Throwable::printStackTrace);
    long overlaps = count("""
        select count(*) from appointment a join appointment b on a.id < b.id and (
          a.practitioner_id = b.practitioner_id and tstzrange(a.blocked_from, a.blocked_to) && tstzrange(b.blocked_from, b.blocked_to)
          or a.patient_id = b.patient_id and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at))
        where a.status in ('pending', 'booked') and b.status in ('pending', 'booked')""");
    long lost = storm.lost.size();
    for (var visit : storm.changes.entrySet()) {
      lost += Math.abs(count("select sequence from appointment where id = '" + visit.getKey() + "'") - visit.getValue().get());
    }
    System.out.println("done    " + storm.done);
    System.out.println("refused " + storm.refused);
    System.out.printf(Locale.ROOT, "{\"bench\":\"booking-race\",\"threads\":64,\"attempts\":%d,\"seconds\":%.0f,\"overlaps\":%d,\"lost_updates\":%d,\"failures\":%d}%n",
        attempts, (System.nanoTime() - begin) / 1e9, overlaps, lost, storm.failures.size());
  }

  private long count(String query) throws Exception {
    try (Connection owner = clinic.owner().getConnection();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
