package org.televisit.compliance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Looks;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** Anna agreed to a wording that is valid for an hour; then her visit was moved to tomorrow. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LapsedAnswerPageIT {

  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    publishForAnHour();
    Visits.answer(visit, DemoPerson.ANNA, "treatment", "permit");
    agreeToTheNewest(DemoPerson.ANNA);
    agreeToTheNewest(DemoPerson.LIN);
    Stack.sql(
        """
        update consent set status = 'inactive', ended_at = now() where subject = '%s'
        """
            .formatted(DemoPerson.LIN.subject()));
    Visits.answer(visit, DemoPerson.LIN, "recording", "deny");
    Stack.sql(
        """
        update appointment set starts_at = starts_at + interval '1 day',
          ends_at = ends_at + interval '1 day', blocked_from = blocked_from + interval '1 day',
          blocked_to = blocked_to + interval '1 day', version = version + 1
        """);
  }

  private static void publishForAnHour() throws SQLException {
    try (Connection connection = Stack.owner();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // both languages at once, or neither
      statement.execute(
          """
          insert into consent_form (id, purpose, language, version, title, text, sha256, revision,
            status, written_by, written_at, valid_until)
          select gen_random_uuid(), purpose, language, 2, title, text, sha256, 0, 'draft',
            'a test', now(), now() + interval '1 hour'
          from consent_form where purpose = 'recording' and version = 1
          """);
      statement.execute(
          """
          update consent_form set status = 'superseded', superseded_at = now()
          where purpose = 'recording' and version = 1
          """);
      statement.execute(
          """
          update consent_form set status = 'published', published_by = 'a test',
            published_at = now(), valid_from = now()
          where purpose = 'recording' and version = 2
          """);
      connection.commit();
    }
  }

  private void agreeToTheNewest(DemoPerson who) throws SQLException {
    Stack.sql(
        """
        insert into consent (id, appointment_id, subject, purpose, form_id, form_sha256, language,
          provision, status, answered_at, answered_by, how)
        select gen_random_uuid(), '%s', '%s', purpose, id, sha256, language, 'permit', 'active',
          now(), '%s', 'page'
        from consent_form where purpose = 'recording' and language = 'en' and version = 2
        """
            .formatted(visit, who.subject(), who.subject()));
  }

  @Test
  void the_reviewer_reads_that_it_lapsed_and_why_in_every_look() throws SQLException {
    Stack.sql(
        """
        insert into review_grant (id, appointment_id, reviewer, purpose, reason, granted_at,
          expires_at)
        values (gen_random_uuid(), '%s', '%s', 'HCOMPL', 'Yearly sample of visits', now(),
          now() + interval '1 hour')
        """
            .formatted(visit, DemoPerson.COMPLIANCE.subject()));
    Page page = CHROMIUM.as(DemoPerson.COMPLIANCE);
    String address = Stack.url("/compliance/visit.xhtml?id=" + visit);
    page.navigate(address);
    Locator answers = page.locator(".tv-consents .tv-item");
    assertThat(answers).hasCount(4);
    Locator lapsed =
        answers.filter(new Locator.FilterOptions().setHas(page.locator("[data-lapsed]")));
    assertThat(lapsed).hasCount(1);
    assertThat(lapsed).containsText("Anna Schmidt: recording");
    assertThat(lapsed).containsText("Permitted, lapsed");
    assertThat(lapsed).containsText("So this agreement permits nothing.");
    assertThat(Looks.flaws(page, "review-lapsed", address)).isEmpty();
  }
}
