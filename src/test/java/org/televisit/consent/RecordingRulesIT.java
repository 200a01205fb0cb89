package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.NavigableMap;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Rows;
import org.televisit.identity.Actor;
import org.televisit.platform.NotAllowedException;

/** The law of the places where people are: the strictest counts, and what was in force stays so. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingRulesIT extends ConsentFixture {

  @Inject RecordingRules rules;
  @Inject ClinicPlaces places;

  @Test
  void the_strictest_rule_of_all_places_decides() throws SQLException {
    assertThat(rules.of(visit)).isEqualTo(rules.at(rules.home()));
    rules.state(anna, visit, anna.subject(), "ES");
    rules.state(lin, visit, lin.subject(), "GB");
    assertThat(rules.of(visit)).isEqualTo(RecordingRule.OWN_CONSENT);
    rules.state(lin, visit, lin.subject(), "US-CA");
    rules.state(lin, visit, lin.subject(), "US-CA"); // the same again is no statement
    assertThat(rules.of(visit)).isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(rules.location(visit, lin.subject())).contains("US-CA");
    assertThat(news.changed()).filteredOn(visit::equals).hasSize(3);
    Actor mother = accompany(minor(), "parent", true);
    rules.state(lin, visit, lin.subject(), "GB");
    rules.state(mother, visit, mother.subject(), "DE");
    assertThat(rules.of(visit)).isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(audited("done", "attendance.location")).isEqualTo(5);
  }

  @Test
  void where_somebody_is_they_state_themselves_or_who_represents_them() throws SQLException {
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rules.state(lin, visit, anna.subject(), "ES"));
    assertThatExceptionOfType(UnknownPlaceException.class)
        .isThrownBy(() -> rules.state(lin, visit, lin.subject(), "XX"));
    Actor mother = accompany(minor(), "parent", true);
    rules.state(mother, visit, anna.subject(), "ES");
    assertThat(rules.location(visit, anna.subject())).contains("ES");
    assertThat(audited("refused", "attendance.location")).isEqualTo(1);
  }

  @Test
  void a_clinic_admin_changes_the_rules_and_visits_under_way_hear_of_it() throws SQLException {
    new Rows(database)
        .change("update appointment set status = 'arrived' where id = ?", visit.value());
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rules.change(lin, "PT", RecordingRule.PROHIBITED));
    assertThatExceptionOfType(UnknownPlaceException.class)
        .isThrownBy(() -> rules.change(ADMIN, "QQ", RecordingRule.PROHIBITED));
    rules.change(ADMIN, "PT", RecordingRule.PROHIBITED);
    assertThat(rules.at("PT")).isEqualTo(RecordingRule.PROHIBITED);
    rules.change(ADMIN, "PT", RecordingRule.OWN_CONSENT);
    assertThat(rules.at("PT")).isEqualTo(RecordingRule.OWN_CONSENT);
    assertThat(news.changed()).filteredOn(visit::equals).hasSize(2);
    assertThat(audited("done", "recording.rule", "recording-rule/PT")).isGreaterThanOrEqualTo(2);
    assertThat(rules.at("QQ")).as("anywhere else").isEqualTo(RecordingRule.ALL_PARTY);
  }

  @Test
  void a_rule_that_changes_later_changes_nothing_of_what_was_in_force() {
    rules.change(ADMIN, "IT", RecordingRule.PROHIBITED);
    rules.state(lin, visit, lin.subject(), "IT");
    Instant then = Instant.now();
    rules.change(ADMIN, "IT", RecordingRule.OWN_CONSENT);
    NavigableMap<Instant, RecordingRule> history = rules.history(visit);
    assertThat(history.floorEntry(then).getValue()).isEqualTo(RecordingRule.PROHIBITED);
    assertThat(history.firstEntry().getValue()).isEqualTo(rules.at(rules.home()));
    assertThat(history.lastEntry().getValue()).isEqualTo(rules.of(visit));
  }

  @Test
  void a_clinic_that_moves_changes_nothing_of_what_was_in_force_where_it_was() {
    places.note("FR");
    Instant then = Instant.now();
    places.note(rules.home()); // as a start with the configuration of the other tests does
    NavigableMap<Instant, RecordingRule> history = rules.history(visit);
    assertThat(history.floorEntry(then).getValue()).isEqualTo(rules.at("FR"));
    assertThat(history.lastEntry().getValue()).isEqualTo(rules.at(rules.home()));
    assertThat(rules.at("FR")).isNotEqualTo(rules.at(rules.home()));
  }
}
