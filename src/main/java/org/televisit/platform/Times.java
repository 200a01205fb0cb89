package org.televisit.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Moments in the words of the person who reads the page; in pages {@code #{times.range(a, b)}}. The
 * zone comes from the cookie {@code tz} that {@code js/platform/zone.js} sets; before it has, and
 * without scripts, it is the clinic's.
 */
@Named
@RequestScoped
public class Times {

  @Inject Clock clock;
  @Inject ClinicInfo clinic;

  /** See {@link SpokenTimes#range}. */
  public String range(Instant start, Instant end) {
    return spoken().range(start, end);
  }

  /** See {@link SpokenTimes#hours}. */
  public String hours(Instant start, Instant end) {
    return spoken().hours(start, end);
  }

  /** See {@link SpokenTimes#date}. */
  public String date(Instant instant) {
    return spoken().date(instant);
  }

  /** See {@link SpokenTimes#at}. */
  public String at(Instant instant) {
    return spoken().at(instant);
  }

  /** See {@link SpokenTimes#day}. */
  public String day(Instant instant) {
    return spoken().day(instant);
  }

  /** See {@link SpokenTimes#clock}. */
  public String clock(Instant instant) {
    return spoken().clock(instant);
  }

  /** See {@link SpokenTimes#both}. */
  public String both(Instant instant) {
    return spoken().both(instant);
  }

  /** See {@link SpokenTimes#second}. */
  public String second(Instant instant) {
    return spoken().second(instant);
  }

  /**
   * See {@link SpokenTimes#precise}.
   *
   * @param millis a length in milliseconds
   */
  public String precise(long millis) {
    return spoken().precise(Duration.ofMillis(millis));
  }

  /** See {@link SpokenTimes#length}. */
  public String length(Duration length) {
    return SpokenTimes.length(length);
  }

  /** The zone of the person's device, as far as it is known. */
  public ZoneId getZone() {
    Object cookie =
        FacesContext.getCurrentInstance()
            .getExternalContext()
            .getRequestCookieMap()
            .get(DeviceZone.COOKIE);
    return cookie instanceof Cookie tz ? zone(tz.getValue(), clinic.getZone()) : clinic.getZone();
  }

  /** The person's day. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), getZone());
  }

  /** The first instant of that day where the person is. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(getZone()).toInstant();
  }

  /** Whether the person's clock shows something else than the clinic's, at this moment. */
  public boolean isAbroad() {
    Instant now = clock.instant();
    return !getZone().getRules().getOffset(now).equals(clinic.getZone().getRules().getOffset(now));
  }

  /** An IANA name as the browser writes it into the cookie, or else {@code otherwise}. */
  static ZoneId zone(@Nullable String name, ZoneId otherwise) {
    return name == null ? otherwise : DeviceZone.named(name).orElse(otherwise);
  }

  private SpokenTimes spoken() {
    return new SpokenTimes(
        clock.instant(),
        clinic.getZone(),
        getZone(),
        FacesContext.getCurrentInstance().getViewRoot().getLocale());
  }
}
