package org.televisit.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The clinic as its configuration names it. */
@Named
@ApplicationScoped
public class ClinicInfo {

  @Inject
  @ConfigProperty(name = "televisit.clinic.name")
  String name;

  @Inject
  @ConfigProperty(name = "televisit.clinic.zone")
  ZoneId zone;

  public String getName() {
    return name;
  }

  /** The zone in which the clinic reads its calendar. */
  public ZoneId getZone() {
    return zone;
  }

  /** The zone as people call it, for instance "Central European Time" or "中欧时间". */
  public String zoneName(Locale locale) {
    return zone.getDisplayName(TextStyle.FULL, locale);
  }
}
