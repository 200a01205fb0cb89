package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.televisit.MigratedDatabase.ANNA;
import static org.televisit.MigratedDatabase.BO;
import static org.televisit.MigratedDatabase.LIN;
import static org.televisit.MigratedDatabase.as;
import static org.televisit.MigratedDatabase.assertBroken;
import static org.televisit.MigratedDatabase.query;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database holds of wordings, answers and the rules of places, whoever writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentLawTest {

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
  class The_place_of_the_clinic {

    private void is(String place, String since) throws SQLException {
      as("televisit_app", "insert into clinic_place values ('%s', '%s')".formatted(since, place));
    }

    @Test
    void is_added_at_the_end_and_its_past_never_rewritten() throws SQLException {
      is("DE", "epoch");
      is("ES", "2030-01-01Z");
      refused(() -> is("FR", "2029-12-31Z"));
      refused(() -> is("FR", "2030-01-01Z"));
      is("FR", "2030-01-02Z");
      assertThat(query("select jurisdiction from clinic_place order by since"))
          .containsExactly("DE", "ES", "FR");
    }

    private void refused(ThrowingCallable insert) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(insert)
          .withMessageContaining("the past is not rewritten");
    }
  }
}
