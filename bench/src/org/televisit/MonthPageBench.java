package org.televisit;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.televisit.dev.DemoPerson;
import org.televisit.dev.StackForTests;

/**
 * What a month of the office's calendar costs the server: CPU time of WildFly and of PostgreSQL for one opening of {@code
 * admin/calendar.xhtml} in a browser, with the list in the page and the grid's second request, beside the day page and beside the
 * plain query for the same rows. Arguments: visits in the month, openings that are counted.
 */
public final class MonthPageBench {

  private static final ZoneId CLINIC = ZoneId.of("Europe/Berlin");
  private static final int WARM_UP = 25;
  private static final int PER_DAY = 48; // of both doctors, ten minutes each, from eight to midday

  private record Cost(double web, double database) {}

  private MonthPageBench() {}

  public static void main(String[] arguments) throws Exception {
    int visits = Integer.parseInt(arguments[0]);
    int openings = Integer.parseInt(arguments[1]);
    System.setProperty("televisit.stack", "start");
    StackForTests stack = new StackForTests();
    stack.launcherSessionOpened(null);
    Chromium chromium = Chromium.withFakeCamera();
    try {
      LocalDate month = LocalDate.now(CLINIC).plusMonths(2).withDayOfMonth(1);
      int booked = fill(month, visits);
      chromium.beforeAll(null);
      Page page = chromium.as(DemoPerson.ADMIN);
      page.setViewportSize(1280, 800);
      Cost months = opened(page, "month", month, openings);
      Cost days = opened(page, "day", month, openings);
      double query = query(month, openings);
      System.out.printf(Locale.ROOT, "month of %d visits: %7.1f ms WildFly, %6.1f ms PostgreSQL of CPU for one opening%n", booked, months.web, months.database);
      System.out.printf(Locale.ROOT, "its first day:         %7.1f ms WildFly, %6.1f ms PostgreSQL%n", days.web, days.database);
      System.out.printf(Locale.ROOT, "plain query, same rows:            %6.1f ms PostgreSQL%n", query);
      System.out.printf(Locale.ROOT, "{\"bench\":\"month-page\",\"visits\":%d,\"openings\":%d,\"month_cpu_ms\":%.1f,\"month_database_cpu_ms\":%.1f,"
          + "\"day_cpu_ms\":%.1f,\"day_database_cpu_ms\":%.1f,\"query_cpu_ms\":%.1f,\"ratio_to_day\":%.2f}%n",
          booked, openings, months.web, months.database, days.web, days.database, query, months.web / days.web);
    } finally {
      chromium.afterAll(null);
      stack.launcherSessionClosed(null);
    }
  }

  /** As many as fit into the days of the month, at most; returns how many. */
  private static int fill(LocalDate month, int visits) throws Exception {
    Stack.cleanSlate();
    int possible = Math.min(visits, PER_DAY * month.lengthOfMonth());
    Stack.sql("""
        insert into patient (id, subject, name) select gen_random_uuid(), 'bench-' || n, 'Patient ' || n from generate_series(0, %1$d - 1) n;
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status, booked_by, booked_at)
        select gen_random_uuid(), 0, p.id, d.id, s, s + interval '10 minutes', 'booked', 'bench', now()
        from generate_series(0, %1$d - 1) n
          join patient p on p.subject = 'bench-' || n
          join lateral (select (date '%2$s' + n / %3$d + time '08:00' + interval '10 minutes' * ((n %% %3$d) / 2)) at time zone 'Europe/Berlin' as s) t on true
          join practitioner d on d.subject = case n %% 2 when 0 then '%4$s' else '%5$s' end
        """.formatted(possible, month, PER_DAY, DemoPerson.LIN.subject(), DemoPerson.MEYER.subject()));
    Stack.sql("analyze");
    return possible;
  }

  private static Cost opened(Page page, String scale, LocalDate day, int openings) {
    String address = Stack.url("/admin/calendar.xhtml?view=" + scale + "&day=" + day);
    open(page, address, WARM_UP);
    Duration web = cpu(MonthPageBench::isWeb);
    Duration database = cpu(MonthPageBench::isDatabase);
    open(page, address, openings);
    return new Cost(
        millis(cpu(MonthPageBench::isWeb).minus(web), openings),
        millis(cpu(MonthPageBench::isDatabase).minus(database), openings));
  }

  /** Until the grid has its visits. */
  private static void open(Page page, String address, int times) {
    for (int i = 0; i < times; i++) {
      page.navigate(address);
      page.locator(".tv-calendar a.tv-visit").first().waitFor();
    }
  }

  private static double query(LocalDate month, int times) throws Exception {
    try (var connection = Stack.application();
        var statement = connection.prepareStatement(
            "select a.*, p.name, d.name from appointment a join patient p on p.id = a.patient_id join practitioner d on d.id = a.practitioner_id"
                + " where a.starts_at >= ?::timestamptz and a.starts_at < ?::timestamptz + interval '1 month' order by a.starts_at, a.id")) {
      statement.setString(1, month.toString());
      statement.setString(2, month.toString());
      Duration before = Duration.ZERO;
      for (int i = -WARM_UP; i < times; i++) {
        if (i == 0) {
          before = cpu(MonthPageBench::isDatabase);
        }
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            rows.getString(1);
          }
        }
      }
      return millis(cpu(MonthPageBench::isDatabase).minus(before), times);
    }
  }

  private static double millis(Duration all, int times) {
    return all.toNanos() / 1e6 / times;
  }

  /** User and system time of those processes that this one has started. */
  private static Duration cpu(Predicate<String> which) {
    List<Duration> spent = new ArrayList<>();
    ProcessHandle.current().descendants()
        .filter(process -> which.test(process.info().commandLine().orElse("")))
        .forEach(process -> spent.add(process.info().totalCpuDuration().orElse(Duration.ZERO)));
    return spent.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static boolean isWeb(String command) {
    return command.contains("org.jboss.as.standalone");
  }

  private static boolean isDatabase(String command) {
    return command.contains("postgres");
  }
}
