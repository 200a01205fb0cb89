package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProposalIdTest {

  private static final UUID LIN = UUID.fromString("6f1b0c9e-2f0a-4a51-9d5b-3d1c1a9f0001");
  private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");

  @Test
  void a_name_says_who_when_and_what_kind_and_is_an_id_of_fhir() {
    ProposalId id = ProposalId.of(LIN, TEN, "consultation");

    assertThat(id.text()).matches("[A-Za-z0-9.-]{1,64}");
    assertThat(ProposalId.parse(id.text())).contains(id);
    assertThat(id.practitioner()).isEqualTo(LIN);
    assertThat(id.start()).isEqualTo(TEN);
    assertThat(id.isOfType("consultation")).isTrue();
    assertThat(id.isOfType("follow-up")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "6f1b0c9e-2f0a-4a51-9d5b-3d1c1a9f0001",
        "6f1b0c9e-2f0a-4a51-9d5b-3d1c1a9f0001.zzzzzzzzz.00000000",
        "6f1b0c9e-2f0a-4a51-9d5b-3d1c1a9f0001.-1.00000000",
        "6F1B0C9E-2f0a-4a51-9d5b-3d1c1a9f0001.1.00000000",
        "6f1b0c9e-2f0a-4a51-9d5b-3d1c1a9f0001.1.0000000g"
      })
  void everything_else_is_none(String text) {
    assertThat(ProposalId.parse(text)).isEmpty();
  }
}
