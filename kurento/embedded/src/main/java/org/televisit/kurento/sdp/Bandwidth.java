package org.televisit.kurento.sdp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the {@code b=} lines of one section say together (RFC 8866, 5.8; RFC 3890). */
final class Bandwidth {

  private static final Pattern LINE = Pattern.compile("(AS|TIAS):(\\d{1,18})");
  private static final long BITS_PER_KILOBIT = 1000;

  private long applicationSpecific;
  private long transportIndependent;

  /** Reads what follows {@code b=}; other types, and what is no number, say nothing to us. */
  void read(String line) {
    Matcher known = LINE.matcher(line.trim());
    if (known.matches()) {
      long value = Long.parseLong(known.group(2));
      if (known.group(1).equals("AS")) {
        applicationSpecific = value;
      } else {
        transportIndependent = value;
      }
    }
  }

  /** In kbit/s; the exact one where both are said, at least 1; 0 for no limit, as browsers do. */
  int kilobits() {
    long kilobits =
        transportIndependent == 0
            ? applicationSpecific
            : Math.max(1, transportIndependent / BITS_PER_KILOBIT);
    return (int) Math.min(kilobits, Integer.MAX_VALUE);
  }
}
