package org.televisit.notification;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.Daylight;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import org.jspecify.annotations.Nullable;

/**
 * A VTIMEZONE from the very rules by which the clinic counts its hours, so that a calendar program
 * with older or newer tables of zones shows the instant that was booked.
 */
record IcsZone(ZoneId zone) {

  /** Before every visit; from here on the offset of the first one holds. */
  private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 1, 0, 0);

  /**
   * The offset at {@code from}, and each change from then until after {@code until}.
   *
   * @param until not before {@code from}
   */
  VTimeZone component(Instant from, Instant until) {
    VTimeZone component = new VTimeZone(new PropertyList(List.of(new TzId(zone.getId()))));
    ZoneRules rules = zone.getRules();
    @Nullable ZoneOffsetTransition change = rules.previousTransition(from.plusNanos(1));
    if (change == null) {
      ZoneOffset offset = rules.getOffset(from);
      component.add(observance(rules.isDaylightSavings(from), LONG_AGO, offset, offset));
      change = rules.nextTransition(from);
    }
    while (change != null && !change.getInstant().isAfter(until)) {
      component.add(
          observance(
              rules.isDaylightSavings(change.getInstant()),
              change.getDateTimeBefore(),
              change.getOffsetBefore(),
              change.getOffsetAfter()));
      change = rules.nextTransition(change.getInstant());
    }
    return component;
  }

  /** RFC 5545 3.6.5: DTSTART is the local time at which it begins, by the clock before. */
  private static Observance observance(
      boolean daylight, LocalDateTime since, ZoneOffset before, ZoneOffset after) {
    PropertyList properties =
        new PropertyList(
            List.of(new DtStart<>(since), new TzOffsetFrom(before), new TzOffsetTo(after)));
    return daylight ? new Daylight(properties) : new Standard(properties);
  }
}
