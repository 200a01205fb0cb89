package org.televisit.consent;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.ClinicCalendar;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Notices;

/** Backs {@code admin/form.xhtml}: one version of one question, which is written while a draft. */
@Named
@ViewScoped
public class FormPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject FormService forms;
  @Inject ClinicCalendar calendar;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable String purpose;
  private @Nullable Integer version;

  /** What stands in the form, language by language. */
  private final ArrayList<Text> texts = new ArrayList<>();

  private @Nullable LocalDate lastDay;
  private final HashMap<String, Integer> seen = new HashMap<>();
  private transient @Nullable FormVersion shown;

  /** One language of a draft, as it is typed. */
  public static class Text implements Serializable {
    @Serial private static final long serialVersionUID = 1L;

    private final String language;
    private String title;
    private String words;

    Text(ConsentForm form) {
      this.language = form.getLanguage();
      this.title = form.getTitle();
      this.words = form.getText();
    }

    public String getLanguage() {
      return language;
    }

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    public String getWords() {
      return words;
    }

    public void setWords(String words) {
      this.words = words;
    }

    private Wording wording() {
      return new Wording(title, words);
    }
  }

  /** Reads the version, and remembers on top of which one the person writes. */
  public void open() {
    texts.clear();
    seen.clear();
    for (ConsentForm form : getForm().wordings()) {
      texts.add(new Text(form));
      seen.put(form.getLanguage(), form.getRevision());
    }
    @Nullable Instant end = getForm().getLastMoment();
    lastDay = end == null ? null : calendar.dayOf(end);
  }

  public FormVersion getForm() {
    if (shown == null) {
      if (version == null) {
        throw new NotFoundException("no version was named");
      }
      shown = forms.version(actor, named(), version);
    }
    return shown;
  }

  public String getAuthor() {
    return getForm().author(actor.subject());
  }

  public String getPublisher() {
    return getForm().publisher(actor.subject());
  }

  /** Keeps what was typed; the preview shows it. */
  public String save() {
    shown = null;
    HashMap<String, Wording> wordings = new HashMap<>();
    texts.forEach(text -> wordings.put(text.getLanguage(), text.wording()));
    forms.rewrite(actor, named(), new FormDraft(wordings, Map.copyOf(seen), validUntil()));
    notices.ok("consent.draftSaved");
    return here();
  }

  /** Publishes what the preview shows. */
  public String publish() {
    shown = null;
    forms.publish(actor, named(), Map.copyOf(seen));
    notices.ok("consent.published");
    return here();
  }

  private @Nullable Instant validUntil() {
    return lastDay == null ? null : calendar.startOf(lastDay.plusDays(1));
  }

  private String here() {
    return "/admin/form.xhtml?faces-redirect=true&purpose=" + purpose + "&version=" + version;
  }

  private Purpose named() {
    return Stream.of(Purpose.values())
        .filter(known -> known.code().equals(purpose))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("no such purpose"));
  }

  public @Nullable String getPurpose() {
    return purpose;
  }

  public void setPurpose(@Nullable String purpose) {
    this.purpose = purpose;
  }

  public @Nullable Integer getVersion() {
    return version;
  }

  public void setVersion(@Nullable Integer version) {
    this.version = version;
  }

  public List<Text> getTexts() {
    return texts;
  }

  public @Nullable LocalDate getLastDay() {
    return lastDay;
  }

  public void setLastDay(@Nullable LocalDate lastDay) {
    this.lastDay = lastDay;
  }

  /** The first day that may be the last one. */
  public LocalDate getToday() {
    return calendar.today();
  }
}
