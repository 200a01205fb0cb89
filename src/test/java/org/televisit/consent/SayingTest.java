package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SayingTest {

  static final Instant OPENED = Instant.parse("2026-03-02T10:00:00Z");
  static final Instant HEARD = OPENED.plusSeconds(600);

  private static Instant said(Duration ago) {
    return Saying.ago(ago, HEARD, OPENED).said();
  }

  @Test
  void was_said_before_it_was_heard() {
    assertThat(Saying.ago(Duration.ofSeconds(30), HEARD, OPENED))
        .isEqualTo(new Saying(HEARD.minusSeconds(30), HEARD));
  }

  @Test
  void was_not_said_before_anybody_could() {
    assertThat(said(Duration.ofDays(20))).isEqualTo(OPENED);
  }

  @Test
  void was_never_said_after_it_was_heard() {
    assertThat(said(Duration.ofSeconds(-30))).isEqualTo(HEARD);
    assertThat(Saying.ago(Duration.ZERO, HEARD, HEARD.plusSeconds(1)).said())
        .as("the clock has stepped back")
        .isEqualTo(HEARD);
    assertThatIllegalArgumentException().isThrownBy(() -> new Saying(HEARD.plusNanos(1), HEARD));
  }
}
