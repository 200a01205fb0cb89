package org.televisit.notification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.consultation.Waiting;
import org.televisit.dev.DemoPerson;

/** What people get in their mailboxes and calendars, and what the office sees where they do not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NotificationPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final LocalDate SOON =
      LocalDate.now(ZoneId.of("Europe/Berlin"))
          .plusDays(30)
          .with(TemporalAdjusters.next(DayOfWeek.MONDAY)); // a day on which both doctors work

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  private static Page book(DemoPerson patient) {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.getByLabel("Patient").selectOption(patient.fullName());
    page.getByLabel("Doctor").selectOption(DemoPerson.LIN.fullName());
    page.getByLabel("Date").fill(SOON.toString());
    page.getByLabel("Begins at").fill("10:30");
    page.locator("#book\\:save").click();
    assertThat(page.locator("h1")).containsText(patient.fullName());
    return page;
  }

  private static Browser.NewContextOptions inChina() {
    return new Browser.NewContextOptions().setLocale("zh-CN").setTimezoneId("Asia/Shanghai");
  }

  /** The messages to a person, as soon as there are so many. */
  private static List<MimeMessage> mail(DemoPerson to, int count) {
    return Waiting.until(() -> mail(to), messages -> messages.size() >= count);
  }

  private static List<MimeMessage> mail(DemoPerson to) throws Exception {
    List<MimeMessage> messages = new ArrayList<>();
    for (Path file : Stack.mail()) {
      if (file.toString().endsWith(to.username() + "@televisit.example.eml")) {
        try (InputStream content = Files.newInputStream(file)) {
          messages.add(new MimeMessage(Session.getInstance(new Properties()), content));
        }
      }
    }
    return messages;
  }

  @Test
  void everybody_is_told_of_a_booking_and_a_cancellation_in_their_own_language() throws Exception {
    CHROMIUM.as(DemoPerson.ANNA);
    Page lin = CHROMIUM.as(DemoPerson.LIN, inChina());
    lin.reload(); // only now the device's zone is known
    Page office = book(DemoPerson.ANNA);

    MimeMessage toAnna = mail(DemoPerson.ANNA, 1).get(0);
    assertThat(toAnna.getSubject()).startsWith("Video visit: ").endsWith(", 10:30");
    assertThat(LetterReader.text(toAnna))
        .contains("you have a video visit at Riverside Clinic:", "10:30 to 10:50")
        .contains(Stack.url("/visit/link/"))
        .doesNotContain("Lin", "Anna", "Consultation");
    assertThat(LetterReader.calendar(toAnna))
        .contains("METHOD:REQUEST", "SEQUENCE:0", "SUMMARY:Video visit");
    MimeMessage toLin = mail(DemoPerson.LIN, 1).get(0);
    assertThat(toLin.getSubject()).startsWith("视频就诊：");
    assertThat(LetterReader.text(toLin)).contains("（中国时间）", "诊所时间：").doesNotContain("Anna");

    office.getByText("Cancel this visit").click();
    office.getByText("Yes, cancel it").click();
    assertThat(office.locator("main")).containsText("The visit does not take place.");
    MimeMessage cancelled = mail(DemoPerson.ANNA, 2).get(1);
    assertThat(cancelled.getSubject()).startsWith("Video visit cancelled: ");
    assertThat(LetterReader.calendar(cancelled))
        .contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1");
    mail(DemoPerson.LIN, 2);
    assertThat(
            Visits.read(
                "select distinct state || ' ' || coalesce(reason, '') from notification"
                    + " where kind = 'reminder'"))
        .containsExactly("dropped superseded");
  }

  @Test
  void the_link_of_a_letter_leads_through_sign_in_to_the_visit() throws Exception {
    CHROMIUM.as(DemoPerson.ANNA);
    book(DemoPerson.ANNA);
    String text = LetterReader.text(mail(DemoPerson.ANNA, 1).get(0));
    String link =
        text.lines().filter(line -> line.contains("/visit/link/")).findFirst().orElseThrow();

    Page later = CHROMIUM.anonymous();
    later.navigate(link.strip());
    later.locator("#username").fill(DemoPerson.ANNA.username());
    later.locator("#password").fill(DemoPerson.PASSWORD);
    later.locator("#kc-login").click();

    assertThat(later.locator("main")).containsText("10:15"); // when the room opens
    assertThat(later.url())
        .isEqualTo(Stack.url("/room/visit.xhtml?id=") + link.strip().replaceFirst(".*/", ""));
  }

  @Test
  void who_accompanies_a_child_is_told_of_the_childs_visit() throws Exception {
    CHROMIUM.as(DemoPerson.ANNA);
    book(DemoPerson.MIA);

    assertThat(LetterReader.text(mail(DemoPerson.ANNA, 1).get(0)))
        .contains("a video visit at Riverside Clinic to which you come along was booked:")
        .doesNotContain("Mia");
  }

  @Test
  void the_office_sees_who_was_not_told_and_sends_it_again_without_a_mouse() throws Exception {
    CHROMIUM.as(DemoPerson.LIN);
    Page office = book(DemoPerson.BO); // who has never signed in
    mail(DemoPerson.LIN, 1);
    Waiting.until(
        () -> Visits.read("select state from notification where reason = 'no-address'"),
        found -> found.equals(List.of("failed")));

    office.navigate(Stack.url("/admin/notifications.xhtml"));
    assertThat(office.locator("main")).containsText("Confirmation for Bo Andersson");
    assertThat(office.locator("main")).containsText("There is no address");

    CHROMIUM.as(DemoPerson.BO);
    office.locator("button[name=resend]").focus();
    office.keyboard().press("Enter");
    assertThat(office.locator("#messages")).containsText("The message is sent again");
    assertThat(mail(DemoPerson.BO, 1).get(0).getSubject()).startsWith("Video visit: ");
    office.navigate(Stack.url("/admin/notifications.xhtml"));
    assertThat(office.locator("main")).containsText("Everybody has been told");
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("done notification.resend");
    assertThat(mail(DemoPerson.LIN)).hasSize(1);
  }

  @Test
  void a_message_that_was_replaced_meanwhile_is_not_sent_again() throws Exception {
    Page office = book(DemoPerson.BO);
    Waiting.until(
        () -> Visits.read("select id::text from notification where state = 'failed'"),
        found -> found.size() == 2);
    office.navigate(Stack.url("/admin/notifications.xhtml"));
    Stack.sql(
        "update notification set state = 'dropped', reason = 'superseded' where state = 'failed'");

    office.locator("button[name=resend]").first().click();

    assertThat(office.locator("#messages")).containsText("on its way already, or was replaced");
  }

  @Test
  void a_patient_takes_a_visit_into_the_own_calendar_and_nobody_elses() throws Exception {
    UUID own = Visits.in(Duration.ofDays(2), DemoPerson.ANNA, DemoPerson.LIN);
    UUID strangers = Visits.in(Duration.ofDays(3), DemoPerson.BO, DemoPerson.MEYER);
    Page page = CHROMIUM.as(DemoPerson.ANNA);

    Path file =
        page.waitForDownload(() -> page.getByText("Add to calendar").first().click()).path();

    assertThat(Files.readString(file)).contains("UID:" + own, "METHOD:PUBLISH", "Video visit");
    assertThat(
            page.context()
                .request()
                .get(Stack.url("/visit/calendar/" + strangers + ".ics"))
                .status())
        .isEqualTo(404);
    assertThat(Visits.trail(DemoPerson.ANNA))
        .contains("done appointment.export", "refused appointment.read");
  }

  /** A patient's wish for any time with Dr Lin, as it stands in the line. */
  private static void waits(DemoPerson who, int place) throws Exception {
    Stack.sql(
        """
        insert into waitlist_entry (id, version, patient_id, practitioner_id, visit_type, earliest,
          latest, status, entered_by, entered_at)
        select gen_random_uuid(), 0, p.id, d.id, 'consultation', now() + interval '3 days',
          now() + interval '12 days', 'waiting', p.subject, now() + interval '%d seconds'
        from patient p, practitioner d where p.subject = '%s' and d.subject = '%s'
        """
            .formatted(place, who.subject(), DemoPerson.LIN.subject()));
  }

  @Test
  void who_waits_hears_of_a_free_time_once_and_if_they_let_it_pass_the_next_one_does()
      throws Exception {
    CHROMIUM.as(DemoPerson.ANNA, inChina()).reload();
    Page bo = CHROMIUM.as(DemoPerson.BO);
    Stack.sql( // one patient's time and no more
        """
        truncate working_hours cascade;
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, valid_until, set_by, set_at)
        select gen_random_uuid(), 0, id, extract(isodow from current_date + 7)::int, 600, 620,
          current_date + 7, current_date + 7, 'x', now() from practitioner
        """);
    waits(DemoPerson.ANNA, 0);
    waits(DemoPerson.BO, 1);

    MimeMessage toAnna = mail(DemoPerson.ANNA, 1).get(0);
    assertThat(toAnna.getSubject()).startsWith("有时间空出：");
    assertThat(LetterReader.text(toAnna))
        .contains("候补名单", "为您保留到", Stack.url("/visit/offer/"))
        .doesNotContain("Lin", "Anna", "onsultation");
    assertThat(mail(DemoPerson.BO)).isEmpty();

    Stack.sql("update appointment set held_until = now() where status = 'pending'");
    MimeMessage toBo = mail(DemoPerson.BO, 1).get(0);
    assertThat(toBo.getSubject()).startsWith("A time has become free: ").endsWith(", 10:00");
    bo.navigate(
        LetterReader.text(toBo)
            .lines()
            .filter(line -> line.contains("/visit/offer/"))
            .findFirst()
            .orElseThrow()
            .strip());
    assertThat(bo.locator("#held")).isVisible();
    bo.locator("[id='hold:confirm']").click();
    assertThat(bo.locator("#messages")).containsText("Your visit is booked");
    assertThat(mail(DemoPerson.BO, 2).get(1).getSubject()).startsWith("Video visit: ");
    assertThat(mail(DemoPerson.ANNA)).hasSize(1);
    assertThat(Visits.read("select state from notification where kind = 'offer'"))
        .containsExactly("sent", "sent");
  }

  /** Where a calendar program reads a doctor's visits. */
  private static String feed(DemoPerson doctor) throws Exception {
    FeedToken token = FeedToken.random();
    Stack.sql(
        """
        insert into calendar_feed (id, practitioner_id, token_sha256, issued_at)
        select gen_random_uuid(), id, '%s', now() from practitioner where subject = '%s'
        """
            .formatted(token.hash(), doctor.subject()));
    return Stack.url("/feed/" + token.text() + ".ics");
  }

  @Test
  void a_visit_that_is_handed_over_is_told_to_all_and_changes_both_calendars() throws Exception {
    for (DemoPerson person : List.of(DemoPerson.ANNA, DemoPerson.LIN, DemoPerson.MEYER)) {
      CHROMIUM.as(person);
    }
    Page office = book(DemoPerson.ANNA);
    mail(DemoPerson.ANNA, 1);
    String visit = Visits.read("select id::text from appointment").get(0);
    String lins = feed(DemoPerson.LIN);
    String meyers = feed(DemoPerson.MEYER);
    assertThat(fetch(lins).body()).contains("UID:" + visit);

    office.getByText("Move this visit").click();
    office.locator("[id='detail:doctor:input']").selectOption("Jonas Meyer");
    office.locator("[id='detail:move']").click();
    assertThat(office.locator("#messages")).containsText("is with Jonas Meyer now");

    MimeMessage toAnna = mail(DemoPerson.ANNA, 2).get(1);
    assertThat(toAnna.getSubject()).startsWith("Video visit with another doctor: ");
    assertThat(LetterReader.text(toAnna)).doesNotContain("Lin", "Meyer");
    assertThat(LetterReader.calendar(toAnna)).contains("METHOD:REQUEST", "SEQUENCE:1");
    assertThat(LetterReader.calendar(mail(DemoPerson.LIN, 2).get(1)))
        .contains("METHOD:CANCEL", "SEQUENCE:1", "UID:" + visit);
    assertThat(LetterReader.calendar(mail(DemoPerson.MEYER, 1).get(0)))
        .contains("METHOD:REQUEST", "SEQUENCE:1", "UID:" + visit);
    assertThat(fetch(lins).body()).doesNotContain(visit);
    assertThat(fetch(meyers).body()).contains("UID:" + visit, "SEQUENCE:1");
  }

  private static HttpResponse<String> fetch(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  @Test
  void a_calendar_program_reads_the_doctors_visits_until_the_address_is_turned_off()
      throws Exception {
    UUID visit = Visits.in(Duration.ofDays(2), DemoPerson.ANNA, DemoPerson.LIN);
    UUID colleagues = Visits.in(Duration.ofDays(2), DemoPerson.BO, DemoPerson.MEYER);
    Page page = CHROMIUM.as(DemoPerson.LIN);
    page.navigate(Stack.url("/practitioner/feed.xhtml"));
    page.getByText("Make an address").click();
    String address = page.locator("#address").textContent();

    HttpResponse<String> feed = fetch(address);
    assertThat(feed.statusCode()).isEqualTo(200);
    assertThat(feed.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
    assertThat(feed.body())
        .contains("UID:" + visit)
        .doesNotContain(colleagues.toString(), "Anna", "Schmidt", "onsultation");
    page.reload();
    assertThat(page.locator("#address")).hasCount(0);
    assertThat(page.locator("main")).containsText("Last read: Today");
    assertThat(Visits.read("select token_sha256 from calendar_feed"))
        .noneMatch(hash -> address.contains(hash));

    page.getByText("Renew").click();
    page.getByText("Make a new address").click();
    String second = page.locator("#address").textContent();
    assertThat(fetch(address).statusCode()).isEqualTo(404);
    assertThat(fetch(second).statusCode()).isEqualTo(200);

    page.getByText("Turn off").click();
    page.getByText("Turn the address off").click();
    assertThat(page.locator("main")).containsText("No address");
    assertThat(fetch(second).statusCode()).isEqualTo(404);
    assertThat(Visits.trail(DemoPerson.LIN))
        .contains(
            "done calendar-feed.issue", "done calendar-feed.read", "done calendar-feed.revoke");
  }

  /** From an address of the net of its own, as this machine's own is not to be barred. */
  @Test
  @EnabledOnOs(OS.LINUX) // all of 127.0.0.0/8 is this machine
  void who_guesses_addresses_is_made_to_wait() throws Exception {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2 * FeedGuard.MOST + 2; i++) { // a minute may end in between
      answers.add(guess());
    }
    assertThat(answers.get(0)).contains(" 404 ");
    assertThat(answers).anyMatch(answer -> answer.contains(" 429 "));
    assertThat(answers).allMatch(answer -> answer.contains(" 404 ") || answer.contains(" 429 "));
  }

  private static String guess() throws Exception {
    URI clinic = URI.create(Stack.url("/"));
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress("127.0.0.2", 0));
      socket.connect(new InetSocketAddress("127.0.0.1", clinic.getPort()), 10_000);
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "GET /feed/%s.ics HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted("A".repeat(43), clinic.getAuthority())
                  .getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
