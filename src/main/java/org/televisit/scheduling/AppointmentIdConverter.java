package org.televisit.scheduling;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.NotFoundException;

/** Reads the id of an appointment from a page's address; what is no id names no appointment. */
@FacesConverter(value = "appointmentId", managed = true)
public class AppointmentIdConverter implements Converter<AppointmentId> {

  @Override
  public @Nullable AppointmentId getAsObject(
      FacesContext context, UIComponent component, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return AppointmentId.parse(value.strip());
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no appointment has such an id");
    }
  }

  @Override
  public String getAsString(
      FacesContext context, UIComponent component, @Nullable AppointmentId value) {
    return value == null ? "" : value.toString();
  }
}
