package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.compliance.RecordedVisit;
import org.televisit.dev.DemoPerson;

/** The compliance office's pages when there is something to see, as {@link ScreensPageIT}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordsScreensPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static RecordedVisit visit;

  static Stream<Arguments> screens() {
    String overdue = LocalDate.now().plusDays(4000).toString();
    return Stream.of(
        Arguments.of("review-queue-alarm", "/compliance/queue.xhtml"),
        Arguments.of("review-records", "/compliance/visit.xhtml?id=" + visit.id()),
        Arguments.of("retention", "/compliance/retention.xhtml?day=" + overdue),
        Arguments.of("retention-nothing", "/compliance/retention.xhtml"),
        Arguments.of("holds", "/compliance/holds.xhtml"),
        Arguments.of("holds-visit", "/compliance/holds.xhtml?id=" + visit.id()));
  }

  @BeforeAll
  static void arrange() throws Exception {
    Stack.cleanSlate();
    visit = RecordedVisit.withAHole();
    visit.grant(DemoPerson.COMPLIANCE, Instant.now().plus(Duration.ofHours(1)));
    visit.hold("AZ 4711/30", "a complaint of the patient is pending");
    visit.ask(DemoPerson.ANNA);
  }

  @ParameterizedTest
  @MethodSource("screens")
  void every_page_is_clean_in_every_look(String name, String path) {
    Page page = CHROMIUM.as(DemoPerson.COMPLIANCE);
    assertThat(Looks.flaws(page, name, Stack.url(path))).isEmpty();
  }
}
