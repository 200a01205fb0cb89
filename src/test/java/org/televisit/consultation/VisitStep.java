package org.televisit.consultation;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.televisit.consultation.ConsentModel.Person;

/**
 * One thing that happens in a visit, and who does it. {@code detail} chooses where there is a
 * choice.
 */
record VisitStep(Deed deed, Person who, int detail) {

  /** What may happen. */
  enum Deed {
    ENTER,
    LEAVE,
    BE_CUT_OFF,
    ADMIT,
    ANSWER,
    WITHDRAW,
    WITNESS,
    PUBLISH,
    FLOW,
    SHARE,
    UNSHARE,
    RULE,
    LOSE_MEDIA,
    RESTART,
    DATABASE,
    HANG,
    SILENT_START,
    STEP_BACK,
    WAIT
  }

  /** Visits of 10 to 45 steps, in which the usual happens more often. */
  static Arbitrary<List<VisitStep>> visits() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequency(
            Tuple.of(4, Deed.ENTER),
            Tuple.of(1, Deed.LEAVE),
            Tuple.of(2, Deed.BE_CUT_OFF),
            Tuple.of(4, Deed.ADMIT),
            Tuple.of(5, Deed.ANSWER),
            Tuple.of(2, Deed.WITHDRAW),
            Tuple.of(2, Deed.WITNESS),
            Tuple.of(4, Deed.PUBLISH),
            Tuple.of(3, Deed.FLOW),
            Tuple.of(2, Deed.SHARE),
            Tuple.of(1, Deed.UNSHARE),
            Tuple.of(2, Deed.RULE),
            Tuple.of(1, Deed.LOSE_MEDIA),
            Tuple.of(1, Deed.RESTART),
            Tuple.of(2, Deed.DATABASE),
            Tuple.of(1, Deed.HANG),
            Tuple.of(1, Deed.SILENT_START),
            Tuple.of(1, Deed.STEP_BACK),
            Tuple.of(8, Deed.WAIT));
    return Combinators.combine(
            deeds, Arbitraries.of(Person.class), Arbitraries.integers().between(0, 23))
        .as(VisitStep::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(45);
  }
}
