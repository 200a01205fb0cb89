package org.televisit.retention;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.Texts;
import org.televisit.platform.Times;
import org.televisit.retention.OwnRecording.Fate;

/** Backs {@code patient/recordings.xhtml}: how long one's recordings are kept. */
@Named
@RequestScoped
public class OwnRecordingsPage {

  @Inject OwnRecordings recordings;
  @Inject Times times;
  @Inject Actor actor;

  private @Nullable List<OwnRecording> list;

  public List<OwnRecording> getList() {
    List<OwnRecording> read = list == null ? recordings.of(actor) : list;
    list = read;
    return read;
  }

  /** "Kept until 24 November 2036". */
  public String fate(OwnRecording recording) {
    return Texts.in(locale(), "retention.own." + recording.fate().code(), when(recording));
  }

  private String when(OwnRecording recording) {
    LocalDate day = recording.day();
    Instant at = recording.at();
    if (day != null) {
      return times.date(day.atStartOfDay(times.getZone()).toInstant());
    }
    return at == null ? "" : times.date(at);
  }

  /** Kind of a status. */
  public String kind(OwnRecording recording) {
    return switch (recording.fate()) {
      case KEPT, UNLIMITED, HELD -> "info";
      case DELETING -> "warn";
      case DELETED -> "neutral";
    };
  }

  public String icon(OwnRecording recording) {
    return switch (recording.fate()) {
      case KEPT, UNLIMITED -> "clock";
      case HELD -> "lock";
      case DELETING -> "pause";
      case DELETED -> "check";
    };
  }

  /** Whether anything of it can still be seen by the clinic. */
  public boolean isThere(OwnRecording recording) {
    return recording.fate() != Fate.DELETED;
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }
}
