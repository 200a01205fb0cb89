package org.televisit.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of one question: its wordings, which share one life, and how often they are quoted.
 *
 * @param wordings by language, English first
 * @param answers how many answers quote this version
 */
public record FormVersion(Purpose purpose, int version, List<ConsentForm> wordings, long answers) {

  /** Somebody of the clinic wrote or published it, or it came with the software. */
  private static final String SYSTEM = "system:";

  private ConsentForm first() {
    return wordings.get(0);
  }

  public FormStatus getStatus() {
    return first().getStatus();
  }

  public boolean isDraft() {
    return getStatus() == FormStatus.DRAFT;
  }

  public boolean isPublished() {
    return getStatus() == FormStatus.PUBLISHED;
  }

  /** When it was written last. */
  public Instant getWrittenAt() {
    return wordings.stream().map(ConsentForm::getWrittenAt).max(Instant::compareTo).orElseThrow();
  }

  public @Nullable Instant getPublishedAt() {
    return first().getPublishedAt();
  }

  public @Nullable Instant getSupersededAt() {
    return first().getSupersededAt();
  }

  public @Nullable Instant getValidUntil() {
    return first().getValidUntil();
  }

  /** See {@link ConsentForm#getLastMoment()}. */
  public @Nullable Instant getLastMoment() {
    return first().getLastMoment();
  }

  /** {@code you}, {@code colleague} or {@code supplied}, for message keys. */
  public String publisher(String reader) {
    return who(first().getPublishedBy(), reader);
  }

  /** As {@link #publisher}. */
  public String author(String reader) {
    return who(first().getWrittenBy(), reader);
  }

  private static String who(@Nullable String subject, String reader) {
    if (reader.equals(subject)) {
      return "you";
    }
    return subject != null && subject.startsWith(SYSTEM) ? "supplied" : "colleague";
  }
}
