package org.televisit.consent;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.televisit.identity.Role;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;

/** Which questions each person of a visit is asked, and with which wording. */
@ApplicationScoped
class Questions {

  @Inject Consents consents;
  @Inject Receipts receipts;
  @Inject SchedulingService scheduling;
  @Inject Clock clock;

  /** The questions to one participant, treatment first, with all answers so far. */
  List<Question> to(Appointment visit, String subject, Locale locale) {
    Set<Purpose> asked = purposes(scheduling.roleIn(visit, subject));
    Map<Purpose, List<Receipt>> answers =
        receipts.of(visit, consents.all(new Party(visit.getId(), subject))).stream()
            .collect(groupingBy(Receipt::purpose));
    return consents.forms(language(locale)).stream()
        .filter(form -> asked.contains(form.getPurpose()))
        .sorted(Comparator.comparing(ConsentForm::getPurpose))
        .map(form -> question(visit, form, answers.getOrDefault(form.getPurpose(), List.of())))
        .toList();
  }

  /** What a participant is asked: who accompanies a patient is not the one who is treated. */
  Set<Purpose> purposes(Role role) {
    return role == Role.RELATED_PERSON
        ? EnumSet.of(Purpose.RECORDING, Purpose.ANALYTICS)
        : EnumSet.allOf(Purpose.class);
  }

  /** The wording to which this may be said aloud now, about this visit. */
  Optional<ConsentForm> spoken(Appointment visit, SpokenAnswer answer) {
    return consents.forms(language(answer.locale())).stream()
        .filter(form -> form.getPurpose() == answer.purpose())
        .filter(form -> canTake(form, answer.provision(), visit))
        .findFirst();
  }

  /** The wording that was answered, if that may be. */
  Optional<ConsentForm> answered(Appointment visit, Reply reply) {
    return consents.form(reply.form()).filter(form -> canTake(form, reply.provision(), visit));
  }

  /** Refusing and withdrawing stay possible when the validity ends before the visit, or has. */
  private boolean canTake(ConsentForm form, Provision provision, Appointment visit) {
    return provision == Provision.DENY
        ? form.getStatus() == FormStatus.PUBLISHED
        : form.isInForce(clock.instant(), visit.getSlot().start());
  }

  private Question question(Appointment visit, ConsentForm form, List<Receipt> answers) {
    Optional<Receipt> current = answers.stream().filter(Receipt::isCounting).findFirst();
    List<Receipt> earlier =
        answers.stream()
            .filter(answer -> !answer.isCounting())
            .sorted(
                Comparator.comparing((Receipt answer) -> answer.choice().answeredAt()).reversed())
            .toList();
    boolean open = form.isInForce(clock.instant(), visit.getSlot().start());
    return new Question(form.getPurpose(), form, current, earlier, open);
  }

  private static String language(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? "zh-CN" : "en";
  }
}
