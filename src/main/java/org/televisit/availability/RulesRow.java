package org.televisit.availability;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;

/** The one row of {@link BookingRules}. */
@Entity
@Table(name = "booking_rules")
class RulesRow {

  static final int ID = 1;

  @Id private int id;
  @Version private int version;

  @Column(name = "notice_minutes", nullable = false)
  private int notice;

  @Column(name = "horizon_days", nullable = false)
  private int horizon;

  @Column(name = "hold_minutes", nullable = false)
  private int hold;

  @Column(name = "cancel_minutes", nullable = false)
  private int cancel;

  protected RulesRow() {} // for Hibernate

  BookingRules rules() {
    return new BookingRules(
        Duration.ofMinutes(notice),
        Duration.ofDays(horizon),
        Duration.ofMinutes(hold),
        Duration.ofMinutes(cancel));
  }

  void change(BookingRules rules) {
    notice = (int) rules.minimumNotice().toMinutes();
    horizon = (int) rules.horizon().toDays();
    hold = (int) rules.holdFor().toMinutes();
    cancel = (int) rules.cancelUntil().toMinutes();
  }

  int version() {
    return version;
  }
}
