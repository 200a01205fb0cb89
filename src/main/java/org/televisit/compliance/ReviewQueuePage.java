package org.televisit.compliance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.ClinicInfo;
import org.televisit.recording.RecordingArchive.Selection;

/** Backs {@code compliance/queue.xhtml}: one day, or the last {@value #DAYS} days, page by page. */
@Named
@RequestScoped
public class ReviewQueuePage {

  static final int DAYS = 30;
  static final int ROWS = 20;
  private static final int LAST_PAGE = 1000;

  @Inject ReviewQueue queue;
  @Inject Actor actor;
  @Inject Clock clock;
  @Inject ClinicInfo clinic;

  private @Nullable String day;
  private int page = 1;
  private boolean more;
  private List<ReviewQueue.Entry> entries = List.of();

  /** Reads the part of the list that the address names; once for each request. */
  public void load() {
    ZoneId zone = clinic.getZone();
    LocalDate last = chosen().orElse(LocalDate.now(clock.withZone(zone)));
    LocalDate first = chosen().isPresent() ? last : last.minusDays(DAYS - 1L);
    List<ReviewQueue.Entry> found =
        queue.read(
            actor,
            new Selection(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                (page - 1) * ROWS,
                ROWS + 1)); // one more tells whether there is a next page
    long recorded = found.stream().filter(e -> !e.recorded().recordings().isEmpty()).count();
    more = recorded > ROWS; // alarms without any recording come on top of the rows
    entries = more ? found.subList(0, found.size() - 1) : found;
  }

  public List<ReviewQueue.Entry> getEntries() {
    return entries;
  }

  /** ISO 8601, as the browser's date field sends it; nonsense counts as no day. */
  public @Nullable String getDay() {
    return day;
  }

  public void setDay(@Nullable String day) {
    this.day = day;
  }

  public boolean isDayUnknown() {
    return day != null && chosen().isEmpty();
  }

  public boolean isDayChosen() {
    return chosen().isPresent();
  }

  public String getPage() {
    return Integer.toString(page);
  }

  /** Counted from 1; nonsense counts as 1. */
  public void setPage(@Nullable String page) {
    boolean number = page != null && page.matches("[1-9][0-9]{0,3}");
    this.page = number ? Math.min(Integer.parseInt(page), LAST_PAGE) : 1;
  }

  public boolean isMore() {
    return more;
  }

  public int getPrevious() {
    return page - 1;
  }

  public int getNext() {
    return page + 1;
  }

  private Optional<LocalDate> chosen() {
    try {
      return Optional.ofNullable(day)
          .map(LocalDate::parse)
          .filter(d -> d.getYear() > 2000 && d.getYear() < 3000);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
