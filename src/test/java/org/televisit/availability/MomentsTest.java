package org.televisit.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compared with a calendar on which each minute is either marked or not. */
class MomentsTest {

  private static final int MINUTES = 200;

  @Provide
  Arbitrary<List<Span>> spans() {
    Arbitrary<Integer> starts = Arbitraries.integers().between(0, MINUTES - 40);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 40);
    return Combinators.combine(starts, lengths)
        .as((start, length) -> new Span(at(start), at(start + length)))
        .list()
        .ofMaxSize(8);
  }

  private static Instant at(int minute) {
    return Instant.EPOCH.plus(Duration.ofMinutes(minute));
  }

  private static BitSet marked(List<Span> spans) {
    BitSet minutes = new BitSet();
    for (Span span : spans) {
      minutes.set(minute(span.start()), minute(span.end()));
    }
    return minutes;
  }

  private static int minute(Instant moment) {
    return (int) Duration.between(Instant.EPOCH, moment).toMinutes();
  }

  @Property
  void have_the_minutes_of_all_of_them_and_no_others(@ForAll("spans") List<Span> spans) {
    Moments moments = Moments.of(spans);
    assertThat(marked(moments.spans())).isEqualTo(marked(spans));
    assertApart(moments);
  }

  @Property
  void without_others_have_no_minute_of_those(
      @ForAll("spans") List<Span> spans, @ForAll("spans") List<Span> others) {
    Moments left = Moments.of(spans).minus(Moments.of(others));
    BitSet expected = marked(spans);
    expected.andNot(marked(others));
    assertThat(marked(left.spans())).isEqualTo(expected);
    assertApart(left);
  }

  @Property
  void are_cut_to_what_is_asked_for(@ForAll("spans") List<Span> spans) {
    Moments cut = Moments.of(spans).within(at(50), at(120));
    BitSet expected = marked(spans);
    expected.clear(0, 50);
    expected.clear(120, MINUTES + 1);
    assertThat(marked(cut.spans())).isEqualTo(expected);
  }

  @Property
  void contain_a_slot_if_they_have_all_its_minutes(@ForAll("spans") List<Span> spans) {
    Moments moments = Moments.of(spans);
    BitSet minutes = marked(spans);
    for (int start = 0; start < MINUTES; start += 7) {
      TimeSlot slot = new TimeSlot(at(start), at(start + 10));
      assertThat(moments.contain(slot))
          .isEqualTo(minutes.get(start, start + 10).cardinality() == 10);
    }
  }

  private static void assertApart(Moments moments) {
    List<Instant> ends = new ArrayList<>();
    moments.spans().forEach(span -> ends.addAll(List.of(span.start(), span.end())));
    assertThat(ends).isSorted().doesNotHaveDuplicates();
  }
}
