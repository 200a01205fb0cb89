package org.televisit.vault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to send for a GET with a {@code Range} header (RFC 9110, section 14): everything (200), one
 * part (206), or nothing because there is none (416).
 *
 * @param status HTTP status of the answer
 * @param offset first byte to send; 0 if none
 * @param length bytes to send; 0 if none
 * @param of bytes of the whole
 */
public record ByteRange(int status, long offset, long length, long of) {

  /**
   * Most that is sent for a range without an end. A browser asks so for the rest of the file and
   * then reads as it plays; a paused player must not hold a thread for it.
   */
  public static final long OPEN_ENDED_LIMIT = 2L << 20;

  private static final Pattern BYTES = Pattern.compile("(?i)\\s*bytes=[\\s,]*(\\d*)-(\\d*)[\\s,]*");

  /**
   * A header that is absent, not understood, in another unit than bytes or with several ranges is
   * ignored, as the RFC allows: the answer is then everything.
   *
   * @param header value of the {@code Range} header
   * @param of bytes of the whole
   */
  public static ByteRange of(@Nullable String header, long of) {
    Matcher range = BYTES.matcher(header == null ? "" : header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return whole(of);
    }
    if (range.group(1).isEmpty()) {
      long length = Math.min(number(range.group(2)), of);
      return length == 0 ? unsatisfiable(of) : new ByteRange(206, of - length, length, of);
    }
    long first = number(range.group(1));
    boolean open = range.group(2).isEmpty();
    long last = open ? Long.MAX_VALUE : number(range.group(2));
    if (last < first) {
      return whole(of);
    }
    if (first >= of) {
      return unsatisfiable(of);
    }
    long length = Math.min(last, of - 1) - first + 1;
    return new ByteRange(206, first, open ? Math.min(length, OPEN_ENDED_LIMIT) : length, of);
  }

  private static ByteRange whole(long of) {
    return new ByteRange(200, 0, of, of);
  }

  private static ByteRange unsatisfiable(long of) {
    return new ByteRange(416, 0, 0, of);
  }

  /** As large as can be if it is larger: it is only compared with the length of the whole. */
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Value of the {@code Content-Range} header, which belongs to 206 and 416. */
  public String contentRange() {
    return status == 416
        ? "bytes */" + of
        : "bytes %d-%d/%d".formatted(offset, offset + length - 1, of);
  }
}
