package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Sound whose microphone stops for a while; its timestamps count only what was captured. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AvClockTest {

  private static final long MILLI = 1000;
  private static final long SECOND = 1_000_000;

  private final AvClock clock = new AvClock();

  /** The instant of the call that is sent next, in ms; all begins at 10 s of our clock. */
  private long instant;

  /** How long the microphone stood still so far. */
  private long pausedMillis;

  private long sound;
  private long picture;

  private int soundTimestamp() {
    return (int) ((instant - pausedMillis) * 48);
  }

  private int pictureTimestamp() {
    return (int) (instant * 90);
  }

  private long arrival(long delayMillis) {
    return 10 * SECOND + (instant + delayMillis) * MILLI;
  }

  /** Sound and pictures that are underway for so long. */
  private void call(long millis, long delayMillis) {
    for (long end = instant + millis; instant < end; instant += 20) {
      sound = clock.audio(soundTimestamp(), arrival(delayMillis));
      if (instant % 40 == 0) {
        picture = clock.video(pictureTimestamp(), arrival(delayMillis + 60));
      }
    }
  }

  /** Pictures without sound. */
  private void microphonePauses(long millis) {
    for (long end = instant + millis; instant < end; instant += 40) {
      picture = clock.video(pictureTimestamp(), arrival(60));
    }
    pausedMillis += millis;
  }

  private void report() {
    long ntp = (5000L << 32) + ((instant << 32) / 1000);
    clock.audioReport(new SenderClock(1, ntp, soundTimestamp(), arrival(0)));
    clock.videoReport(new SenderClock(2, ntp, pictureTimestamp(), arrival(0)));
  }

  /** How far a picture lies behind the sound of the same instant. */
  private void assertInStep() {
    instant = (instant + 39) / 40 * 40;
    call(40, 0);
    assertThat(picture - (sound - 20 * MILLI)).isCloseTo(0, within(100 * MILLI));
  }

  @Test
  void Sound_that_pauses_for_seconds_goes_on_in_step() {
    report();
    call(1000, 0);
    microphonePauses(3000);
    call(2000, 0);
    report();
    assertInStep();
    assertThat(arrival(0) - sound).as("and in its place").isLessThan(100 * MILLI);
  }

  @Test
  void Reports_from_before_the_pause_place_no_picture_after_it() {
    report();
    call(1000, 0);
    microphonePauses(1600);
    call(2000, 0);
    assertInStep();
  }

  @Test
  void Short_pauses_do_not_add_up() {
    report();
    call(1000, 0);
    for (int i = 0; i < 12; i++) {
      microphonePauses(400);
      call(3000, 0);
      report();
      assertInStep();
    }
    assertThat(arrival(0) - sound).isLessThan(1000 * MILLI);
  }

  @Test
  void Sound_that_was_held_up_and_comes_all_at_once_keeps_its_place() {
    call(1000, 0);
    for (long held = 3000; held > 0; held -= 20, instant += 20) {
      sound = clock.audio(soundTimestamp(), arrival(held));
    }
    call(1000, 0);
    assertThat(sound).isEqualTo(10 * SECOND + (instant - 20) * MILLI);
  }

  @Test
  void Sound_that_catches_up_slowly_keeps_its_place() {
    call(1000, 0);
    for (long behind = 3000; behind > 0; behind -= 5, instant += 20) {
      sound = clock.audio(soundTimestamp(), arrival(behind));
    }
    call(1000, 0);
    assertThat(sound).isEqualTo(10 * SECOND + (instant - 20) * MILLI);
  }

  @Test
  void Sound_alone_that_was_late_for_seconds_goes_back_to_its_place() {
    call(1000, 0);
    for (long end = instant + 2000; instant < end; instant += 20) {
      sound = clock.audio(soundTimestamp(), arrival(800));
      if (instant % 40 == 0) {
        picture = clock.video(pictureTimestamp(), arrival(60));
      }
    }
    assertThat(sound).as("moved").isEqualTo(arrival(780));
    call(1000, 0);
    assertThat(sound).isEqualTo(10 * SECOND + (instant - 20) * MILLI);
  }

  @Test
  void A_way_that_is_long_for_a_while_moves_neither_sound_nor_pictures() {
    report();
    call(1000, 0);
    call(5000, 3000);
    call(1000, 0);
    report();
    assertThat(sound).isEqualTo(10 * SECOND + (instant - 20) * MILLI);
    assertInStep();
  }
}
