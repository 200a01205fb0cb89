package org.televisit.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.FacesMessage.Severity;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the next page tells the person at its top; survives redirects. */
@Named
@RequestScoped
public class Notices {

  @Inject Texts texts;
  @Inject UnreadNotices unread;

  private final List<Notice> own = new ArrayList<>();
  private @Nullable List<Notice> told;

  /** One message as the page shows it; {@code kind} is a kind of {@code tv:notice}. */
  public record Notice(String kind, String text) implements Serializable {}

  /** Something was done as asked. */
  public void ok(String key, Object... arguments) {
    add("ok", key, arguments);
  }

  /** Something was done, but the person should know more. */
  public void warn(String key, Object... arguments) {
    add("warn", key, arguments);
  }

  /** Something was not done: say what happened, what it means and what to do now. */
  public void error(String key, Object... arguments) {
    add("danger", key, arguments);
  }

  /** The same for a problem that carries its own words. */
  public void error(ProblemException problem) {
    error(problem.key(), problem.arguments().toArray());
  }

  private void add(String kind, String key, Object... arguments) {
    Notice notice = new Notice(kind, texts.of(key, arguments));
    own.add(notice);
    unread.add(notice);
  }

  /**
   * The messages that belong to no single field, for the template. A whole page tells everything
   * that nobody has read yet; a part of a page what its own request has to say, because a page that
   * is about to be left must not take away what the next one is to tell.
   */
  public List<Notice> getList() {
    FacesContext context = FacesContext.getCurrentInstance();
    if (context.getCurrentPhaseId() != PhaseId.RENDER_RESPONSE) {
      return List.of(); // the request only finds its fields
    }
    List<Notice> list = told;
    if (list == null) {
      boolean whole = !context.getPartialViewContext().isAjaxRequest();
      List<Notice> ours = List.of();
      if (context.getExternalContext().getSession(false) != null) { // a look does not begin one
        ours = whole ? unread.takeAll() : unread.take(own);
      }
      list =
          Stream.concat(ours.stream(), context.getMessageList(null).stream().map(Notices::shown))
              .toList();
      told = list;
    }
    return list;
  }

  /** What Faces itself says. */
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
