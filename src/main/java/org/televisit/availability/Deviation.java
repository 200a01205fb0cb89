package org.televisit.availability;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the weekly hours once: a practitioner is away or takes visits at another time,
 * or the clinic is closed.
 */
@Entity
@Table(name = "deviation")
public class Deviation {

  /** In which way it differs. */
  public enum Kind {
    /** The practitioner is away: a holiday, a course, ill. */
    ABSENCE,
    /** The practitioner takes visits at another time, too. */
    EXTRA,
    /** Nobody takes visits. */
    CLOSURE;

    /** As it is stored, and as messages are named. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<Kind, String> {
    @Override
    public String convertToDatabaseColumn(Kind kind) {
      return kind.code();
    }

    @Override
    public Kind convertToEntityAttribute(String code) {
      return Kind.valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  @Id private UUID id;
  @Version private int version;

  @Column(nullable = false, updatable = false)
  private Kind kind;

  @Column(name = "practitioner_id", updatable = false)
  private @Nullable UUID practitioner;

  @Column(name = "visit_type", updatable = false)
  private @Nullable String type;

  @Column(name = "starts_at", nullable = false, updatable = false)
  private Instant start;

  @Column(name = "ends_at", nullable = false, updatable = false)
  private Instant end;

  @Column(updatable = false)
  private @Nullable String note;

  @Embedded private Entered entered;

  @SuppressWarnings("NullAway.Init")
  protected Deviation() {} // for Hibernate

  /**
   * @param practitioner null for a closure
   */
  Deviation(@Nullable UUID practitioner, DeviationWish wish, Entered entered) {
    this.id = UUID.randomUUID();
    this.kind = wish.kind();
    this.practitioner = practitioner;
    this.type = wish.type();
    this.start = wish.span().start();
    this.end = wish.span().end();
    this.note = wish.note();
    this.entered = entered;
  }

  Entered entered() {
    return entered;
  }

  Span span() {
    return new Span(start, end);
  }

  /** Whether it has a say in visits of that kind. */
  boolean counts(String visitType) {
    return type == null || type.equals(visitType);
  }

  public UUID getId() {
    return id;
  }

  /** See {@link VisitType#getVersion}. */
  public int getVersion() {
    return version;
  }

  public Kind getKind() {
    return kind;
  }

  /** Whose it is; empty for a closure. */
  public @Nullable UUID getPractitioner() {
    return practitioner;
  }

  /** Code of the {@link VisitType} that extra hours are for; null for all. */
  public @Nullable String getType() {
    return type;
  }

  public Instant getStart() {
    return start;
  }

  /** The first moment after it. */
  public Instant getEnd() {
    return end;
  }

  /** What it is, for the people of the clinic. */
  public @Nullable String getNote() {
    return note;
  }

  /** What the audit trail calls it. */
  String entity() {
    return kind.code() + "/" + id;
  }
}
