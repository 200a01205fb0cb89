package org.televisit;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.televisit.dev.DemoPerson;
import org.televisit.dev.StackForTests;

/**
 * What a month of the office's calendar costs the server: CPU time of WildFly for one opening of {@code admin/calendar.xhtml} in a
 * browser, with the list in the page and the grid's second request, beside the day page. Arguments: visits in the month, openings
 * that are counted.
 */
public final class MonthPageBench {

  private static final ZoneId CLINIC = ZoneId.of("Europe/Berlin");
  private static final int WARM_UP = 25;
  private static final int PER_DAY = 48; // of both doctors, ten minutes each, from eight to midday

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
      double months = opened(page, "month", month, openings);
      double days = opened(page, "day", month, openings);
      System.out.printf(Locale.ROOT, "month of %d visits: %7.1f ms, its first day: %7.1f ms of WildFly's CPU for one opening%n", booked, months, days);
      System.out.printf(Locale.ROOT, "{\"bench\":\"month-page\",\"ours\":%.1f,\"peer\":%.1f,\"ratio\":%.2f,\"unit\":\"ms of WildFly's CPU for opening a month"
          + " of %d visits, beside its first day\",\"openings\":%d}%n", months, days, months / days, booked, openings);
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

  private static double opened(Page page, String scale, LocalDate day, int openings) {
    String address = Stack.url("/admin/calendar.xhtml?view=" + scale + "&day=" + day);
    open(page, address, WARM_UP);
    Duration before = cpu();
    open(page, address, openings);
    return cpu().minus(before).toNanos() / 1e6 / openings;
  }

  /** Until the grid has its visits. */
  private static void open(Page page, String address, int times) {
    for (int i = 0; i < times; i++) {
      page.navigate(address);
      page.locator(".tv-calendar a.tv-visit").first().waitFor();
    }
  }

  /** User and system time of the WildFly that this process has started. */
  private static Duration cpu() {
    return ProcessHandle.current().descendants()
        .filter(process -> process.info().commandLine().orElse("").contains("org.jboss.as.standalone"))
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
