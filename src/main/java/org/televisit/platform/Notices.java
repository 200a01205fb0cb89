package org.televisit.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.FacesMessage.Severity;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What the next page tells the person at its top; survives one redirect. */
@Named
@RequestScoped
public class Notices {

  @Inject Texts texts;

  /** One message as the page shows it; {@code kind} is a kind of {@code tv:notice}. */
  public record Notice(String kind, String text) {}

  /** Something was done as asked. */
  public void ok(String key, Object... arguments) {
    add(FacesMessage.SEVERITY_INFO, texts.of(key, arguments));
  }

  /** Something was done, but the person should know more. */
  public void warn(String key, Object... arguments) {
    add(FacesMessage.SEVERITY_WARN, texts.of(key, arguments));
  }

  /** Something was not done: say what happened, what it means and what to do now. */
  public void error(String key, Object... arguments) {
    add(FacesMessage.SEVERITY_ERROR, texts.of(key, arguments));
  }

  /** The same for a problem that carries its own words. */
  public void error(ProblemException problem) {
    error(problem.key(), problem.arguments().toArray());
  }

  /** The messages that belong to no single field, for the template. */
  public List<Notice> getList() {
    return FacesContext.getCurrentInstance().getMessageList(null).stream()
        .map(Notices::shown)
        .toList();
  }

  private static void add(Severity severity, String text) {
    FacesContext context = FacesContext.getCurrentInstance();
    context.addMessage(null, new FacesMessage(severity, text, ""));
    context.getExternalContext().getFlash().setKeepMessages(true);
  }

  private static Notice shown(FacesMessage message) {
    message.rendered();
    return new Notice(kind(message.getSeverity()), message.getSummary());
  }

  private static String kind(Severity severity) {
    return severity.equals(FacesMessage.SEVERITY_INFO)
        ? "ok"
        : severity.equals(FacesMessage.SEVERITY_WARN) ? "warn" : "danger";
  }
}
