package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.audit.AuditAction;
import org.televisit.audit.AuditTarget;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingState;
import org.televisit.recording.RecordingSummary;
import org.televisit.retention.RetentionRefusedException.Why;
import org.televisit.scheduling.AppointmentId;

/** What may be granted to somebody who wants their recordings deleted. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasureServiceTest {

  static final Actor CARLA = new Actor("carla", "Carla", Set.of(Role.COMPLIANCE));
  static final AppointmentId VISIT = AppointmentId.random();
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  final ErasureService service = new ErasureService();
  final ErasureRequest request = new ErasureRequest(VISIT, "anna", new Entry("carla", NOON));
  final List<RecordingEvidence> recordings = new ArrayList<>();
  final List<String> told = new ArrayList<>();

  private RecordingId recording(String subject, RecordingState state) {
    RecordingId id = RecordingId.random();
    RecordedSeat whose = new RecordedSeat(VISIT, UUID.randomUUID(), subject, subject, Role.PATIENT);
    recordings.add(
        new RecordingEvidence(
            whose,
            new RecordingSummary(
                id,
                VISIT,
                subject,
                Role.PATIENT,
                1,
                Capture.CAMERA,
                state,
                NOON,
                null,
                null,
                null,
                null,
                null,
                null),
            null,
            null,
            List.of(),
            List.of(),
            null));
    return id;
  }

  @BeforeEach
  void anOffice() {
    service.recordings =
        new RecordingErasure() {
          @Override
          public List<RecordingEvidence> undecided(AppointmentId visit, String subject) {
            return recordings.stream().filter(r -> r.whose().subject().equals(subject)).toList();
          }

          @Override
          public boolean decide(RecordingId id, String under) {
            assertThat(under).isEqualTo(request.entity());
            told.add("decided " + id);
            return true;
          }
        };
    service.register = new HoldRegister();
    service.register.recordings = service.recordings;
    service.register.clock = Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC);
    service.register.books =
        new RetentionBooks() {
          @Override
          ErasureRequest request(UUID id) {
            return request;
          }

          @Override
          void flush() {
            told.add("visit locked");
          }

          @Override
          void add(Object row) {
            told.add("written down");
          }
        };
    service.interrupted =
        new Interrupted() {
          @Override
          Tally destroy(List<RecordingId> ids) {
            ids.forEach(id -> told.add("deleted " + id));
            return new Tally(ids.size(), 0, 0);
          }
        };
    service.trail =
        new AuditTrail() {
          @Override
          public void refused(Actor actor, AuditAction action, AuditTarget target) {
            told.add("refused " + action.code());
          }

          @Override
          public void done(Actor actor, AuditAction action, AuditTarget target) {
            told.add(action.code());
          }
        };
    service.register.trail = service.trail;
  }

  @Test
  void nothing_is_granted_while_a_recording_of_theirs_runs_as_it_would_be_left_out() {
    recording("anna", RecordingState.SEALED);
    recording("anna", RecordingState.RECORDING);
    assertThatExceptionOfType(RetentionRefusedException.class)
        .isThrownBy(() -> service.decide(CARLA, request.getId(), true, "she may have that"))
        .satisfies(e -> assertThat(e.why()).isEqualTo(Why.NOT_ENDED));
    assertThat(told)
        .as("looked for where no other can begin; the transaction is lost, its audit event too")
        .containsExactly("visit locked", "erasure.grant", "refused erasure.grant");
  }

  @Test
  void it_may_be_asked_for_and_refused_meanwhile() {
    recording("anna", RecordingState.RECORDING);
    service.ask(CARLA, VISIT, "anna");
    service.decide(CARLA, request.getId(), false, "the visit goes on");
    assertThat(told)
        .containsExactly("written down", "erasure.ask", "visit locked", "erasure.refuse");
  }

  @Test
  void once_all_have_ended_all_are_decided_before_one_goes_and_nobody_else_is_waited_for() {
    RecordingId first = recording("anna", RecordingState.SEALED);
    RecordingId second = recording("anna", RecordingState.FAILED);
    recording("lin", RecordingState.RECORDING);
    service.decide(CARLA, request.getId(), true, "she may have that");
    assertThat(told)
        .containsExactly(
            "visit locked",
            "erasure.grant",
            "decided " + first,
            "recording.erase",
            "decided " + second,
            "recording.erase",
            "deleted " + first,
            "deleted " + second);
  }
}
