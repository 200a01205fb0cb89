package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingSituation.Party;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingPermitTest {

  /**
   * The truth table. {@code *} is anything, {@code /} is or. Columns: the rule; the visit; whose
   * seat; their own answer; who else is present; that person's answer; the patient's answer,
   * whether or not they have a seat; the permit of the seat.
   */
  static final String TABLE =
      """
      rule      visit   seat                 own    with                         theirs    patient   permit
      prohib    *       *                    *      *                            *         *         prohibited
      own/all   idle    *                    *      *                            *         *         not-in-progress
      own/all   runs    *                    none   *                            *         *         unanswered
      own/all   runs    *                    deny   *                            *         *         declined
      own       runs    patient/practitioner permit *                            *         *         permitted
      own       runs    related-person       permit *                            *         permit    permitted
      own       runs    related-person       permit *                            *         deny/none another-declined
      all       runs    patient/practitioner permit nobody                       *         *         permitted
      all       runs    related-person       permit nobody                       *         permit    permitted
      all       runs    related-person       permit nobody                       *         deny/none another-declined
      all       runs    *                    permit patient/practitioner/related-person deny/none * another-declined
      all       runs    patient/practitioner permit patient/practitioner         permit    *         permitted
      all       runs    patient/practitioner permit related-person               permit    permit    permitted
      all       runs    patient/practitioner permit related-person               permit    deny/none another-declined
      all       runs    related-person       permit patient/practitioner/related-person permit permit permitted
      all       runs    related-person       permit patient/practitioner/related-person permit deny/none another-declined
      """;

  static final UUID SEAT = UUID.fromString("00000000-0000-4000-8000-000000000001");
  static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

  static final List<String> RULES = List.of("own", "all", "prohib");
  static final List<String> VISITS = List.of("idle", "runs");
  static final List<String> SEATS = List.of("patient", "practitioner", "related-person");
  static final List<String> COMPANY =
      List.of("nobody", "patient", "practitioner", "related-person");
  static final List<String> ANSWERS = List.of("none", "deny", "permit");

  /** One line of the table, or one combination of what it speaks of. */
  record Row(List<String> cells) {

    static Row of(String line) {
      return new Row(List.of(line.strip().split("\\s+")));
    }

    boolean covers(Row combination) {
      for (int i = 0; i < combination.cells.size(); i++) {
        List<String> alternatives = Arrays.asList(cells.get(i).split("/"));
        if (!alternatives.contains("*") && !alternatives.contains(combination.cells.get(i))) {
          return false;
        }
      }
      return true;
    }

    String permit() {
      return cells.get(cells.size() - 1);
    }

    /** A patient who has a seat has one answer, not two; and there is one patient. */
    boolean isPossible() {
      boolean two = cell(2).equals("patient") && cell(4).equals("patient");
      boolean own = !cell(2).equals("patient") || cell(3).equals(cell(6));
      boolean theirs = !cell(4).equals("patient") || cell(5).equals(cell(6));
      return !two && own && theirs;
    }

    private String cell(int column) {
      return cells.get(column);
    }

    RecordingSituation situation() {
      List<Party> present = new ArrayList<>();
      present.add(new Party(SEAT, role(cell(2)), answer(cell(3))));
      if (!cell(4).equals("nobody")) {
        present.add(new Party(OTHER, role(cell(4)), answer(cell(5))));
      }
      return new RecordingSituation(
          cell(1).equals("runs"), rule(cell(0)), answer(cell(6)), present);
    }

    private static RecordingRule rule(String cell) {
      return switch (cell) {
        case "own" -> RecordingRule.OWN_CONSENT;
        case "all" -> RecordingRule.ALL_PARTY;
        default -> RecordingRule.PROHIBITED;
      };
    }

    private static Role role(String cell) {
      return Role.valueOf(cell.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Optional<Provision> answer(String cell) {
      return cell.equals("none")
          ? Optional.empty()
          : Optional.of(Provision.valueOf(cell.toUpperCase(Locale.ROOT)));
    }
  }

  static List<Row> table() {
    return TABLE.lines().skip(1).map(Row::of).toList();
  }

  static List<Row> combinations() {
    Stream<List<String>> rows = Stream.of(List.of());
    for (List<String> column : List.of(RULES, VISITS, SEATS, ANSWERS, COMPANY, ANSWERS, ANSWERS)) {
      rows =
          rows.flatMap(
              row -> column.stream().map(c -> Stream.concat(row.stream(), Stream.of(c)).toList()));
    }
    return rows.map(Row::new).filter(Row::isPossible).toList();
  }

  @Test
  void the_table_says_exactly_one_thing_of_every_combination() {
    assertThat(combinations())
        .hasSizeGreaterThan(500)
        .allSatisfy(
            combination ->
                assertThat(table().stream().filter(row -> row.covers(combination))).hasSize(1));
  }

  @Test
  void every_combination_is_decided_as_the_table_says() {
    assertThat(combinations())
        .allSatisfy(
            combination -> {
              String wanted =
                  table().stream().filter(r -> r.covers(combination)).findFirst().get().permit();
              assertThat(RecordingPermit.of(combination.situation()))
                  .containsEntry(SEAT, permit(wanted));
            });
  }

  @Test
  void nobody_is_recorded_where_nobody_is() {
    assertThat(
            RecordingPermit.of(
                new RecordingSituation(
                    true, RecordingRule.OWN_CONSENT, Optional.of(Provision.PERMIT), List.of())))
        .isEmpty();
  }

  @Test
  void one_of_six_who_says_no_stops_everybody_where_all_must_agree_and_only_themselves_elsewhere() {
    List<Party> six = new ArrayList<>();
    six.add(new Party(SEAT, Role.PATIENT, Optional.of(Provision.DENY)));
    for (int i = 0; i < 5; i++) {
      six.add(new Party(new UUID(0, i), Role.PRACTITIONER, Optional.of(Provision.PERMIT)));
    }
    Map<UUID, RecordingPermit> all = permits(RecordingRule.ALL_PARTY, six);
    assertThat(all.remove(SEAT)).isEqualTo(RecordingPermit.DECLINED);
    assertThat(all.values()).hasSize(5).containsOnly(RecordingPermit.ANOTHER_DECLINED);
    Map<UUID, RecordingPermit> own = permits(RecordingRule.OWN_CONSENT, six);
    assertThat(own.remove(SEAT)).isEqualTo(RecordingPermit.DECLINED);
    assertThat(own.values()).hasSize(5).containsOnly(RecordingPermit.PERMITTED);
  }

  private static RecordingPermit permit(String cell) {
    return RecordingPermit.valueOf(cell.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Map<UUID, RecordingPermit> permits(RecordingRule rule, List<Party> present) {
    Optional<Provision> patient =
        present.stream()
            .filter(p -> p.role() == Role.PATIENT)
            .findFirst()
            .flatMap(Party::recording);
    return new HashMap<>(RecordingPermit.of(new RecordingSituation(true, rule, patient, present)));
  }
}
