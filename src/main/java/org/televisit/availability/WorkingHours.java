package org.televisit.availability;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link WeeklyHours} and their history: never changed, but removed when others take over. */
@Entity
@Table(name = "working_hours")
class WorkingHours {

  @Id private UUID id;
  @Version private int version;

  @Column(name = "practitioner_id", nullable = false, updatable = false)
  private UUID practitioner;

  @Column(nullable = false, updatable = false)
  private int weekday;

  @Column(name = "from_minute", nullable = false, updatable = false)
  private int fromMinute;

  @Column(name = "until_minute", nullable = false, updatable = false)
  private int untilMinute;

  @Column(name = "valid_from", nullable = false, updatable = false)
  private LocalDate validFrom;

  @Column(name = "valid_until", updatable = false)
  private @Nullable LocalDate validUntil;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(
      name = "working_hours_type",
      joinColumns = @JoinColumn(name = "working_hours_id"))
  @Column(name = "visit_type", nullable = false)
  private Set<String> types = new HashSet<>();

  @Embedded private Entered entered;

  @SuppressWarnings("NullAway.Init")
  protected WorkingHours() {} // for Hibernate

  WorkingHours(UUID practitioner, WeeklyHours.Wish wish, Entered entered) {
    this.id = UUID.randomUUID();
    this.practitioner = practitioner;
    this.weekday = wish.day().getValue();
    this.fromMinute = wish.fromMinute();
    this.untilMinute = wish.untilMinute();
    this.validFrom = wish.validFrom();
    this.validUntil = wish.validUntil();
    this.types.addAll(wish.types());
    this.entered = entered;
  }

  Entered entered() {
    return entered;
  }

  UUID practitioner() {
    return practitioner;
  }

  WeeklyHours hours() {
    return new WeeklyHours(
        id,
        version,
        new WeeklyHours.Wish(
            DayOfWeek.of(weekday),
            time(fromMinute),
            time(untilMinute),
            validFrom,
            validUntil,
            types));
  }

  /** Of minute 1440, the end of the day, the clock shows midnight. */
  private static LocalTime time(int minute) {
    return LocalTime.MIDNIGHT.plusMinutes(minute);
  }

  /** What the audit trail calls it. */
  String entity() {
    return "working-hours/" + id;
  }
}
