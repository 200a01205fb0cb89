package org.televisit.consent;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Violations;
import org.televisit.scheduling.SchedulingService;

/**
 * Writes and publishes the wordings that people are asked with; only a clinic admin may. The
 * languages of a version are published together, and supersede the version before.
 *
 * <p>Not transactional itself, for the reason given at {@link SchedulingService}.
 */
@ApplicationScoped
public class FormService {

  private static final String ONE_DRAFT = "consent_form_one_draft";

  @Inject FormRegister register;
  @Inject Consents consents;
  @Inject AuditTrail trail;

  /**
   * All versions of all questions, treatment first, the newest version first.
   *
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public List<FormVersion> versions(Actor actor) {
    admin(actor, ConsentAction.DRAFT, "consent-form");
    Map<Object, Long> answers = consents.answersByForm();
    return consents.forms().stream()
        .collect(groupingBy(form -> List.of(form.getPurpose(), form.getVersion())))
        .values()
        .stream()
        .map(wordings -> version(wordings, answers))
        .sorted(
            Comparator.comparing(FormVersion::purpose)
                .thenComparing(FormVersion::version, Comparator.reverseOrder()))
        .toList();
  }

  /**
   * One version of one question.
   *
   * @throws NotFoundException if there is none
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public FormVersion version(Actor actor, Purpose purpose, int version) {
    return versions(actor).stream()
        .filter(form -> form.purpose() == purpose && form.version() == version)
        .findFirst()
        .orElseThrow(() -> new NotFoundException("no such version"));
  }

  /**
   * Begins a new version with the words of the published one, or goes on with the one begun.
   *
   * @return its number
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public int begin(Actor actor, Purpose purpose) {
    admin(actor, ConsentAction.DRAFT, entity(purpose));
    try {
      return register.begin(actor, purpose);
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE_DRAFT) ? new DraftChangedException() : e;
    }
  }

  /**
   * Replaces the words of the draft.
   *
   * @throws DraftChangedException if somebody else has changed it meanwhile
   * @throws FormPublishedException if there is no draft any more
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public void rewrite(Actor actor, Purpose purpose, FormDraft draft) {
    admin(actor, ConsentAction.DRAFT, entity(purpose));
    register.rewrite(actor, purpose, draft);
  }

  /**
   * Publishes the draft in all its languages; it supersedes the version before at that moment.
   *
   * @param seen language to the revision that was looked at: what is published is what was seen
   * @throws DraftChangedException if somebody else has changed it meanwhile
   * @throws FormPublishedException if there is no draft any more
   * @throws FormOverException if its validity would have ended already
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public void publish(Actor actor, Purpose purpose, Map<String, Integer> seen) {
    admin(actor, ConsentAction.PUBLISH, entity(purpose));
    register.publish(actor, purpose, seen);
  }

  static String entity(Purpose purpose) {
    return "consent-form/" + purpose.code();
  }

  private static FormVersion version(List<ConsentForm> wordings, Map<Object, Long> answers) {
    ConsentForm first = wordings.get(0);
    return new FormVersion(
        first.getPurpose(),
        first.getVersion(),
        wordings.stream().sorted(Comparator.comparing(ConsentForm::getLanguage)).toList(),
        wordings.stream().mapToLong(form -> answers.getOrDefault(form.getId(), 0L)).sum());
  }

  private void admin(Actor actor, ConsentAction action, String entity) {
    if (!actor.is(Role.CLINIC_ADMIN)) {
      trail.refused(actor, action, entity);
      throw new NotAllowedException("wordings need a clinic admin");
    }
  }
}
