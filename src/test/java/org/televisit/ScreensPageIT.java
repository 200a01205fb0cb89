package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.dev.DemoPerson;

/** Every page as people see it: wide and narrow, English and Chinese, light and dark. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScreensPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private record Screen(String name, @Nullable DemoPerson person, String path) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final LocalDate MONDAY =
      LocalDate.now(ZoneId.of("Europe/Berlin"))
          .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
          .plusWeeks(1);

  private static UUID open;
  private static UUID held;
  private static UUID over;
  private static UUID later;
  private static UUID unmet;
  private static UUID childs;
  private static String mia;

  static Stream<Screen> screens() {
    return Stream.of(
        new Screen("welcome", null, "/index.xhtml"),
        new Screen("patient-home", DemoPerson.ANNA, "/patient/home.xhtml"),
        new Screen("patient-home-empty", DemoPerson.CHEN, "/patient/home.xhtml"),
        new Screen("patient-recordings-empty", DemoPerson.CHEN, "/patient/recordings.xhtml"),
        new Screen("patient-find", DemoPerson.ANNA, "/patient/find.xhtml?day=" + MONDAY),
        new Screen("patient-hold", DemoPerson.BO, "/patient/hold.xhtml?id=" + held),
        new Screen("patient-hold-over", DemoPerson.CHEN, "/patient/hold.xhtml?id=" + over),
        new Screen("patient-visit", DemoPerson.ANNA, "/patient/appointment.xhtml?id=" + later),
        new Screen("consents", DemoPerson.ANNA, "/visit/consents.xhtml?id=" + open),
        new Screen("consents-for-a-child", DemoPerson.ANNA, "/visit/consents.xhtml?id=" + childs),
        new Screen("consents-of-a-child", DemoPerson.MIA, "/visit/consents.xhtml?id=" + childs),
        new Screen("room-too-early", DemoPerson.ANNA, "/room/visit.xhtml?id=" + later),
        new Screen("doctor-today", DemoPerson.LIN, "/practitioner/today.xhtml"),
        new Screen("doctor-today-empty", DemoPerson.MEYER, "/practitioner/today.xhtml"),
        new Screen("doctor-feed", DemoPerson.LIN, "/practitioner/feed.xhtml"),
        new Screen("office-messages", DemoPerson.ADMIN, "/admin/notifications.xhtml"),
        new Screen("doctor-planned", DemoPerson.LIN, "/practitioner/planned.xhtml?id=" + later),
        new Screen("office-board", DemoPerson.ADMIN, "/admin/board.xhtml"),
        new Screen("office-book", DemoPerson.ADMIN, "/admin/book.xhtml"),
        new Screen("office-series", DemoPerson.ADMIN, "/admin/series.xhtml"),
        new Screen("office-visit", DemoPerson.ADMIN, "/admin/visit.xhtml?id=" + later),
        new Screen("office-visit-unmet", DemoPerson.ADMIN, "/admin/visit.xhtml?id=" + unmet),
        new Screen("office-patients", DemoPerson.ADMIN, "/admin/patients.xhtml"),
        new Screen("office-patient", DemoPerson.ADMIN, "/admin/patient.xhtml?id=" + mia),
        new Screen("office-forms", DemoPerson.ADMIN, "/admin/forms.xhtml"),
        new Screen("office-form", DemoPerson.ADMIN, form("recording", 1)),
        new Screen("office-form-draft", DemoPerson.ADMIN, form("analytics", 2)),
        new Screen("office-rules", DemoPerson.ADMIN, "/admin/rules.xhtml"),
        new Screen("review-queue-empty", DemoPerson.COMPLIANCE, "/compliance/queue.xhtml"),
        new Screen("error-403", DemoPerson.ANNA, "/admin/board.xhtml"),
        new Screen("error-404", DemoPerson.ANNA, "/patient/nothing.xhtml"));
  }

  private static String form(String purpose, int version) {
    return "/admin/form.xhtml?purpose=" + purpose + "&version=" + version;
  }

  @BeforeAll
  static void arrange() throws SQLException {
    Stack.cleanSlate();
    open = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    later = Visits.in(Duration.ofDays(2), DemoPerson.ANNA, DemoPerson.LIN);
    mia = Visits.read("select id from patient where subject = ?", DemoPerson.MIA.subject()).get(0);
    childs = Visits.in(Duration.ofDays(1), DemoPerson.MIA, DemoPerson.LIN);
    Visits.in(Duration.ofMinutes(40), DemoPerson.BO, DemoPerson.LIN);
    held = Visits.held(Duration.ofDays(3), Duration.ofHours(1), DemoPerson.BO, DemoPerson.LIN);
    over = Visits.held(Duration.ofDays(4), Duration.ZERO, DemoPerson.CHEN, DemoPerson.LIN);
    Stack.sql(
        """
        insert into consent_form (id, revision, purpose, language, version, title, text, sha256,
          status, written_by, written_at)
        select gen_random_uuid(), 0, purpose, language, 2, title, text, sha256, 'draft', 'admin',
          now() from consent_form where purpose = 'analytics' and version = 1
        """);
    arrangeMessages();
    unmet = Visits.in(Duration.ofHours(-5), DemoPerson.CHEN, DemoPerson.LIN);
    Stack.sql("update appointment set status = 'arrived' where id = '%s'".formatted(unmet));
    Visits.answer(open, DemoPerson.ANNA, "treatment", "permit");
    Visits.answer(open, DemoPerson.LIN, "treatment", "permit");
    Visits.answer(open, DemoPerson.LIN, "recording", "permit");
  }

  /** One that has no address, one whose address is refused, one that is tried again. */
  private static void arrangeMessages() throws SQLException {
    Stack.sql(
        """
        insert into contact (subject, email, verified, language, zone, seen_at)
        values ('%s', 'bo@televisit.example', true, 'en', null, now());
        insert into notification (id, appointment_id, subject, part, kind, lead_minutes, sequence,
          starts_at, ends_at, state, reason, attempts, next_at, useful_until, created_at, ended_at)
        select gen_random_uuid(), a.id, p.subject, 'patient', 'confirmation', 0, 0, a.starts_at,
          a.ends_at, case p.name when 'Anna Schmidt' then 'waiting' else 'failed' end,
          case p.name when 'Anna Schmidt' then 'unreachable' when 'Bo Andersson' then 'refused'
            else 'no-address' end,
          case p.name when 'Mia Schmidt' then 0 else 3 end, now() + interval '20 minutes', a.ends_at,
          now(), case p.name when 'Anna Schmidt' then null else now() end
        from appointment a join patient p on p.id = a.patient_id where a.id <> '%s'
        """
            .formatted(DemoPerson.BO.subject(), open));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void every_page_is_clean_in_every_look(Screen screen) {
    Page page = screen.person() == null ? CHROMIUM.anonymous() : CHROMIUM.as(screen.person());
    assertThat(Looks.flaws(page, screen.name(), Stack.url(screen.path()))).isEmpty();
  }
}
