package org.televisit.kurento.media;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long was recorded, in seconds: from the last moment at which it may have begun to the first
 * at which it may have ended, and the other way round.
 */
record Length(double least, double most) {

  void isThat(double seconds) {
    assertThat(seconds).isBetween(least - 1, most + 1);
  }
}
