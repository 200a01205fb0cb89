package org.televisit.consent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;

/** Backs {@code admin/forms.xhtml}: every question with all versions of its wording. */
@Named
@RequestScoped
public class FormsPage {

  /** How long before the end of a wording its renewal is asked for. */
  private static final Duration NOTICE = Duration.ofDays(60);

  @Inject FormService forms;
  @Inject Clock clock;
  @Inject Actor actor;

  private @Nullable List<FormVersion> versions;

  /**
   * One question.
   *
   * @param versions newest first
   */
  public record Row(Purpose purpose, List<FormVersion> versions) {

    public Optional<FormVersion> getDraft() {
      return versions.stream().filter(FormVersion::isDraft).findFirst();
    }

    public FormVersion getPublished() {
      return versions.stream().filter(FormVersion::isPublished).findFirst().orElseThrow();
    }
  }

  public List<Row> getRows() {
    List<FormVersion> all = all();
    return Stream.of(Purpose.values())
        .map(purpose -> new Row(purpose, all.stream().filter(v -> v.purpose() == purpose).toList()))
        .toList();
  }

  private List<FormVersion> all() {
    if (versions == null) {
      versions = forms.versions(actor);
    }
    return versions;
  }

  /** {@code over}, {@code soon}, {@code later} or {@code never}, for message keys. */
  public String end(FormVersion version) {
    @Nullable Instant end = version.getValidUntil();
    Instant now = clock.instant();
    if (end == null) {
      return "never";
    }
    if (!end.isAfter(now)) {
      return "over";
    }
    return end.isAfter(now.plus(NOTICE)) ? "later" : "soon";
  }

  public String publisher(FormVersion version) {
    return version.publisher(actor.subject());
  }

  /** Begins a version, or goes on with the one begun. */
  public String write(Purpose purpose) {
    int version = forms.begin(actor, purpose);
    return "/admin/form.xhtml?faces-redirect=true&purpose="
        + purpose.code()
        + "&version="
        + version;
  }
}
