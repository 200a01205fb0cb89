package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Contact;
import org.televisit.identity.Contacts;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;

/** What could not be told to people, for the clinic's office. */
@ApplicationScoped
public class NotificationService {

  private static final String ENTITY = "page/admin/notifications";

  @Inject Outbox outbox;
  @Inject SchedulingService scheduling;
  @Inject Contacts contacts;
  @Inject AuditTrail trail;

  /**
   * Messages that failed, or are tried again and again, the latest first.
   *
   * @throws NotAllowedException for everybody but the clinic's office; the refusal is audited
   */
  public List<Undelivered> undelivered(Actor actor) {
    requireOffice(actor, NotificationAction.READ, ENTITY);
    List<Notification> messages = outbox.troubled(actor);
    Map<String, Contact> reached =
        contacts.of(messages.stream().map(Notification::getSubject).distinct().toList());
    return messages.stream()
        .map(
            message -> {
              Appointment visit = scheduling.get(actor, message.getAppointment());
              return new Undelivered(
                  message, visit, name(message, visit), reached.get(message.getSubject()));
            })
        .toList();
  }

  /**
   * Has a message tried again that failed.
   *
   * @throws NotAllowedException for everybody but the clinic's office; the refusal is audited
   * @throws NotResendableException if it is on its way meanwhile
   * @throws NotFoundException if there is none
   */
  public void resend(Actor actor, UUID id) {
    requireOffice(actor, NotificationAction.RESEND, "notification/" + id);
    outbox.again(actor, id);
  }

  private void requireOffice(Actor actor, NotificationAction action, String entity) {
    if (!actor.is(Role.CLINIC_ADMIN)) {
      trail.refused(actor, action, entity, "role");
      throw new NotAllowedException("messages are the office's");
    }
  }

  /** Empty where somebody accompanies the patient no more. */
  private String name(Notification message, Appointment visit) {
    return Stream.concat(
            Stream.of(visit.getPatient(), visit.getPractitioner()),
            scheduling.accompanying(visit).stream().map(Relation::person))
        .filter(person -> person.subject().equals(message.getSubject()))
        .map(PersonRef::name)
        .findFirst()
        .orElse("");
  }
}
