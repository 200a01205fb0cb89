package org.televisit.consent;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.televisit.audit.AuditTrail;
import org.televisit.consent.ConsentRegister.Entry;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.Violations;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.NotYourAppointmentException;
import org.televisit.scheduling.SchedulingService;

/**
 * Asks the participants of a visit, keeps their answers, and tells what they permit.
 *
 * <p>Not transactional itself, for the reason given at {@link SchedulingService}.
 */
@ApplicationScoped
public class ConsentService {

  private static final String ONE_ANSWER = "consent_one_answer_at_a_time";

  @Inject ConsentRegister register;
  @Inject Consents consents;
  @Inject Questions questions;
  @Inject Interviews interviews;
  @Inject Mandates mandates;
  @Inject SchedulingService scheduling;
  @Inject AuditTrail trail;

  /**
   * The questions to oneself, treatment first, with the person's own answers.
   *
   * @param locale Chinese of any kind gets {@code zh-CN}, everything else {@code en}
   * @throws NotYourAppointmentException if the person is not a participant
   */
  public List<Question> questions(Actor actor, AppointmentId appointment, Locale locale) {
    Appointment visit = scheduling.asParticipant(actor, appointment);
    return questions.to(visit, actor.subject(), locale);
  }

  /**
   * Everything that this person is asked: for the minor whom they represent first, then for
   * themselves. A minor reads, and somebody else answers.
   *
   * @throws NotYourAppointmentException if the person is not a participant
   */
  public List<Asked> asked(Actor actor, AppointmentId appointment, Locale locale) {
    Appointment visit = scheduling.asParticipant(actor, appointment);
    return interviews.of(visit, actor.subject(), locale);
  }

  /** As {@link #answer(Actor, AppointmentId, Reply)}, for oneself. */
  public void answer(Actor actor, AppointmentId appointment, UUID form, Provision provision) {
    answer(actor, appointment, new Reply(actor.subject(), form, provision));
  }

  /**
   * Gives, refuses or (by {@link Provision#DENY}) withdraws a consent, for oneself or for the minor
   * whom one represents. The same answer again changes nothing.
   *
   * @throws FormSupersededException if the wording is not the current one any more
   * @throws AnsweredMeanwhileException if the same question is being answered elsewhere
   * @throws MinorCannotAnswerException if a minor answers alone; the refusal is audited
   * @throws NotAllowedException if the answer is somebody else's to give; audited as well
   * @throws NotYourAppointmentException if the person is not a participant
   */
  public void answer(Actor actor, AppointmentId appointment, Reply reply) {
    Appointment visit = scheduling.asParticipant(actor, appointment);
    Given given = given(actor, visit, reply.subject());
    ConsentForm form = questions.answered(visit, reply).orElseThrow(FormSupersededException::new);
    if (!asked(visit, reply.subject()).contains(form.getPurpose())) {
      throw refuse(actor, appointment);
    }
    Party party = new Party(appointment, reply.subject());
    write(actor, new Entry(party, form, reply.provision(), given));
  }

  /**
   * Withdraws the agreement to be recorded: one's own, and that of the minor whom one represents.
   * The one act concerning a consent that is open to a minor alone, because stopping harms nobody.
   * Without an agreement nothing changes, nor where it was given later than this was said: so it
   * may be passed on again and again.
   *
   * @param saying when; it may be told to the database much later
   * @return of whom an agreement counts that was given since
   * @throws AnsweredMeanwhileException if the same question is being answered elsewhere
   * @throws NotYourAppointmentException if the person is not a participant
   */
  public Set<String> withdrawRecording(Actor actor, AppointmentId appointment, Saying saying) {
    Appointment visit = scheduling.asParticipant(actor, appointment);
    Map<String, Given> refusals = new LinkedHashMap<>();
    refusals.put(actor.subject(), Given.self(actor.subject()));
    mandates
        .representative(visit, actor.subject())
        .ifPresent(as -> refusals.put(visit.getPatient().subject(), Given.as(as)));
    Set<String> agreedSince = new HashSet<>();
    refusals.forEach(
        (subject, given) -> {
          Party party = new Party(appointment, subject);
          if (!told(() -> register.withdrawRecording(actor, party, given, saying))) {
            agreedSince.add(subject);
          }
        });
    return agreedSince;
  }

  /**
   * Writes down what a participant said aloud. Nothing changes where the same person has answered
   * since.
   *
   * @param practitioner of this visit, who heard it
   * @param saying when; it may be told to the database much later
   * @return whether that is what counts now
   * @throws MinorCannotAnswerException if it is an agreement about a minor and it is not clear who
   *     spoke
   * @throws NotAllowedException if it is not the visit's practitioner who asks, or it is the
   *     practitioner's own answer; the refusal is audited
   * @throws SpeakerAbsentException if it is an agreement, and who gives it could not be heard; that
   *     is audited as well
   * @throws AnsweredMeanwhileException if the same question is being answered elsewhere
   */
  public boolean witness(
      Actor practitioner, AppointmentId appointment, SpokenAnswer answer, Saying saying) {
    Appointment visit = scheduling.asParticipant(practitioner, appointment);
    if (scheduling.roleIn(visit, practitioner.subject()) != Role.PRACTITIONER
        || answer.subject().equals(practitioner.subject())
        || !asked(visit, answer.subject()).contains(answer.purpose())) {
      throw refuse(practitioner, appointment);
    }
    ConsentForm form = questions.spoken(visit, answer).orElseThrow(FormSupersededException::new);
    Given given =
        mandates.spoken(visit, answer.subject(), answer.provision(), practitioner.subject());
    if (!answer.canComeFrom(given.by())) {
      refuse(practitioner, appointment);
      throw new SpeakerAbsentException();
    }
    Party party = new Party(appointment, answer.subject());
    Entry entry = new Entry(party, form, answer.provision(), given);
    return told(() -> register.answer(practitioner, entry, saying));
  }

  /** The minor for whom this person answers in this visit, if there is one. */
  public Optional<PersonRef> represented(Appointment visit, String subject) {
    return mandates.representative(visit, subject).map(relation -> visit.getPatient());
  }

  /** Whether this person's consent to {@code purpose} is active now. */
  public boolean permits(AppointmentId appointment, String subject, Purpose purpose) {
    return state(appointment, subject).permits(purpose);
  }

  /** Whether nothing is left to answer: treatment permitted and recording answered. */
  public boolean complete(AppointmentId appointment, String subject) {
    return state(appointment, subject).isComplete();
  }

  /**
   * Whether nothing is left to answer before this participant may enter. Who accompanies a patient
   * answers for their own picture and voice, and it is the patient's treatment that must be agreed.
   */
  public boolean ready(Appointment visit, String subject) {
    if (scheduling.roleIn(visit, subject) != Role.RELATED_PERSON) {
      return complete(visit.getId(), subject);
    }
    ConsentStates states = states(List.of(visit.getId()));
    return states.of(visit.getId(), visit.getPatient().subject()).permits(Purpose.TREATMENT)
        && states.of(visit.getId(), subject).answers().containsKey(Purpose.RECORDING);
  }

  /** One person's answers for one visit. */
  public ConsentState state(AppointmentId appointment, String subject) {
    return states(List.of(appointment)).of(appointment, subject);
  }

  /**
   * Everybody's answers for many visits, in one query. Who agreed to a wording whose validity ends
   * before the visit, since that was moved, has not answered.
   */
  public ConsentStates states(Collection<AppointmentId> appointments) {
    Map<Party, ConsentState> states = new HashMap<>();
    List<Consent> holding = consents.holding(appointments);
    holding.stream()
        .collect(groupingBy(Consent::party, toMap(Consent::purpose, c -> c.answer().provision())))
        .forEach((party, answers) -> states.put(party, new ConsentState(answers)));
    return new ConsentStates(
        states, holding.stream().map(Consent::answeredAt).max(naturalOrder()).orElse(Instant.MIN));
  }

  /** Every answer ever given for one visit, oldest first; the caller has checked who asks. */
  public List<ConsentLine> history(AppointmentId appointment) {
    Instant start = scheduling.forReview(appointment).getSlot().start();
    return consents.all(appointment).stream().map(consent -> consent.line(start)).toList();
  }

  /**
   * As {@link #history}, without agreements to a wording whose validity had ended when the visit
   * began: they permitted nothing.
   */
  public List<ConsentLine> decisive(AppointmentId appointment) {
    Instant start = scheduling.forReview(appointment).getSlot().start();
    return consents.all(appointment).stream()
        .filter(consent -> consent.holdsAt(start))
        .map(consent -> consent.line(start))
        .toList();
  }

  private Set<Purpose> asked(Appointment visit, String subject) {
    return questions.purposes(scheduling.roleIn(visit, subject));
  }

  private Given given(Actor actor, Appointment visit, String subject) {
    try {
      return mandates
          .given(visit, actor.subject(), subject)
          .orElseThrow(() -> refuse(actor, visit.getId()));
    } catch (MinorCannotAnswerException e) {
      refuse(actor, visit.getId());
      throw e;
    }
  }

  private void write(Actor actor, Entry entry) {
    told(
        () -> {
          register.answer(actor, entry);
          return true;
        });
  }

  private static boolean told(BooleanSupplier change) {
    try {
      return change.getAsBoolean();
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE_ANSWER) ? new AnsweredMeanwhileException() : e;
    }
  }

  private NotAllowedException refuse(Actor actor, AppointmentId appointment) {
    trail.refused(actor, ConsentAction.ANSWER, appointment.entity());
    return new NotAllowedException("not theirs to answer in " + appointment.entity());
  }
}
