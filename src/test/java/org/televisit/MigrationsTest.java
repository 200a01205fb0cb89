package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.metamodel.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrations on a real, empty PostgreSQL, run as the application runs them when it starts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsTest {

  /** After a wanted change of the schema: copy {@link #ACTUAL} over it, and read the difference. */
  private static final Path GOLDEN = Path.of("src/main/resources/db/schema.golden.sql");

  private static final Path ACTUAL = Path.of("target/schema.actual.sql");

  private static final String PERMISSION_DENIED = "42501";
  private static final String EXCLUDED = "23P01";
  private static final String ANNA = "00000000-0000-0000-0000-00000000000a";
  private static final String BO = "00000000-0000-0000-0000-00000000000b";
  private static final String LIN = "00000000-0000-0000-0000-0000000000c1";
  private static final String MEYER = "00000000-0000-0000-0000-0000000000c2";

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = EmbeddedPostgres.start();
    try (Connection root = server.getPostgresDatabase().getConnection();
        Statement statement = root.createStatement()) {
      statement.execute("create role televisit_owner login");
      statement.execute("create role televisit_app login");
      statement.execute("create database televisit owner televisit_owner");
    }
    application().close();
    as("televisit_owner", "insert into patient values ('%s', 'anna', 'Anna')".formatted(ANNA));
    as("televisit_owner", "insert into patient values ('%s', 'bo', 'Bo')".formatted(BO));
    as("televisit_owner", "insert into practitioner values ('%s', 'lin', 'Lin')".formatted(LIN));
    as("televisit_owner", "insert into practitioner values ('%s', 'm', 'Meyer')".formatted(MEYER));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void they_make_the_schema_that_was_agreed() throws IOException, SQLException {
    String actual;
    try (Connection owner = database("televisit_owner").getConnection()) {
      actual = SchemaDump.of(owner);
    }
    Files.createDirectories(ACTUAL.getParent());
    Files.writeString(ACTUAL, actual);
    assertThat(actual).as("copy %s if the change is wanted", ACTUAL).isEqualTo(golden());
  }

  @Test
  void the_entities_fit_it_and_a_second_start_migrates_nothing() throws SQLException {
    String count = "select count(*) from flyway_schema_history";
    List<String> before = query(count);
    try (EntityManagerFactory application = application()) { // refuses what does not fit
      assertThat(application.getMetamodel().getEntities())
          .extracting(EntityType::getName)
          .contains("Appointment", "Consent", "Encounter", "Recording", "AuditEvent");
    }
    assertThat(query(count)).isEqualTo(before);
  }

  @Nested
  class The_application {

    @Test
    void may_delete_nothing() throws SQLException {
      assertThat(
              query(
                  """
                  select relname from pg_class
                  where relnamespace = 'public'::regnamespace and relkind = 'r'
                    and has_table_privilege('televisit_app', oid, 'delete, truncate')
                  """))
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "update audit_event set agent = 'x'",
          "delete from audit_event",
          "truncate audit_event",
          "update consent_form set text = text",
          "delete from consent_form",
          "insert into consent_form select * from consent_form",
          "update consent set provision = 'permit'",
          "update consent set answered_by = 'x'",
          "update consent set witness = 'x', how = 'spoken'",
          "update related_person set represents = true",
          "update attendance_location set jurisdiction = 'ES'",
          "update recording_rule set jurisdiction = 'ES'",
          "delete from recording_rule",
          "update recording_rule_term set rule = 'own-consent'",
          "delete from recording_rule_term",
          "delete from screen_share",
          "update review_grant set expires_at = now()",
          "update completeness_certificate set complete = true",
          "delete from completeness_certificate",
          "update deletion_certificate set body = ''",
          "update retention_policy set days = 1",
          "update legal_hold set reason = 'something else entirely'",
          "update retention_run set deleted = 0",
          "update visit_type set code = 'x'",
          "update working_hours set until_minute = 1440",
          "update working_hours_type set visit_type = 'follow-up'",
          "update deviation set ends_at = now()",
          "insert into booking_rules default values",
          "drop table audit_event",
          "create table mine (id int)",
          "alter table audit_event disable trigger all"
        })
    void cannot_rewrite_history(String statement) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> as("televisit_app", statement))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "select 1 from appointment for update",
          "select jurisdiction, rule from recording_rule order by jurisdiction for share"
        })
    void may_lock_what_a_recording_begins_by(String statement) {
      assertThatNoException().isThrownBy(() -> as("televisit_app", statement));
    }

    @Test
    void may_add_to_it() {
      assertThatNoException()
          .isThrownBy(
              () ->
                  as(
                      "televisit_app",
                      """
                      insert into audit_event (at, agent, role, action, entity, outcome)
                      values (now(), 'a', 'patient', 'sign-in', 'session', 'done')
                      """));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_event set agent = 'x'",
        "delete from audit_event",
        "truncate audit_event",
        "update completeness_certificate set complete = true",
        "delete from completeness_certificate",
        "truncate deletion_certificate"
      })
  void even_the_owner_cannot_change_trail_or_certificates_by_accident(String statement) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> as("televisit_owner", statement))
        .withMessageContaining("append-only");
  }

  @Nested
  class The_rule_of_a_place {

    private List<String> terms() throws SQLException {
      return query(
          """
          select rule || to_char(valid_from at time zone 'UTC', ' MM-DD')
            || coalesce(to_char(valid_to at time zone 'UTC', ' MM-DD'), '')
          from recording_rule_term where jurisdiction = 'JP' order by valid_from, valid_to
          """);
    }

    private void asks(String rule, String from) throws SQLException {
      as(
          "televisit_app",
          """
          insert into recording_rule (jurisdiction, version, rule, changed_by, changed_at)
          values ('JP', 0, '%s', 'admin', '%s')
          on conflict (jurisdiction) do update set rule = excluded.rule,
            changed_at = excluded.changed_at
          """
              .formatted(rule, from));
    }

    @Test
    void counts_from_the_beginning_where_its_history_was_not_kept() throws SQLException {
      assertThat(
              query(
                  """
                  select jurisdiction from recording_rule r where jurisdiction <> 'JP' and not exists (
                    select from recording_rule_term t where t.jurisdiction = r.jurisdiction
                      and t.rule = r.rule and valid_from = timestamptz 'epoch' and valid_to is null)
                  """))
          .isEmpty();
    }

    @Test
    void leaves_a_term_behind_whenever_it_changes_even_if_the_clock_steps_back()
        throws SQLException {
      asks("all-party", "2030-01-01Z");
      asks("all-party", "2030-01-05Z"); // confirmed
      asks("prohibited", "2030-02-02Z");
      assertThat(terms()).containsExactly("all-party 01-01 02-02", "prohibited 02-02");
      asks("own-consent", "2030-01-20Z");
      assertThat(terms())
          .containsExactlyInAnyOrder(
              "all-party 01-01 02-02", "prohibited 02-02 02-02", "own-consent 02-02");
    }
  }

  @Nested
  class A_visit_at_ten {

    static final String BOOK =
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
          booked_by, booked_at, held_until, cancel_reason, closed_by, closed_at)
        select gen_random_uuid(), 0, '%s', '%s', timestamptz '%s 10:00Z' + interval '%s',
          timestamptz '%s 10:20Z' + interval '%s', s, 'admin', now(),
          case s when 'pending' then now() end, case s when 'cancelled' then 'pat' end,
          case when s in ('cancelled', 'noshow') then 'x' end,
          case when s in ('cancelled', 'noshow') then now() end
        from (values ('%s')) as wanted (s)
        """;

    void book(String day, String patient, String practitioner, String offset, String status)
        throws SQLException {
      as("televisit_app", BOOK.formatted(patient, practitioner, day, offset, day, offset, status));
    }

    @ParameterizedTest
    @CsvSource({
      "2030-01-01, 00:00",
      "2030-01-02, 00:19:59.999",
      "2030-01-03, -00:19:59.999",
    })
    void excludes_another_of_the_same_practitioner_or_patient(String day, String offset)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", "booked");
      assertRefused(() -> book(day, BO, LIN, offset, "booked"), "appointment_practitioner_is_free");
      assertRefused(() -> book(day, ANNA, MEYER, offset, "booked"), "appointment_patient_is_free");
      assertThatNoException().isThrownBy(() -> book(day, BO, MEYER, offset, "booked"));
    }

    @Test
    void leaves_room_for_the_one_right_after_it() throws SQLException {
      book("2030-02-01", ANNA, LIN, "00:00", "booked");
      assertThatNoException().isThrownBy(() -> book("2030-02-01", ANNA, LIN, "00:20", "booked"));
    }

    @ParameterizedTest
    @CsvSource({"2030-03-01, cancelled", "2030-03-02, noshow"})
    void leaves_its_time_to_others_when_it_does_not_take_place(String day, String status)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", status);
      assertThatNoException().isThrownBy(() -> book(day, ANNA, LIN, "00:00", "booked"));
    }

    @ParameterizedTest
    @CsvSource({"2030-04-01, arrived", "2030-04-02, fulfilled", "2030-04-03, pending"})
    void keeps_its_time_while_it_is_held_while_it_lasts_and_afterwards(String day, String status)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", status);
      assertRefused(
          () -> book(day, BO, LIN, "00:00", "booked"), "appointment_practitioner_is_free");
    }

    private void assertRefused(ThrowingBooking booking, String constraint) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(booking::run)
          .withMessageContaining(constraint)
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(EXCLUDED));
    }
  }

  /** An attempt that the database may refuse. */
  private interface ThrowingBooking {
    void run() throws SQLException;
  }

  @Nested
  class A_recording {

    /** From a state to the states that it may lead to; {@code -} for none. */
    @ParameterizedTest
    @CsvSource({
      "requested, recording failed",
      "recording, paused stopping sealed failed",
      "paused, recording stopping sealed failed",
      "stopping, sealed failed",
      "sealed, -",
      "failed, -"
    })
    void moves_only_as_its_life_allows(String from, String allowed) throws SQLException {
      List<String> reached = new ArrayList<>();
      for (String to :
          List.of("requested", "recording", "paused", "stopping", "sealed", "failed")) {
        if (!to.equals(from) && moves(from, to)) {
          reached.add(to);
        }
      }
      assertThat(reached.isEmpty() ? "-" : String.join(" ", reached)).isEqualTo(allowed);
    }

    @Test
    void that_runs_has_not_ended_for_any_reason() {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> insert("recording", "'withdrawn'"))
          .withMessageContaining("recording_runs_without_end");
    }

    @Test
    void ends_only_for_a_reason_that_is_known() {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> insert("stopping", "'whatever'"))
          .withMessageContaining("recording_end_known");
    }

    @Test
    void has_one_pause_at_a_time() throws SQLException {
      String id = insert("recording", "null");
      String pause =
          """
          insert into recording_pause (recording_id, cause, from_at)
          values ('%s', 'another-declined', now())
          """
              .formatted(id);
      as("televisit_app", pause);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> as("televisit_app", pause))
          .withMessageContaining("recording_pause_one_at_a_time");
    }

    private boolean moves(String from, String to) throws SQLException {
      String id = insert(from, "null");
      try {
        as(
            "televisit_app",
            """
            update recording set state = '%s', failure = %s, length_bytes = 1, duration_ms = 1,
              sha256 = '%s', started_at = now(), ended_at = now()
            where id = '%s'
            """
                .formatted(to, to.equals("failed") ? "'lost'" : "null", "0".repeat(64), id));
        return true;
      } catch (SQLException refused) {
        assertThat(refused.getMessage()).contains("no way leads from " + from + " to " + to);
        return false;
      }
    }

    /** A recording in some state, in a visit of its own. */
    private String insert(String state, String endedBecause) throws SQLException {
      String id = UUID.randomUUID().toString();
      as(
          "televisit_owner",
          """
          with a as (insert into appointment (id, version, patient_id, practitioner_id, starts_at,
              ends_at, status, booked_by, booked_at, closed_by, closed_at)
            values ('%1$s', 0, '%2$s', '%3$s', now(), now() + interval '1 minute', 'noshow',
              'x', now(), 'x', now())),
          e as (insert into encounter (id, version, appointment_id, status, opened_at)
            values ('%1$s', 0, '%1$s', 'planned', now())),
          s as (insert into seat (id, encounter_id, subject, name, role)
            values ('%1$s', '%1$s', 'anna', 'Anna', 'patient'))
          insert into recording (id, version, appointment_id, seat_id, subject, name, role, stretch,
            state, requested_at, started_at, ended_at, length_bytes, sha256, duration_ms, failure,
            ended_because)
          values ('%1$s', 0, '%1$s', '%1$s', 'anna', 'Anna', 'patient', 1, '%4$s', now(), now(),
            now(), 1, '%5$s', 1, %6$s, %7$s)
          """
              .formatted(
                  id,
                  ANNA,
                  LIN,
                  state,
                  "0".repeat(64),
                  state.equals("failed") ? "'lost'" : "null",
                  endedBecause));
      return id;
    }
  }

  @Nested
  class The_consent_forms {

    @Test
    void ask_each_question_in_both_languages() throws SQLException {
      assertThat(
              query(
                  "select purpose || ' ' || language from consent_form where status = 'published'"))
          .containsExactlyInAnyOrder(
              "treatment en",
              "treatment zh-CN",
              "recording en",
              "recording zh-CN",
              "analytics en",
              "analytics zh-CN");
    }

    @Test
    void promise_encryption_truly_and_that_refusing_is_harmless() throws SQLException {
      assertThat(query("select text from consent_form"))
          .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("end-to-end"))
          .noneMatch(text -> text.contains("端到端"));
      assertThat(
              query(
                  "select text from consent_form where purpose = 'recording' and language = 'en'"))
          .first()
          .asString()
          .contains("encrypted between you and the clinic, and encrypted when stored")
          .contains("the visit takes place all the same")
          .contains("withdraw your agreement at any time");
    }

    @Test
    void carry_the_hash_of_their_text() throws SQLException {
      assertThat(
              query(
                  """
                  select id::text from consent_form
                  where sha256 <> encode(sha256(convert_to(text, 'UTF8')), 'hex')
                  """))
          .isEmpty();
    }
  }

  /** Version 2 of the recording question, as the application writes it; taken back at the end. */
  @Nested
  class A_wording {

    static final String DRAFT =
        """
        begin;
        insert into consent_form
          (id, revision, purpose, language, version, title, text, sha256, status, written_by, written_at)
        select gen_random_uuid(), 0, purpose, language, 2, title, text, sha256, 'draft', 'ada', now()
        from consent_form where purpose = 'recording' and version = 1;
        """;

    static final String SUPERSEDE =
        """
        update consent_form set status = 'superseded', superseded_at = now()
        where purpose = 'recording' and version = 1;
        """;

    static final String PUBLISH =
        """
        update consent_form set status = 'published', published_by = 'ada', published_at = now(),
          valid_from = now() where purpose = 'recording' and version = 2;
        """;

    static final String CHECKED = "set constraints all immediate; rollback";

    @Test
    void may_be_rewritten_while_it_is_a_draft_and_then_published() {
      String rewrite =
          """
          update consent_form set title = 'T', text = 'Words',
            sha256 = encode(sha256('Words'), 'hex') where version = 2;
          """;
      assertThatNoException()
          .isThrownBy(() -> as("televisit_app", DRAFT + rewrite + SUPERSEDE + PUBLISH + CHECKED));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "update consent_form set title = 'Other' where purpose = 'treatment'",
          "update consent_form set valid_until = now() + interval '1 day'",
          "update consent_form set status = 'draft', published_by = null, published_at = null",
          "update consent_form set version = 7 where purpose = 'treatment'",
          "update consent_form set status = 'superseded', superseded_at = now(), published_by ="
              + " 'x'",
          "delete from consent_form where purpose = 'analytics'",
        })
    void never_changes_once_it_is_published_not_even_by_the_owner(String statement) {
      assertBroken("televisit_owner", statement, "what was published never changes");
    }

    @Test
    void begins_as_a_draft() {
      assertBroken(
          "televisit_app",
          """
          insert into consent_form (id, revision, purpose, language, version, title, text, sha256,
            status, written_by, written_at, published_by, published_at, valid_from)
          select gen_random_uuid(), 0, purpose, language, 9, title, text, sha256, 'superseded', 'x',
            now(), 'x', now(), now() from consent_form where version = 1
          """,
          "begins as a draft");
    }

    @Test
    void is_published_alone_in_its_language() {
      assertBroken("televisit_app", DRAFT + PUBLISH, "consent_form_one_published");
    }

    @Test
    void is_published_in_both_languages_or_not_at_all() {
      String english = " and language = 'en';";
      assertBroken(
          "televisit_app",
          DRAFT + SUPERSEDE.replace(";", english) + PUBLISH.replace(";", english) + "commit",
          "consent_form_in_both_languages");
    }

    @Test
    void is_drafted_once_at_a_time() {
      assertBroken(
          "televisit_app",
          DRAFT + DRAFT.replace("begin;", "").replace(", 2, title", ", 3, title"),
          "consent_form_one_draft");
    }

    @Test
    void is_not_hashed_wrongly() {
      assertBroken(
          "televisit_app",
          DRAFT + "update consent_form set text = 'Other words' where version = 2",
          "consent_form_hash_is_true");
    }
  }

  /** Anna is a child here; her mother represents her, and an interpreter comes along. */
  @Nested
  class An_answer {

    static final String VISIT = "00000000-0000-0000-0000-0000000000e1";
    static final String MOTHER = "00000000-0000-0000-0000-0000000000f1";
    static final String INTERPRETER = "00000000-0000-0000-0000-0000000000f2";
    static final String ONCE = "00000000-0000-0000-0000-0000000000f3";
    static final String OF_BO = "00000000-0000-0000-0000-0000000000f4";

    static final String FAMILY =
        """
        begin;
        insert into appointment values ('%s', 0, '%s', '%s', timestamptz '2031-01-01 10:00Z',
          timestamptz '2031-01-01 10:20Z', 'booked', 'admin', now());
        insert into related_person values
          ('%s', 'mother', 'M', '%s', 'parent', true, now() - interval '1 year', null),
          ('%s', 'interpreter', 'I', '%s', 'interpreter', false, now() - interval '1 year', null),
          ('%s', 'once', 'O', '%s', 'guardian', true, now() - interval '2 years', now() - interval '1 day'),
          ('%s', 'of-bo', 'B', '%s', 'parent', true, now() - interval '1 year', null);
        """
            .formatted(VISIT, ANNA, LIN, MOTHER, ANNA, INTERPRETER, ANNA, ONCE, ANNA, OF_BO, BO);

    static final String ANSWER =
        """
        insert into consent (id, appointment_id, subject, purpose, form_id, form_sha256, language,
          provision, status, answered_at, answered_by, related_person_id, how, witness)
        select gen_random_uuid(), '%s', '%s', purpose, id, sha256, language, '%s',
          case '%s' when 'permit' then 'active' else 'rejected' end, now(), '%s', %s, '%s', %s
        from consent_form where purpose = 'recording' and language = 'en' and version = 1;
        """;

    String answer(String subject, String provision, String by, String relation, String witness) {
      String how = witness.equals("null") ? "page" : "spoken";
      return ANSWER.formatted(
          VISIT, subject, provision, provision, by, quoted(relation), how, quoted(witness));
    }

    private String quoted(String value) {
      return value.equals("null") ? value : "'" + value + "'";
    }

    @ParameterizedTest
    @CsvSource({
      "anna, permit, anna,   null,   null", // a grown-up; the age is the application's to know
      "anna, permit, mother, MOTHER, null",
      "anna, deny,   mother, MOTHER, lin",
      "lin,  permit, lin,    null,   null",
    })
    void is_taken_from_who_may_give_it(
        String subject, String provision, String by, String relation, String witness) {
      String statement =
          answer(subject, provision, by, relation.replace("MOTHER", MOTHER), witness);
      assertThatNoException()
          .isThrownBy(() -> as("televisit_app", FAMILY + statement + "rollback"));
    }

    @ParameterizedTest
    @CsvSource({
      "anna, mother,      null,        null, consent_for_another_by_a_related_person",
      "anna, anna,        MOTHER,      null, consent_for_another_by_a_related_person",
      "anna, stranger,    MOTHER,      null, consent_names_its_related_person",
      "anna, interpreter, INTERPRETER, null, consent_is_given_by_a_representative",
      "anna, once,        ONCE,        null, consent_is_given_by_a_representative",
      "anna, of-bo,       OF_BO,       null, consent_is_given_by_a_representative",
      "lin,  mother,      MOTHER,      null, consent_is_given_by_a_representative",
      "anna, anna,        null,        m,    consent_is_witnessed_by_the_practitioner",
      "anna, anna,        null,        anna, consent_is_witnessed_by_the_practitioner",
      "lin,  lin,         null,        lin,  consent_witness_is_another",
    })
    void is_refused_from_everybody_else(
        String subject, String by, String relation, String witness, String law) {
      String id =
          switch (relation) {
            case "MOTHER" -> MOTHER;
            case "INTERPRETER" -> INTERPRETER;
            case "ONCE" -> ONCE;
            case "OF_BO" -> OF_BO;
            default -> "null";
          };
      assertBroken("televisit_app", FAMILY + answer(subject, "permit", by, id, witness), law);
    }

    @Test
    void agrees_only_to_a_wording_in_force_but_declines_an_earlier_one_too() {
      String superseded =
          FAMILY + A_wording.DRAFT.replace("begin;", "") + A_wording.SUPERSEDE + A_wording.PUBLISH;
      assertBroken(
          "televisit_app",
          superseded + answer("anna", "permit", "anna", "null", "null"),
          "consent_quotes_a_wording_in_force");
      assertThatNoException()
          .isThrownBy(
              () ->
                  as(
                      "televisit_app",
                      superseded + answer("anna", "deny", "anna", "null", "null") + "rollback"));
    }

    @Test
    void never_quotes_a_draft() {
      String draft = FAMILY + A_wording.DRAFT.replace("begin;", "");
      String ofDraft =
          answer("anna", "deny", "anna", "null", "null").replace("version = 1", "version = 2");
      assertBroken("televisit_app", draft + ofDraft, "consent_quotes_a_wording_in_force");
    }

    @Test
    void is_about_a_place_that_the_table_names() {
      assertBroken(
          "televisit_app",
          FAMILY
              + """
              insert into attendance_location
                values (gen_random_uuid(), '%s', 'anna', 'XX', 'anna', now(), null)
              """
                  .formatted(VISIT),
          "attendance_location_jurisdiction_fkey");
    }
  }

  @Nested
  class Working_hours {

    static final String WORK =
        """
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, valid_until, set_by, set_at, removed_by, removed_at)
        values (gen_random_uuid(), 0, '%s', %s, %s, %s, %s, %s, 'x', now(), %s);
        """;

    /** Beside Tuesdays from nine to twelve until the end of June; the dates are those of 2030. */
    @ParameterizedTest
    @CsvSource({
      "LIN,   2, 719, 800, 01-01, null",
      "LIN,   2, 500, 541, 01-01, null",
      "LIN,   2, 600, 610, 06-30, null",
      "LIN,   2, 0,  1440, 01-01, 12-31",
    })
    void do_not_overlap(
        String who, int day, int from, int until, String validFrom, String validUntil) {
      assertBroken(
          "televisit_app",
          both(who, day, from, until, validFrom, validUntil),
          "working_hours_do_not_overlap");
    }

    @ParameterizedTest
    @CsvSource({
      "LIN,   2, 720, 800, 01-01, null",
      "LIN,   3, 540, 720, 01-01, null",
      "LIN,   2, 540, 720, 07-01, null",
      "MEYER, 2, 540, 720, 01-01, null",
    })
    void may_touch(String who, int day, int from, int until, String validFrom, String validUntil) {
      assertThatNoException()
          .isThrownBy(
              () -> as("televisit_app", both(who, day, from, until, validFrom, validUntil)));
    }

    @Test
    void that_were_removed_are_in_nobodys_way() {
      String removed =
          WORK.formatted(LIN, 2, 540, 720, "'2030-01-01'", "null", "'x', now()").repeat(2);
      assertThatNoException()
          .isThrownBy(() -> as("televisit_app", "begin;" + removed + "rollback"));
    }

    private String both(
        String who, int day, int from, int until, String validFrom, String validUntil) {
      return "begin;"
          + WORK.formatted(LIN, 2, 540, 720, "'2030-01-01'", "'2030-06-30'", "null, null")
          + WORK.formatted(
              who.equals("LIN") ? LIN : MEYER,
              day,
              from,
              until,
              "'2030-" + validFrom + "'",
              validUntil.equals("null") ? "null" : "'2030-" + validUntil + "'",
              "null, null")
          + "rollback";
    }
  }

  private static void assertBroken(String role, String statements, String law) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> as(role, statements))
        .withMessageContaining(law);
  }

  @Nested
  class A_legal_hold {

    static final String VISIT = "00000000-0000-0000-0000-0000000000d1";
    static final String RECORDING = "00000000-0000-0000-0000-0000000000d2";
    static final String DECIDE =
        "update recording set erasing_since = now(), erased_under = 'policy/x'";
    static final String DESTROY = "update recording set erased_at = now()";

    @BeforeEach
    void aRecordingUnderHold() throws SQLException {
      String arrange =
          """
          insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
            booked_by, booked_at)
          values ('%1$s', 0, '%3$s', '%4$s', '2032-01-01 10:00Z', '2032-01-01 10:20Z', 'fulfilled', 'x', now())
          on conflict do nothing;
          insert into encounter (id, version, appointment_id, status, opened_at)
          values ('%1$s', 0, '%1$s', 'planned', now()) on conflict do nothing;
          insert into seat (id, encounter_id, subject, name, role)
          values ('%1$s', '%1$s', 'anna', 'Anna', 'patient') on conflict do nothing;
          insert into recording (id, version, appointment_id, seat_id, subject, name, role, stretch, state,
            requested_at, ended_at, failure)
          values ('%2$s', 0, '%1$s', '%1$s', 'anna', 'Anna', 'patient', 1, 'failed', now(), now(), 'lost')
          on conflict do nothing;
          update recording set erasing_since = null, erased_under = null where erased_at is null;
          """;
      as("televisit_owner", arrange.formatted(VISIT, RECORDING, ANNA, LIN));
      hold();
    }

    private void hold() throws SQLException {
      as(
          "televisit_app",
          """
          insert into legal_hold (id, appointment_id, case_number, reason, set_by, set_at)
          values (gen_random_uuid(), '%s', 'AZ 1', 'a pending complaint', 'carla', now())
          on conflict do nothing
          """
              .formatted(VISIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"televisit_app", "televisit_owner"})
    void lets_nothing_be_destroyed_by_anybody(String role) {
      for (String statement : List.of(DECIDE, DECIDE + ", erased_at = now()")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> as(role, statement))
            .withMessageContaining("recording_hold_beats_erasure");
      }
    }

    @Test
    void lets_no_request_be_granted() throws SQLException {
      as(
          "televisit_app",
          """
          insert into erasure_request (id, appointment_id, subject, asked_at, entered_by)
          values (gen_random_uuid(), '%s', 'anna', now(), 'carla') on conflict do nothing
          """
              .formatted(VISIT));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () ->
                  as(
                      "televisit_app",
                      """
                      update erasure_request set granted = true, decided_by = 'carla', decided_at = now(),
                        decision_reason = 'because I can'
                      """))
          .withMessageContaining("recording_hold_beats_erasure");
    }

    @Test
    void calls_off_what_was_decided_and_not_done() throws SQLException {
      release();
      as("televisit_app", DECIDE);
      hold();

      assertThat(query("select id::text from recording where erasing_since is not null")).isEmpty();
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> as("televisit_app", DESTROY)); // nobody decided it any more
    }

    @Test
    void that_is_released_stands_in_nobodys_way_and_what_was_destroyed_stays_destroyed()
        throws SQLException {
      release();
      as("televisit_app", "begin; " + DECIDE + "; " + DESTROY + "; rollback");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () ->
                  as(
                      "televisit_app",
                      "begin; %s; %s; update recording set erased_at = null; rollback"
                          .formatted(DECIDE, DESTROY)))
          .withMessageContaining("stays destroyed");
    }

    private void release() throws SQLException {
      as(
          "televisit_app",
          """
          update legal_hold set released_by = 'carla', released_at = now(),
            release_reason = 'the complaint was settled'
          where released_at is null
          """);
    }
  }

  /** Starts the persistence unit as the server does: migrate as owner, validate, work as app. */
  private static EntityManagerFactory application() {
    return Persistence.createEntityManagerFactory(
        "televisit",
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.nonJtaDataSource", database("televisit_app"),
            "televisit.migration.datasource", database("televisit_owner")));
  }

  private static DataSource database(String role) {
    return server.getDatabase(role, "televisit");
  }

  private static void as(String role, String statement) throws SQLException {
    try (Connection connection = database(role).getConnection();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private static List<String> query(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database("televisit_owner").getConnection();
        Statement run = connection.createStatement();
        ResultSet rows = run.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static String golden() throws IOException {
    return Files.exists(GOLDEN) ? Files.readString(GOLDEN) : "";
  }
}
