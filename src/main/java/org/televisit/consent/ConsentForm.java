package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One published wording of one question. It never changes; a new wording is a new version. */
@Entity
@Immutable
@Table(name = "consent_form")
public class ConsentForm {

  @Id private UUID id;

  @Column(nullable = false)
  private Purpose purpose;

  @Column(nullable = false)
  private String language;

  @Column(nullable = false)
  private int version;

  @Column(nullable = false)
  private String title;

  @Column(nullable = false)
  private String text;

  @Column(nullable = false)
  private String sha256;

  protected ConsentForm() {} // for Hibernate

  public UUID getId() {
    return id;
  }

  public Purpose getPurpose() {
    return purpose;
  }

  /** BCP 47, {@code en} or {@code zh-CN}. */
  public String getLanguage() {
    return language;
  }

  public int getVersion() {
    return version;
  }

  public String getTitle() {
    return title;
  }

  public String getText() {
    return text;
  }

  /** The text as paragraphs; in the text an empty line divides them. */
  public List<Paragraph> getParagraphs() {
    return Arrays.stream(text.split("\n\n+")).map(Paragraph::of).toList();
  }

  /** SHA-256 of the UTF-8 text, lower-case hex; the database holds it to be true. */
  public String getSha256() {
    return sha256;
  }
}
