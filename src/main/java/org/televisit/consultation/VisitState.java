package org.televisit.consultation;

import org.jspecify.annotations.Nullable;
import org.televisit.scheduling.AppointmentStatus;
import org.televisit.scheduling.Joinability;

/** Where a visit stands, as people at the clinic say it. */
public enum VisitState {
  PLANNED("planned", "neutral", "calendar"),
  /** The room may be entered; the patient has not come yet. */
  OPEN("open", "info", "clock"),
  WAITING("waiting", "warn", "hand"),
  IN_PROGRESS("inProgress", "ok", "camera"),
  DONE("done", "neutral", "check"),
  /** The time has passed and no visit took place; nobody has said yet why. */
  MISSED("missed", "danger", "warning"),
  /** The patient did not come, as somebody has confirmed. */
  NOSHOW("noshow", "neutral", "error"),
  CANCELLED("cancelled", "neutral", "error");

  private final String code;
  private final String kind;
  private final String icon;

  VisitState(String code, String kind, String icon) {
    this.code = code;
    this.kind = kind;
    this.icon = icon;
  }

  /**
   * The state that follows from the appointment and its encounter.
   *
   * @param encounter null as long as nobody has been in the room
   */
  static VisitState of(
      AppointmentStatus appointment, Joinability room, @Nullable EncounterStatus encounter) {
    if (appointment == AppointmentStatus.CANCELLED) {
      return CANCELLED;
    }
    if (appointment == AppointmentStatus.NOSHOW) {
      return NOSHOW;
    }
    if (appointment == AppointmentStatus.FULFILLED || encounter == EncounterStatus.FINISHED) {
      return DONE;
    }
    if (encounter == EncounterStatus.IN_PROGRESS) {
      return IN_PROGRESS;
    }
    return switch (room.reason()) {
      case TOO_EARLY -> PLANNED;
      case OPEN -> encounter == EncounterStatus.ARRIVED ? WAITING : OPEN;
      case ENDED, CANCELLED -> MISSED;
    };
  }

  /** A kind of {@code tv:status}. */
  public String getKind() {
    return kind;
  }

  /** An icon of {@code tv:icon}. */
  public String getIcon() {
    return icon;
  }

  /** Last part of message keys: {@code inProgress}. */
  public String getCode() {
    return code;
  }
}
