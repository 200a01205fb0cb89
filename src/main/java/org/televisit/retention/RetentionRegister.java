package org.televisit.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.platform.ClinicInfo;
import org.televisit.recording.RecordingEvidence;
import org.televisit.retention.RetentionRefusedException.Why;

/** The transactional half of retention's policies: a policy and its audit event, or neither. */
@ApplicationScoped
@Transactional
class RetentionRegister {

  /** What reading is audited as. */
  static final String PAGE = "page/compliance/retention";

  @Inject RetentionBooks books;
  @Inject KeptRecordings kept;
  @Inject AuditTrail trail;
  @Inject Clock clock;
  @Inject ClinicInfo clinic;

  List<Policy> policies() {
    return books.policies().stream().map(RetentionPolicy::policy).toList();
  }

  /** Takes the place of the policy for the same visits, if there is one. */
  void set(Actor actor, Policy policy) {
    Instant now = clock.instant();
    Optional<RetentionPolicy> before = books.policy(policy.visitType(), policy.jurisdiction());
    before.ifPresent(b -> b.end(actor.subject(), now));
    books.flush();
    books.add(new RetentionPolicy(policy, actor.subject(), now));
    trail.done(
        actor,
        RetentionAction.SET_POLICY,
        policy.entity(),
        policy.days() + " days" + before.map(b -> ", was " + b.policy().days()).orElse(""));
  }

  void end(Actor actor, UUID id) {
    RetentionPolicy policy = books.policy(id).orElseThrow();
    if (policy.isGeneral()) {
      throw new RetentionRefusedException(Why.LAST_POLICY);
    }
    policy.end(actor.subject(), clock.instant());
    trail.done(actor, RetentionAction.END_POLICY, policy.policy().entity());
  }

  /** What is due on that day. */
  List<PlannedDeletion> due(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(clinic.getZone()).toInstant();
    return plan().until(day, kept.endedBefore(end).stream());
  }

  RetentionPlan plan() {
    return new RetentionPlan(policies(), clinic.getZone());
  }

  /** What becomes of recordings of one visit that have ended. */
  List<Fated> fates(List<RecordingEvidence> recordings) {
    RetentionPlan plan = plan();
    return kept.described(recordings).stream()
        .map(r -> new Fated(r.evidence(), plan.of(r), r.held()))
        .toList();
  }

  /** Somebody looked what becomes of their own recordings. */
  void readOwn(Actor actor) {
    trail.done(actor, RetentionAction.READ_OWN, "page/patient/recordings");
  }

  void read(Actor actor, String what) {
    trail.done(actor, RetentionAction.READ, PAGE, what);
  }

  Optional<RetentionRun> lastRun() {
    return books.lastRun();
  }
}
