package org.televisit.completeness;

import java.time.Duration;

/**
 * Below which length what is missing is no alarm; it is shown all the same.
 *
 * @param starting from the permission to a recorder's first byte, and to each further recorder's
 * @param other everything else, what a crash may cost above all
 */
public record Tolerance(Duration starting, Duration other) {

  boolean covers(Segment segment) {
    Duration most = segment.cause().equals(GapCause.STARTING) ? starting : other;
    return segment.span().length().compareTo(most) <= 0;
  }
}
