package org.televisit.consultation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRule;
import org.televisit.consultation.ConsentModel.Person;
import org.televisit.consultation.ConsentModel.Sent;
import org.televisit.consultation.VisitStep.Deed;
import org.televisit.media.Capture;
import org.televisit.media.FakeMediaServer.FakeEndpoint;
import org.televisit.media.MediaKind;

/**
 * Whatever people do, in whatever order, and whatever fails meanwhile: nothing is kept that the law
 * forbids, not even while somebody is being let in, and not while a refusal still waits for the
 * database, the media server or its turn. What the law permits is recorded, unless something fails.
 */
class ConsentGateTest {
  private static final Logger ROOM = Logger.getLogger("org.televisit.consultation");

  /** Where all must agree, more can go wrong. */
  private static final List<RecordingRule> RULES =
      List.of(
          RecordingRule.OWN_CONSENT,
          RecordingRule.ALL_PARTY,
          RecordingRule.ALL_PARTY,
          RecordingRule.ALL_PARTY,
          RecordingRule.PROHIBITED);

  private static final List<Capture> CAPTURES = List.of(Capture.CAMERA, Capture.SCREEN);
  private static final List<MediaKind> KINDS = List.of(MediaKind.AUDIO, MediaKind.VIDEO);

  @BeforeContainer
  static void hush() {
    ROOM.setLevel(Level.OFF); // it reports every lost media server
  }

  @AfterContainer
  static void unhush() {
    ROOM.setLevel(null);
  }

  @Provide
  Arbitrary<List<VisitStep>> visits() {
    return VisitStep.visits();
  }

  @Property(tries = 4000)
  void nothing_is_recorded_without_permission_and_nothing_permitted_is_missed(
      @ForAll RecordingRule law, @ForAll("visits") List<VisitStep> steps) {
    Play play = new Play();
    play.opens(law);
    steps.forEach(play::happens);
    play.closes();
    // at most half of what 4000 random visits bring: five standard deviations away
    reached("a recorder paused", play.asked("pause r"), 120);
    reached("a pause ended in recording", play.asked("resume r"), 12);
    reached("something had to be recorded, and was", play.owedSomething, 500);
    reached(
        "somebody refused while something was recorded and the database was away",
        play.refusedInVain,
        60);
    reached("the clock stepped back while something was recorded", play.steppedBack, 300);
    reached("a recorder that should stop did not", play.hung, 140);
    reached("a recorder ran without having said so", play.begunInSilence, 280);
  }

  /** A promise that is kept only because nothing happens is none. */
  private static void reached(String what, boolean happened, int atLeast) {
    Statistics.label(what).collect(happened).coverage(c -> c.check(true).count(n -> n >= atLeast));
  }

  /** One visit, played to the real room and told to the model; the model is told first. */
  private static final class Play {

    private final RoomFixture world = new RoomFixture();
    private final ConsentModel model = new ConsentModel();
    private final Map<Person, Guest> guests = new HashMap<>();
    private final Map<FakeEndpoint, Sent> endpoints = new HashMap<>();
    private final Map<Sent, FakeEndpoint> current = new HashMap<>();
    private int counter;
    private int epoch;
    private Instant troubledUntil = Instant.MIN;
    boolean owedSomething;
    boolean refusedInVain;
    boolean steppedBack;
    boolean hung;
    boolean begunInSilence;

    /** Something failed just now: tries follow each other after up to 30 s. */
    private static final Duration TROUBLE = Duration.ofSeconds(32);

    Play() {
      world.recordings.fills = true;
      world.media.watch = this::watch;
      world.watch =
          action -> {
            if (action.equals("room.admit") || action.equals("room.welcome")) {
              permitted("at " + action);
            }
          };
      answers(Person.DOCTOR, Provision.PERMIT);
      answers(Person.PATIENT, Provision.PERMIT);
    }

    /** Doctor and patient meet, as in most visits. */
    void opens(RecordingRule law) {
      ruleIs(law);
      happens(new VisitStep(Deed.ENTER, Person.DOCTOR, 0));
      happens(new VisitStep(Deed.ENTER, Person.PATIENT, 0));
      happens(new VisitStep(Deed.ADMIT, Person.PATIENT, 0));
      happens(new VisitStep(Deed.PUBLISH, Person.DOCTOR, 0));
      happens(new VisitStep(Deed.PUBLISH, Person.PATIENT, 0));
    }

    void happens(VisitStep step) {
      world.nudge();
      Person who = step.who();
      switch (step.deed()) {
        case ENTER -> enters(who);
        case ADMIT -> isAdmitted(who);
        case ANSWER -> answers(who, step.detail() % 3 == 0 ? Provision.DENY : Provision.PERMIT);
        case PUBLISH -> sends(new Sent(who, Capture.CAMERA), step.detail());
        case SHARE -> sends(new Sent(who, Capture.SCREEN), step.detail());
        case RULE -> ruleIs(RULES.get(step.detail() % RULES.size()));
        case LOSE_MEDIA -> losesMedia();
        case RESTART -> restarts(who);
        case DATABASE -> world.consents.away = step.detail() % 3 == 0;
        case HANG -> world.media.hangs = step.detail() % 3 == 0;
        case SILENT_START -> world.media.startsInSilence = step.detail() % 3 == 0;
        case STEP_BACK -> stepsBack(Duration.ofMinutes(1 + step.detail() % 3));
        case WITNESS -> isHeard(who, step.detail() % 2 == 0 ? Provision.DENY : Provision.PERMIT);
        case WAIT -> waits(1 + step.detail() % 2 * step.detail());
        case LEAVE, BE_CUT_OFF, WITHDRAW, FLOW, UNSHARE -> {
          if (model.connected.contains(who)) {
            does(step);
          }
        }
      }
      check(step.toString());
    }

    private void does(VisitStep step) {
      Person who = step.who();
      Guest guest = guest(who);
      switch (step.deed()) {
        case LEAVE -> {
          model.leaves(who);
          guest.says(new ClientMessage.Leave());
        }
        case BE_CUT_OFF -> {
          model.isCutOff(who, world.clock.instant());
          guest.isCutOff();
        }
        case WITHDRAW -> {
          model.answers.computeIfPresent(who, (w, before) -> Provision.DENY);
          isRefused(() -> guest.saysLater(new ClientMessage.Withdraw()));
        }
        case UNSHARE -> {
          model.unshares(who);
          guest.says(new ClientMessage.Unshare());
        }
        default -> flowsOrNot(step);
      }
    }

    private Guest guest(Person who) {
      return requireNonNull(guests.get(who), () -> who + " has never come in");
    }

    private void enters(Person who) {
      model.enters(who);
      guests.put(who, world.enters(who.actor));
    }

    private void isAdmitted(Person who) {
      if (model.canBeAdmitted(who)) {
        model.isAdmitted(who);
        guest(Person.DOCTOR).says(new ClientMessage.Admit(guest(who).seat()));
      }
    }

    private void answers(Person who, Provision what) {
      if (world.consents.away) {
        return; // the page says so
      }
      model.answers.put(who, what);
      isRefused(() -> world.consents.say(who.actor.subject(), what));
    }

    /** Counts before anybody has had the time for it. */
    private void isRefused(Runnable said) {
      refusedInVain |= world.consents.away && !recorded().isEmpty();
      said.run();
      permitted("as soon as somebody said so");
      world.settle();
    }

    private void isHeard(Person who, Provision what) {
      if (who != Person.DOCTOR
          && model.connected.contains(Person.DOCTOR)
          && model.seated.contains(who)
          && (what == Provision.DENY || !world.consents.away)) {
        if (what == Provision.DENY || model.isHeard(who)) {
          model.answers.put(who, what);
        }
        isRefused(
            () ->
                guest(Person.DOCTOR)
                    .saysLater(new ClientMessage.Witness(guest(who).seat(), what, Locale.ENGLISH)));
      }
    }

    /** What waits for a time of day waits longer; that nobody is recorded in vain does not. */
    private void stepsBack(Duration by) {
      Instant before = world.clock.instant();
      steppedBack |= !recorded().isEmpty();
      world.stepsBack(by);
      troubledUntil = (troubledUntil.isAfter(before) ? troubledUntil : before).plus(TROUBLE);
      model.isDisturbed();
    }

    private void ruleIs(RecordingRule rule) {
      if (world.consents.away) {
        return;
      }
      model.rule = rule;
      world.rules.rule = rule;
      world.room.ruleChanged();
      world.settle();
    }

    /** Offers, and what was offered flows: all of it, or only one kind, or nothing yet. */
    private void sends(Sent what, int detail) {
      if (!model.canSend(what.who())) {
        return;
      }
      model.sends(what);
      Guest guest = guest(what.who());
      FakeEndpoint endpoint =
          what.media() == Capture.CAMERA
              ? guest.publishes(++counter, Guest.AUDIO_VIDEO)
              : guest.shares(++counter, Guest.AUDIO_VIDEO);
      endpoints.put(endpoint, what);
      current.put(what, endpoint);
      flows(what, MediaKind.AUDIO, detail % 8 != 7);
      flows(what, MediaKind.VIDEO, detail % 8 < 6);
    }

    private void flowsOrNot(VisitStep step) {
      Sent what = new Sent(step.who(), CAPTURES.get(step.detail() % 2));
      if (model.isSent(what)) {
        flows(what, KINDS.get(step.detail() / 2 % 2), step.detail() / 4 % 2 == 0);
      }
    }

    private void flows(Sent what, MediaKind kind, boolean flows) {
      FakeEndpoint endpoint = current.get(what);
      if (endpoint != null) {
        model.flows(what, kind, flows);
        endpoint.listener.flowing(kind, flows, ++counter);
        world.settle();
      }
    }

    private void losesMedia() {
      model.mediaIsLost();
      world.media.restart();
      world.room.mediaRestarted();
      world.settle();
    }

    private void restarts(Person who) {
      if (model.connected.contains(Person.DOCTOR) && model.seated.contains(who)) {
        model.isDisturbed(who);
        guest(Person.DOCTOR)
            .says(new ClientMessage.RestartRecording(Picture.camera(guest(who).seat())));
      }
    }

    private void waits(int seconds) {
      for (int i = 0; i < seconds; i++) {
        model.timePasses(world.clock.instant().plusSeconds(1));
        world.pass(
            Duration.ofSeconds(1), model.connected.stream().map(this::guest).toArray(Guest[]::new));
        check("waiting");
      }
    }

    void closes() {
      if (model.connected.contains(Person.DOCTOR) && model.canSend(Person.DOCTOR)) {
        model.ends();
        guest(Person.DOCTOR).says(new ClientMessage.End());
        check("the end");
      }
    }

    private Set<Sent> recorded() {
      Set<Sent> recorded = new HashSet<>();
      world.media.recorders.stream()
          .filter(r -> r.intervals.stream().anyMatch(i -> i.to() == null))
          .forEach(r -> recorded.add(endpoints.get(r.source)));
      return recorded;
    }

    /** Somebody is about to be heard, or to hear. */
    private void watch(String request) {
      if (request.matches("(answer|feed|gather|record|resume) .*")) {
        permitted(request);
      }
    }

    private void permitted(String when) {
      assertThat(recorded())
          .as("recorded %s", when)
          .allMatch(what -> model.mayBeRecorded(what.who()));
    }

    private void check(String after) {
      follow();
      permitted("after " + after);
      if (world.clock.instant().isBefore(troubledUntil)) {
        return;
      }
      Set<Sent> owed = model.owed(world.clock.instant());
      owedSomething |= !owed.isEmpty();
      assertThat(recorded()).as("recorded after %s", after).containsAll(owed);
    }

    /** What failed, and that the room gave up its media for it. */
    private void follow() {
      if (world.consents.away || world.media.hangs || world.media.startsInSilence) {
        Instant until = world.clock.instant().plus(TROUBLE);
        troubledUntil = until.isAfter(troubledUntil) ? until : troubledUntil;
        model.isDisturbed();
      }
      hung |= world.media.recorders.stream().anyMatch(r -> r.running && r.isCutOff());
      begunInSilence |= world.media.startsInSilence && asked("record r");
      int newest =
          guests.values().stream()
              .filter(guest -> guest.bye() == null && !guest.line().dropped)
              .mapToInt(guest -> guest.room().epoch())
              .max()
              .orElse(epoch);
      if (newest != epoch) {
        epoch = newest;
        model.mediaIsLost();
      }
    }

    boolean asked(String what) {
      return world.media.asked.stream().anyMatch(request -> request.startsWith(what));
    }
  }
}
