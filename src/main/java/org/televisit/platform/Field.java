package org.televisit.platform;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.EditableValueHolder;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIInput;
import jakarta.faces.component.UINamingContainer;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Backs the composite {@code tv:field}: tells the input where its help and its error stand, as WCAG
 * 2.2 technique ARIA1 asks, so that no page has to repeat the wiring.
 */
@FacesComponent("televisit.field")
public class Field extends UINamingContainer {

  private static final String INPUT = "input";

  @Override
  public void encodeBegin(FacesContext context) throws IOException {
    @Nullable UIComponent input = findComponent(INPUT);
    if (input != null && !isGroup()) {
      Map<String, Object> attributes = input.getPassThroughAttributes(true);
      put(attributes, "aria-describedby", getDescription());
      put(attributes, "aria-invalid", getError().isEmpty() ? "" : "true");
      put(attributes, "aria-required", isRequired(input) ? "true" : "");
    }
    super.encodeBegin(context);
  }

  public String getLabelId() {
    return getClientId() + "-label";
  }

  public String getHelpId() {
    return getClientId() + "-help";
  }

  public String getErrorId() {
    return getClientId() + "-error";
  }

  /** Ids of the help and the error, those that are on the page; empty if neither is. */
  public String getDescription() {
    List<String> ids = new ArrayList<>();
    if (!String.valueOf(getAttributes().getOrDefault("help", "")).isEmpty()) {
      ids.add(getHelpId());
    }
    if (!getError().isEmpty()) {
      ids.add(getErrorId());
    }
    return String.join(" ", ids);
  }

  /** What is wrong with the answer, in the person's words; empty if nothing is. */
  public String getError() {
    @Nullable UIComponent input = findComponent(INPUT);
    if (input == null) {
      return "";
    }
    FacesContext context = FacesContext.getCurrentInstance();
    List<FacesMessage> messages = context.getMessageList(input.getClientId(context));
    messages.forEach(FacesMessage::rendered);
    return messages.isEmpty() ? "" : messages.get(0).getSummary();
  }

  private boolean isGroup() {
    return Boolean.parseBoolean(String.valueOf(getAttributes().get("group")));
  }

  private static boolean isRequired(UIComponent input) {
    return input instanceof UIInput && ((EditableValueHolder) input).isRequired();
  }

  private static void put(Map<String, Object> attributes, String name, String value) {
    if (value.isEmpty()) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }
}
