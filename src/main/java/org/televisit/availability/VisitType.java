package org.televisit.availability;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.util.Locale;

/**
 * A kind of visit: how long it takes, what lies around it, and who may book it; how long its
 * recordings are kept may depend on it, too. Kinds are never deleted, as visits are of them; one
 * that is not offered any more is inactive.
 */
@Entity
@Table(name = "visit_type")
public class VisitType {

  /** What a visit is unless somebody chooses otherwise; always active. */
  public static final String CONSULTATION = "consultation";

  @Id private String code;
  @Version private int version;

  @Column(name = "name_en", nullable = false)
  private String english;

  @Column(name = "name_zh", nullable = false)
  private String chinese;

  @Column(nullable = false)
  private int minutes;

  @Column(name = "buffer_before", nullable = false)
  private int bufferBefore;

  @Column(name = "buffer_after", nullable = false)
  private int bufferAfter;

  @Column(name = "bookable_by_patient", nullable = false)
  private boolean bookableByPatient;

  @Column(nullable = false)
  private boolean active;

  @SuppressWarnings("NullAway.Init")
  protected VisitType() {} // for Hibernate

  @SuppressWarnings("NullAway.Init")
  VisitType(String code, TypeDraft draft) {
    this.code = code;
    change(draft);
  }

  final void change(TypeDraft draft) {
    english = draft.english();
    chinese = draft.chinese();
    minutes = draft.minutes();
    bufferBefore = draft.bufferBefore();
    bufferAfter = draft.bufferAfter();
    bookableByPatient = draft.bookableByPatient();
    active = draft.active();
  }

  /** The draft that would leave it as it is. */
  TypeDraft draft() {
    return new TypeDraft(
        english, chinese, minutes, bufferBefore, bufferAfter, bookableByPatient, active);
  }

  public String getCode() {
    return code;
  }

  /** Counts the changes: a page that shows an older one does not overwrite a newer one. */
  public int getVersion() {
    return version;
  }

  /** Chinese of any kind gets the Chinese name, everything else the English one. */
  public String name(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
  }

  /** How long such a visit takes; whole minutes. */
  public Duration getDuration() {
    return Duration.ofMinutes(minutes);
  }

  /** What the practitioner keeps free before it, to prepare; possibly zero. */
  public Duration getBufferBefore() {
    return Duration.ofMinutes(bufferBefore);
  }

  /** What the practitioner keeps free after it, to write it up; possibly zero. */
  public Duration getBufferAfter() {
    return Duration.ofMinutes(bufferAfter);
  }

  /** Whether patients may book it themselves, or the clinic alone does. */
  public boolean isBookableByPatient() {
    return bookableByPatient;
  }

  /** Whether it is offered. What was booked before stays. */
  public boolean isActive() {
    return active;
  }
}
