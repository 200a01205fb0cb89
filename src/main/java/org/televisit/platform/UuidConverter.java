package org.televisit.platform;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An id in a form: Faces brings a converter of its own from version 4.1 on only. */
@FacesConverter(value = "uuid", managed = true)
public class UuidConverter implements Converter<UUID> {

  @Override
  public @Nullable UUID getAsObject(
      FacesContext context, UIComponent component, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return UUID.fromString(value.strip());
    } catch (IllegalArgumentException e) {
      throw new ConverterException(e);
    }
  }

  @Override
  public String getAsString(FacesContext context, UIComponent component, @Nullable UUID value) {
    return value == null ? "" : value.toString();
  }
}
