package org.televisit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ActorTest {

  @ParameterizedTest
  @CsvSource({
    "PATIENT,      /patient/home.xhtml,       patient",
    "PRACTITIONER, /practitioner/today.xhtml, practitioner",
    "CLINIC_ADMIN, /admin/board.xhtml,        clinic-admin",
    "COMPLIANCE,   /compliance/queue.xhtml,   compliance"
  })
  void each_role_begins_on_its_own_page(Role role, String page, String name) {
    Actor actor = new Actor("s", "n", Set.of(role));
    assertThat(StartPage.of(actor)).isEqualTo(page);
    assertThat(actor.roleName()).isEqualTo(name);
  }

  @Test
  void who_has_no_role_stays_on_the_welcome_page() {
    assertThat(StartPage.of(new Actor("s", "n", Set.of()))).isEqualTo("/index.xhtml");
    assertThat(StartPage.of(Actor.anonymous())).isEqualTo("/index.xhtml");
  }

  @Test
  void neither_a_stranger_nor_the_system_is_signed_in() {
    assertThat(Actor.anonymous().isSignedIn()).isFalse();
    assertThat(Actor.system("ingest").isSignedIn()).isFalse();
    assertThat(new Actor("s", "n", Set.of()).isSignedIn()).isTrue();
  }

  @Test
  void the_trail_tells_the_system_from_a_person_without_a_role() {
    assertThat(Actor.system("ingest").subject()).isEqualTo("system:ingest");
    assertThat(Actor.system("ingest").roleName()).isEqualTo("system");
    assertThat(Actor.anonymous().roleName()).isEqualTo("none");
  }
}
