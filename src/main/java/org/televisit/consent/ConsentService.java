package org.televisit.consent;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.televisit.identity.Actor;
import org.televisit.platform.Violations;
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
  @Inject SchedulingService scheduling;

  /**
   * The two questions, treatment first, with the person's own answers.
   *
   * @param locale Chinese of any kind gets {@code zh-CN}, everything else {@code en}
   * @throws NotYourAppointmentException if the person is not a participant
   */
  public List<Question> questions(Actor actor, AppointmentId appointment, Locale locale) {
    scheduling.asParticipant(actor, appointment);
    Map<Purpose, Answer> answers =
        consents.current(new Party(appointment, actor.subject())).stream()
            .collect(toMap(Consent::purpose, Consent::answer));
    return consents.forms(language(locale)).stream()
        .sorted(Comparator.comparing(ConsentForm::getPurpose))
        .map(f -> question(f, answers))
        .toList();
  }

  /**
   * Gives, refuses or (by {@link Provision#DENY}) withdraws a consent. The same answer again
   * changes nothing.
   *
   * @param form the wording that the person has before them; it names the purpose
   * @throws FormSupersededException if there is a newer wording
   * @throws AnsweredMeanwhileException if the same question is being answered elsewhere
   * @throws NotYourAppointmentException if the person is not a participant
   */
  public void answer(Actor actor, AppointmentId appointment, UUID form, Provision provision) {
    scheduling.asParticipant(actor, appointment);
    try {
      register.answer(actor, appointment, form, provision);
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE_ANSWER) ? new AnsweredMeanwhileException() : e;
    }
  }

  /** Whether this person's consent to {@code purpose} is active now. */
  public boolean permits(AppointmentId appointment, String subject, Purpose purpose) {
    return state(appointment, subject).permits(purpose);
  }

  /** Whether nothing is left to answer: treatment permitted and recording answered. */
  public boolean complete(AppointmentId appointment, String subject) {
    return state(appointment, subject).isComplete();
  }

  /** One person's answers for one visit. */
  public ConsentState state(AppointmentId appointment, String subject) {
    return states(List.of(appointment)).of(appointment, subject);
  }

  /** Everybody's answers for many visits, in one query. */
  public ConsentStates states(Collection<AppointmentId> appointments) {
    Map<Party, ConsentState> states = new HashMap<>();
    consents.current(appointments).stream()
        .collect(groupingBy(Consent::party, toMap(Consent::purpose, c -> c.answer().provision())))
        .forEach((party, answers) -> states.put(party, new ConsentState(answers)));
    return new ConsentStates(states);
  }

  /** Every answer ever given for one visit, oldest first; the caller has checked who asks. */
  public List<ConsentLine> history(AppointmentId appointment) {
    return consents.all(appointment).stream().map(Consent::line).toList();
  }

  private static Question question(ConsentForm form, Map<Purpose, Answer> answers) {
    Purpose purpose = form.getPurpose();
    return new Question(purpose, form, Optional.ofNullable(answers.get(purpose)));
  }

  private static String language(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? "zh-CN" : "en";
  }
}
