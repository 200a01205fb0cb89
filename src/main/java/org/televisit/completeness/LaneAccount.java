package org.televisit.completeness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.televisit.completeness.PermitHistory.Spell;
import org.televisit.completeness.Segment.Kind;

/** Draws up the account of one person's camera or screen. */
final class LaneAccount {

  private final PermitHistory permits;
  private final Attendance person;
  private final List<Stretch> stretches;
  private final Spans stored;
  private final Spans any;
  private final GapCause causes;
  private final List<Segment> segments = new ArrayList<>();

  /**
   * @param person any line of that person's attendance
   * @param stretches of the camera, or of the screen, in any order
   */
  LaneAccount(PermitHistory permits, Attendance person, List<Stretch> stretches) {
    this.permits = permits;
    this.person = person;
    this.stretches = List.copyOf(stretches);
    this.stored = Spans.union(stretches.stream().flatMap(s -> s.whole().list().stream()).toList());
    this.any = Spans.union(stretches.stream().flatMap(s -> s.recorded().list().stream()).toList());
    this.causes = new GapCause(stretches);
  }

  /**
   * @param attended when there is something to account for
   */
  Lane over(Spans attended, String media) {
    for (Span span : attended.list()) {
      for (Spell spell : permits.spells(person, span)) {
        account(spell);
      }
    }
    return new Lane(
        person.seat(),
        person.subject(),
        person.name(),
        person.role(),
        media,
        segments,
        outside(attended));
  }

  private void account(Spell spell) {
    if (!spell.permit().isPermitted()) {
      segments.add(new Segment(Kind.NOT_PERMITTED, spell.permit().code(), spell.span()));
      return;
    }
    List<Segment> parts = new ArrayList<>();
    for (Span span : stored.within(spell.span()).list()) {
      parts.add(new Segment(Kind.STORED, "", span));
    }
    for (Span gap : stored.missingFrom(spell.span()).list()) {
      parts.addAll(gaps(gap, spell.span()));
    }
    parts.sort(Comparator.comparing(s -> s.span().from()));
    segments.addAll(parts);
  }

  /** One gap, cut where its cause changes. */
  private List<Segment> gaps(Span gap, Span owed) {
    List<Segment> gaps = new ArrayList<>();
    Instant from = gap.from();
    for (Instant to : turns(gap)) {
      String cause = causes.at(from, owed);
      int last = gaps.size() - 1;
      if (last >= 0 && gaps.get(last).cause().equals(cause)) {
        Instant first = gaps.get(last).span().from();
        gaps.set(last, new Segment(Kind.GAP, cause, new Span(first, to)));
      } else {
        gaps.add(new Segment(Kind.GAP, cause, new Span(from, to)));
      }
      from = to;
    }
    return gaps;
  }

  /** Moments at which something happened to a stretch, and the gap's end. */
  private TreeSet<Instant> turns(Span gap) {
    TreeSet<Instant> turns = new TreeSet<>();
    for (Stretch stretch : stretches) {
      turns.add(stretch.life().from());
      turns.add(stretch.life().to());
      if (stretch.started() != null) {
        turns.add(new Span(stretch.started(), stretch.started()).from());
      }
      for (Stretch.Pause pause : stretch.pauses()) {
        turns.add(pause.span().from());
        turns.add(pause.span().to());
      }
      for (String track : List.of(Stretch.SOUND, Stretch.PICTURE)) {
        for (Span lost : stretch.lost(track).list()) {
          turns.add(lost.from());
          turns.add(lost.to());
        }
      }
    }
    turns.removeIf(t -> !t.isAfter(gap.from()) || !t.isBefore(gap.to()));
    turns.add(gap.to());
    return turns;
  }

  /** Media that no permitted attendance asks for. */
  private List<Segment> outside(Spans attended) {
    List<Span> expected =
        segments.stream().filter(s -> s.kind() != Kind.NOT_PERMITTED).map(Segment::span).toList();
    List<Segment> outside = new ArrayList<>();
    for (Span span : any.minus(Spans.union(expected)).list()) {
      for (Spell spell : permits.spells(person, span)) {
        Kind kind = spell.permit().isPermitted() ? Kind.AWAY : Kind.UNPERMITTED;
        for (Span part : parts(spell.span(), attended, kind)) {
          outside.add(new Segment(kind, spell.permit().code(), part));
        }
      }
    }
    return outside;
  }

  private static List<Span> parts(Span span, Spans attended, Kind kind) {
    return kind == Kind.AWAY ? attended.missingFrom(span).list() : List.of(span);
  }
}
