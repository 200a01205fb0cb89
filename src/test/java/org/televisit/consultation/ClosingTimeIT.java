package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;
import org.televisit.Rows;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.completeness.CompletenessService;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Role;
import org.televisit.recording.NodeDied;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.Joinability;
import org.televisit.scheduling.SchedulingService;
import org.televisit.vault.SignedText;

/** Visits that nobody has ended, on the real database. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingTimeIT {

  @Inject ClosingTime closing;
  @Inject Entrance entrance;
  @Inject SchedulingService scheduling;
  @Inject CompletenessService completeness;
  @Inject DayVisits days;
  @Inject People people;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  private final Actor anna = person("Anna", Role.PATIENT);
  private final Actor lin = person("Lin", Role.PRACTITIONER);
  private final AppointmentId visit = AppointmentId.random();
  private final Instant began =
      Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.MILLIS);

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  private static Actor person(String name, Role role) {
    return new Actor("closing-" + UUID.randomUUID(), name, Set.of(role));
  }

  @BeforeEach
  void signIn() {
    if (people == null) {
      return; // the client's side of the test, which only calls the container's
    }
    people.signIn(anna);
    people.signIn(lin);
  }

  @Test
  void who_left_without_ending_the_visit_finds_it_ended_and_certified() throws Exception {
    underWay(null, began.plusSeconds(600));
    closing.close(closing.node);
    assertThat(read("select status from encounter where appointment_id = ?"))
        .containsExactly("finished");
    assertThat(
            read(
                "select extract(epoch from ended_at - started_at)::int from encounter"
                    + " where appointment_id = ?"))
        .containsExactly("600");
    assertThat(
            new Rows(database)
                .read(
                    "select agent || ' ' || outcome from audit_event"
                        + " where action = 'room.end' and entity = ?",
                    visit.entity()))
        .containsExactly("system:consultation done");
    assertThat(completeness.of(visit))
        .extracting(completeness::check)
        .containsExactly(SignedText.Check.VALID);
    assertThat(days.of(List.of(scheduling.get(lin, visit))))
        .extracting(DayVisit::state)
        .containsExactly(VisitState.DONE);
    assertThat(scheduling.joinability(scheduling.get(anna, visit)).reason())
        .isEqualTo(Joinability.Reason.ENDED);
    for (Actor who : List.of(anna, lin)) {
      assertThat(scheduling.coming(who)).isEmpty();
      assertThatExceptionOfType(Entrance.RefusedException.class)
          .isThrownBy(() -> entrance.admit(who, visit))
          .returns(Bye.Reason.OVER, Entrance.RefusedException::reason);
    }
    closing.close(closing.node); // and again: nothing is said twice
    assertThat(completeness.of(visit)).extracting(CompletenessCertificate::getNumber).hasSize(1);
  }

  @Test
  void who_is_there_still_is_not_sent_away() throws Exception {
    underWay(null, null);
    closing.close(closing.node);
    assertThat(read("select status from encounter where appointment_id = ?"))
        .containsExactly("in-progress");
    assertThat(scheduling.joinability(scheduling.get(anna, visit)).isOpen()).isTrue();
    assertThat(completeness.of(visit)).isEmpty();
  }

  @Test
  void what_another_node_holds_is_ended_only_once_that_is_dead() throws Exception {
    underWay("another", began.plusSeconds(60));
    closing.close(closing.node);
    assertThat(read("select status from encounter where appointment_id = ?"))
        .containsExactly("in-progress");
    closing.bury(new NodeDied("another", began.plusSeconds(60)));
    assertThat(read("select status from encounter where appointment_id = ?"))
        .containsExactly("finished");
    assertThat(completeness.of(visit)).hasSize(1);
  }

  /**
   * Anna and Dr Lin have met, five hours ago.
   *
   * @param node that holds the media; null if none does
   * @param left when both were gone; null if Anna is there still
   */
  private void underWay(@Nullable String node, @Nullable Instant left) throws SQLException {
    UUID encounter = UUID.randomUUID();
    try (Connection in = database.getConnection()) {
      in.setAutoCommit(false); // the clinic beside this one ends such visits, too
      Rows.change(
          in,
          """
          insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at,
            status, booked_by, booked_at, begun_at) values (?, 0, ?, ?, ?, ?, 'arrived', 'test', ?, ?)
          """,
          visit.value(),
          Rows.idOf(anna, people.patients()),
          Rows.idOf(lin, people.practitioners()),
          began,
          began.plusSeconds(1200),
          began.minusSeconds(60),
          began);
      Rows.change(
          in,
          """
          insert into encounter
            (id, version, appointment_id, status, opened_at, arrived_at, started_at, node)
          values (?, 0, ?, 'in-progress', ?, ?, ?, ?)
          """,
          encounter,
          visit.value(),
          began,
          began,
          began,
          node);
      sits(in, encounter, anna, left);
      sits(in, encounter, lin, left == null ? began.plusSeconds(60) : left);
      in.commit();
      in.setAutoCommit(true);
    }
  }

  private void sits(Connection in, UUID encounter, Actor who, @Nullable Instant left)
      throws SQLException {
    UUID seat = UUID.randomUUID();
    Rows.change(
        in,
        """
        insert into seat (id, encounter_id, subject, name, role, admitted_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        seat,
        encounter,
        who.subject(),
        who.name(),
        who.role().orElseThrow().realmName(),
        began);
    Rows.change(
        in,
        """
        insert into presence (seat_id, joined_at, left_at, reason, node)
        values (?, ?, ?, ?, 'elsewhere')
        """,
        seat,
        began,
        left,
        left == null ? null : "lost");
  }

  private List<String> read(String sql) throws SQLException {
    return new Rows(database).read(sql, visit.value());
  }
}
