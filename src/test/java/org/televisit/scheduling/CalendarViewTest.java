package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.platform.NotFoundException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CalendarViewTest {

  private static final LocalDate TODAY = LocalDate.parse("2031-01-14");

  private static CalendarView view(String scale, String day) {
    return new CalendarView(
        "/admin/calendar.xhtml",
        CalendarScale.named(scale, CalendarScale.DAY),
        LocalDate.parse(day),
        List.of("a", "b"),
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "day,   2031-01-14, 2031-01-14, 2031-01-14, 2031-01-13, 2031-01-15",
    "week,  2031-01-14, 2031-01-13, 2031-01-19, 2031-01-06, 2031-01-20",
    "week,  2031-01-19, 2031-01-13, 2031-01-19, 2031-01-06, 2031-01-20",
    "month, 2031-01-31, 2031-01-01, 2031-01-31, 2030-12-01, 2031-02-01",
    "month, 2032-02-10, 2032-02-01, 2032-02-29, 2032-01-01, 2032-03-01",
    "year,  2031-01-14, 2031-01-14, 2031-01-14, 2031-01-13, 2031-01-15", // no such scale: a day
  })
  void a_day_a_week_from_monday_and_a_month_are_turned_like_pages(
      String scale, String day, String first, String last, String before, String after) {
    CalendarView view = view(scale, day);
    assertThat(view.first()).isEqualTo(first);
    assertThat(view.last()).isEqualTo(last);
    assertThat(view.before().day()).isEqualTo(before);
    assertThat(view.after().day()).isEqualTo(after);
  }

  @Test
  void the_address_says_all_of_it() {
    AppointmentId visit = AppointmentId.random();
    assertThat(view("week", "2031-01-14").showing(visit).address())
        .isEqualTo(
            "/admin/calendar.xhtml?view=week&day=2031-01-14&who=a&who=b&visit=" + visit.value());
    assertThat(view("week", "2031-01-14").showing(visit).on(TODAY).address())
        .doesNotContain("visit=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "2031-02-31", "-0001-01-01", "9999-01-01", "+12345-01-01"})
  void what_is_no_day_is_today(String text) {
    assertThat(CalendarView.day(text, TODAY)).isEqualTo(TODAY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "x@1",
        "00000000-0000-4000-8000-000000000001",
        "00000000-0000-4000-8000-000000000001@x"
      })
  void what_was_dragged_is_a_visit_or_nothing(String text) {
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> SeenVisit.parse(text));
  }

  @Test
  void what_was_dragged_is_the_visit_as_it_was_seen() {
    SeenVisit seen = new SeenVisit(AppointmentId.random(), 7);
    assertThat(SeenVisit.parse(seen.toString())).isEqualTo(seen);
  }

  @ParameterizedTest
  @CsvSource({
    "                                    , 8,  18",
    "2031-01-14T10:00/2031-01-14T10:20, 8,  18",
    "2031-01-14T06:30/2031-01-14T07:00, 6,  18",
    "2031-01-14T18:00/2031-01-14T18:20, 8,  19",
    "2031-01-14T18:40/2031-01-14T19:00, 8,  19",
    "2031-01-14T22:00/2031-01-15T00:00, 8,  24",
    "2031-01-14T23:50/2031-01-15T00:10, 0,  24",
  })
  void the_grid_has_the_usual_hours_and_as_many_more_as_are_needed(
      @Nullable String shown, int from, int until) {
    List<GridHours.Ends> ends =
        Stream.ofNullable(shown)
            .map(text -> text.split("/", 2))
            .map(t -> new GridHours.Ends(LocalDateTime.parse(t[0]), LocalDateTime.parse(t[1])))
            .toList();
    assertThat(GridHours.of(ends)).isEqualTo(new GridHours(from, until));
  }
}
