package org.televisit.compliance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
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

/** What the compliance officer is told of a visit whose sound is missing for a while. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LostSoundCertificatePageIT {

  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private RecordedVisit visit;

  @BeforeEach
  void aMinuteWithoutSoundFromItsTenthSecondOn() throws Exception {
    Stack.cleanSlate();
    Duration minute = Duration.ofMinutes(1);
    visit = RecordedVisit.between(DemoPerson.ANNA, DemoPerson.LIN, Instant.now().minus(minute));
    visit.present(DemoPerson.ANNA, Duration.ZERO, minute);
    visit.present(DemoPerson.LIN, Duration.ZERO, minute);
    visit.record(DemoPerson.ANNA, TinyWebm.withSound(10, 60), Duration.ZERO);
    visit.finish(minute);
    visit.recordNow(DemoPerson.LIN, TinyWebm.withSound(5, 5));
    visit.awaitCertificate();
  }

  @Test
  void the_gap_names_the_track_in_the_time_line_and_in_what_is_signed() throws Exception {
    visit.grant(DemoPerson.COMPLIANCE, Instant.now().plus(Duration.ofMinutes(30)));
    Page page = CHROMIUM.as(DemoPerson.COMPLIANCE);
    String address = Stack.url("/compliance/visit.xhtml?id=" + visit.id());
    page.navigate(address);
    page.locator("[data-player][data-ready]").waitFor();

    Locator gap = page.locator(".tv-timeline [data-person=patient] .tv-bar[data-cause=sound-lost]");
    assertThat(gap).hasCount(1);
    assertThat(page.locator(".tv-account tbody"))
        .containsText("The sound did not arrive; what came of the picture is stored.");
    assertThat(page.locator(".tv-account tbody tr").nth(1)).containsText("50.0 s");
    assertThat(page.getByText("Signature valid")).isVisible();
    assertThat(Visits.read("select body from completeness_certificate order by number desc").get(0))
        .contains("\"holes\":[{\"fromMs\":10000,\"toMs\":60000,\"track\":\"audio\"}]")
        .contains("\"cause\":\"sound-lost\"");
    assertThat(Visits.read("select track || from_ms || '-' || to_ms from recording_hole"))
        .containsExactly("audio10000-60000");
    assertThat(Looks.flaws(page, "review-lost-sound", address)).isEmpty();
  }
}
