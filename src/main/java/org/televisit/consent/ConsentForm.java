package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One wording of one question in one language. A draft may be rewritten; once published it never
 * changes, and a later version supersedes it. The database holds the same.
 */
@Entity
@Table(name = "consent_form")
public class ConsentForm {

  @Id private UUID id;
  @Version private int revision;

  @Column(nullable = false, updatable = false)
  private Purpose purpose;

  @Column(nullable = false, updatable = false)
  private String language;

  @Column(nullable = false, updatable = false)
  private int version;

  @Column(nullable = false)
  private String title;

  @Column(nullable = false)
  private String text;

  @Column(nullable = false)
  private String sha256;

  @Column(nullable = false)
  private FormStatus status;

  @Column(name = "written_by", nullable = false)
  private String writtenBy;

  @Column(name = "written_at", nullable = false)
  private Instant writtenAt;

  @Column(name = "published_by")
  private @Nullable String publishedBy;

  @Column(name = "published_at")
  private @Nullable Instant publishedAt;

  @Column(name = "valid_from")
  private @Nullable Instant validFrom;

  @Column(name = "valid_until")
  private @Nullable Instant validUntil;

  @Column(name = "superseded_at")
  private @Nullable Instant supersededAt;

  @SuppressWarnings("NullAway.Init")
  protected ConsentForm() {} // for Hibernate

  private ConsentForm(Purpose purpose, String language, int version) {
    this.id = UUID.randomUUID();
    this.purpose = purpose;
    this.language = language;
    this.version = version;
    this.status = FormStatus.DRAFT;
  }

  /**
   * Begins a version that nobody is asked with yet.
   *
   * @param version of the draft, one more than the newest
   */
  static ConsentForm draft(ConsentForm before, int version, String author, Instant now) {
    ConsentForm form = new ConsentForm(before.getPurpose(), before.getLanguage(), version);
    form.rewrite(new Wording(before.getTitle(), before.getText()), author, now);
    return form;
  }

  /**
   * Replaces the draft's words.
   *
   * @throws FormPublishedException if it is a draft no more
   */
  void rewrite(Wording wording, String author, Instant now) {
    if (status != FormStatus.DRAFT) {
      throw new FormPublishedException();
    }
    title = wording.title();
    text = wording.text();
    sha256 = wording.sha256();
    writtenBy = author;
    writtenAt = now;
  }

  /** Until when the draft shall be valid once it is published; null for no end. */
  void endAt(@Nullable Instant end) {
    if (status != FormStatus.DRAFT) {
      throw new FormPublishedException();
    }
    validUntil = end;
  }

  /**
   * From {@code now} on people are asked with this wording.
   *
   * @throws FormPublishedException if it is a draft no more
   */
  void publish(String by, Instant now) {
    if (status != FormStatus.DRAFT) {
      throw new FormPublishedException();
    }
    status = FormStatus.PUBLISHED;
    publishedBy = by;
    publishedAt = now;
    validFrom = now;
  }

  /** From {@code now} on people are asked with a later one. */
  void supersede(Instant now) {
    if (status != FormStatus.PUBLISHED) {
      throw new IllegalStateException("consent form " + id + " is " + status.code());
    }
    status = FormStatus.SUPERSEDED;
    supersededAt = now;
  }

  /** Whether it may be agreed to at {@code now}, for a visit that begins at {@code start}. */
  boolean isInForce(Instant now, Instant start) {
    return status == FormStatus.PUBLISHED && isValidAt(now) && isValidAt(start);
  }

  /** Whether its validity has not ended by then; that it was superseded is another matter. */
  boolean isValidAt(Instant moment) {
    return validUntil == null || validUntil.isAfter(moment);
  }

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
    return Arrays.stream(getText().split("\n\n+")).map(Paragraph::of).toList();
  }

  /** SHA-256 of the UTF-8 text, lower-case hex; the database holds it to be true. */
  public String getSha256() {
    return sha256;
  }

  public FormStatus getStatus() {
    return status;
  }

  /** Counts the changes of a draft. */
  public int getRevision() {
    return revision;
  }

  /** Subject of who wrote it last. */
  public String getWrittenBy() {
    return writtenBy;
  }

  public Instant getWrittenAt() {
    return writtenAt;
  }

  /** Null while it is a draft. */
  public @Nullable Instant getPublishedAt() {
    return publishedAt;
  }

  /** Subject of who published it; null while it is a draft. */
  public @Nullable String getPublishedBy() {
    return publishedBy;
  }

  /** The moment from which it may not be agreed to any more; null for no end. */
  public @Nullable Instant getValidUntil() {
    return validUntil;
  }

  /** The last moment at which it may be agreed to, to be shown; null for no end. */
  public @Nullable Instant getLastMoment() {
    return validUntil == null ? null : validUntil.minusMillis(1);
  }

  /** When a later version took its place; null as long as none did. */
  public @Nullable Instant getSupersededAt() {
    return supersededAt;
  }
}
