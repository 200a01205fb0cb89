package org.televisit.scheduling;

import java.io.Serializable;
import org.televisit.platform.NotFoundException;

/**
 * A visit as somebody sees it on a page: whoever moves it is told if it changed meanwhile.
 *
 * @param version see {@link Appointment#getVersion}
 */
record SeenVisit(AppointmentId id, int version) implements Serializable {

  private static final String BETWEEN = "@";

  static SeenVisit of(Appointment visit) {
    return new SeenVisit(visit.getId(), visit.getVersion());
  }

  /**
   * Reads what {@link #toString} has written.
   *
   * @throws NotFoundException if it was something else
   */
  static SeenVisit parse(String text) {
    try {
      String[] parts = text.split(BETWEEN, 2);
      return new SeenVisit(AppointmentId.parse(parts[0]), Integer.parseInt(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new NotFoundException("no visit of the calendar");
    }
  }

  @Override
  public String toString() {
    return id + BETWEEN + version;
  }
}
