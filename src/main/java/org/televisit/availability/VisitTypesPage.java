package org.televisit.availability;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.Notices;

/** Backs {@code admin/types.xhtml}: the kinds of visits. */
@Named
@ViewScoped
public class VisitTypesPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject ClinicRulesService rules;
  @Inject AvailabilityService availability;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable String changed;
  private int seen;
  private @Nullable String code;
  private @Nullable String english;
  private @Nullable String chinese;
  private int minutes = 20;
  private int before;
  private int after;
  private boolean bookable = true;
  private boolean active = true;

  /** Fills the form with the kind that is changed, and remembers on top of which one. */
  public void open() {
    if (changed == null) {
      return;
    }
    VisitType type = availability.type(changed);
    seen = type.getVersion();
    english = type.name(Locale.ENGLISH);
    chinese = type.name(Locale.CHINESE);
    minutes = (int) type.getDuration().toMinutes();
    before = (int) type.getBufferBefore().toMinutes();
    after = (int) type.getBufferAfter().toMinutes();
    bookable = type.isBookableByPatient();
    active = type.isActive();
  }

  public @Nullable String save() {
    if (english == null || chinese == null) {
      return null; // the page requires them
    }
    TypeDraft draft = new TypeDraft(english, chinese, minutes, before, after, bookable, active);
    if (changed != null) {
      rules.change(actor, changed, seen, draft);
    } else {
      rules.add(actor, code == null ? "" : code.strip(), draft);
    }
    notices.ok("availability.saved");
    return "/admin/types.xhtml?faces-redirect=true";
  }

  public List<VisitType> getAll() {
    return availability.types();
  }

  public boolean isUsual() {
    return VisitType.CONSULTATION.equals(changed);
  }

  /** Code of the kind that is changed; null while one is added. */
  public @Nullable String getChanged() {
    return changed;
  }

  public void setChanged(@Nullable String changed) {
    this.changed = changed;
  }

  public @Nullable String getCode() {
    return code;
  }

  public void setCode(@Nullable String code) {
    this.code = code;
  }

  public @Nullable String getEnglish() {
    return english;
  }

  public void setEnglish(@Nullable String english) {
    this.english = english;
  }

  public @Nullable String getChinese() {
    return chinese;
  }

  public void setChinese(@Nullable String chinese) {
    this.chinese = chinese;
  }

  public int getMinutes() {
    return minutes;
  }

  public void setMinutes(int minutes) {
    this.minutes = minutes;
  }

  /** Minutes. */
  public int getBefore() {
    return before;
  }

  public void setBefore(int before) {
    this.before = before;
  }

  /** Minutes. */
  public int getAfter() {
    return after;
  }

  public void setAfter(int after) {
    this.after = after;
  }

  public boolean isBookable() {
    return bookable;
  }

  public void setBookable(boolean bookable) {
    this.bookable = bookable;
  }

  public boolean isActive() {
    return active;
  }

  public void setActive(boolean active) {
    this.active = active;
  }
}
