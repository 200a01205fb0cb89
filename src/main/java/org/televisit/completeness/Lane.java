package org.televisit.completeness;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.televisit.identity.Role;

/**
 * The account of one person's camera, or of what they shared of their screen.
 *
 * @param subject under which they answered their consents
 * @param media camera or screen
 * @param segments the attendance, in order and without a hole: each millisecond of it in exactly
 *     one
 * @param outside media that lies outside of permission or attendance, in order
 */
public record Lane(
    UUID seat,
    String subject,
    String name,
    Role role,
    String media,
    List<Segment> segments,
    List<Segment> outside) {

  public Lane {
    segments = List.copyOf(segments);
    outside = List.copyOf(outside);
  }

  /** For how long the person was there; of a screen, for how long it was shared. */
  public long attendedMillis() {
    return segments.stream().mapToLong(s -> s.span().millis()).sum();
  }

  /** How much there should be: permitted attendance. */
  public long expectedMillis() {
    return storedMillis() + gapMillis();
  }

  public long storedMillis() {
    return millis(Segment.Kind.STORED);
  }

  public long gapMillis() {
    return millis(Segment.Kind.GAP);
  }

  public long notPermittedMillis() {
    return millis(Segment.Kind.NOT_PERMITTED);
  }

  /** Gaps, and media without permission, that are longer than they may be. */
  public List<Segment> alarms(Tolerance tolerance) {
    List<Segment> unwanted =
        outside.stream().filter(s -> s.kind() == Segment.Kind.UNPERMITTED).toList();
    List<Segment> gaps = segments.stream().filter(s -> s.kind() == Segment.Kind.GAP).toList();
    return Stream.concat(gaps.stream(), unwanted.stream())
        .filter(s -> !tolerance.covers(s))
        .toList();
  }

  private long millis(Segment.Kind kind) {
    return segments.stream().filter(s -> s.kind() == kind).mapToLong(s -> s.span().millis()).sum();
  }
}
