package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** The transactional half of the wordings: the change and its audit event, or neither. */
@ApplicationScoped
@Transactional
class FormRegister {

  @Inject Consents consents;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  int begin(Actor actor, Purpose purpose) {
    List<ConsentForm> begun = consents.forChange(purpose, FormStatus.DRAFT);
    if (!begun.isEmpty()) {
      return begun.get(0).getVersion();
    }
    Instant now = clock.instant();
    List<ConsentForm> published = consents.forChange(purpose, FormStatus.PUBLISHED);
    int version = published.get(0).getVersion() + 1;
    published.forEach(
        before -> consents.add(ConsentForm.draft(before, version, actor.subject(), now)));
    audit(actor, ConsentAction.DRAFT, purpose, version);
    return version;
  }

  void rewrite(Actor actor, Purpose purpose, FormDraft draft) {
    List<ConsentForm> forms = draft(purpose, draft.seen());
    for (ConsentForm form : forms) {
      @Nullable Wording wording = draft.wordings().get(form.getLanguage());
      form.rewrite(Objects.requireNonNull(wording), actor.subject(), clock.instant());
      form.endAt(draft.validUntil());
    }
    audit(actor, ConsentAction.DRAFT, purpose, forms.get(0).getVersion());
  }

  void publish(Actor actor, Purpose purpose, Map<String, Integer> seen) {
    List<ConsentForm> forms = draft(purpose, seen);
    Instant now = clock.instant();
    @Nullable Instant end = forms.get(0).getValidUntil();
    if (end != null && !end.isAfter(now)) {
      throw new FormOverException();
    }
    consents.supersede(consents.forChange(purpose, FormStatus.PUBLISHED), now);
    forms.forEach(form -> form.publish(actor.subject(), now));
    audit(actor, ConsentAction.PUBLISH, purpose, forms.get(0).getVersion());
  }

  /** The draft in all languages, as it was seen. */
  private List<ConsentForm> draft(Purpose purpose, Map<String, Integer> seen) {
    List<ConsentForm> forms = consents.forChange(purpose, FormStatus.DRAFT);
    if (forms.isEmpty()) {
      throw new FormPublishedException();
    }
    for (ConsentForm form : forms) {
      if (!Objects.equals(seen.get(form.getLanguage()), form.getRevision())) {
        throw new DraftChangedException();
      }
    }
    return forms;
  }

  private void audit(Actor actor, ConsentAction action, Purpose purpose, int version) {
    trail.done(actor, action, FormService.entity(purpose), "version " + version);
  }
}
