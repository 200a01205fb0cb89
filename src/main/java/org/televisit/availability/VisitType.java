package org.televisit.availability;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import org.hibernate.annotations.Immutable;

/** A kind of visit; how long its recordings are kept may depend on it. */
@Entity
@Immutable
@Table(name = "visit_type")
public class VisitType {

  /** What a visit is unless somebody chooses otherwise. */
  public static final String CONSULTATION = "consultation";

  @Id private String code;

  @Column(name = "name_en", nullable = false)
  private String english;

  @Column(name = "name_zh", nullable = false)
  private String chinese;

  @SuppressWarnings("NullAway.Init")
  protected VisitType() {} // for Hibernate

  public String getCode() {
    return code;
  }

  /** Chinese of any kind gets the Chinese name, everything else the English one. */
  public String name(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
  }
}
