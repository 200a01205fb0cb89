package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.BookedVisits;

/** Tells those who change hours what is booked then. */
@ApplicationScoped
class BookedVisitsReader implements BookedVisits {

  private static final int MOST = 200;

  @PersistenceContext EntityManager entities;

  @Override
  public List<Booked> between(@Nullable UUID practitioner, Instant from, Instant to) {
    return entities
        .createQuery(
            """
            select a from Appointment a join fetch a.patient join fetch a.practitioner
            where a.status = :booked and a.slot.end > :from and a.slot.start < :to
              and (:all = true or a.practitioner.id = :practitioner)
            order by a.slot.start, a.id
            """,
            Appointment.class)
        .setParameter("booked", AppointmentStatus.BOOKED)
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("all", practitioner == null)
        .setParameter("practitioner", practitioner)
        .setMaxResults(MOST)
        .getResultList()
        .stream()
        .map(BookedVisitsReader::told)
        .toList();
  }

  private static Booked told(Appointment visit) {
    return new Booked(
        visit.getId().value(),
        visit.getPatient(),
        visit.getPractitioner(),
        visit.getSlot(),
        visit.getType());
  }
}
