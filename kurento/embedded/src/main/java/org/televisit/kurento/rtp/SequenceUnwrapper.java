package org.televisit.kurento.rtp;

/** Makes numbers that never wrap of 16-bit sequence numbers or 32-bit timestamps. */
final class SequenceUnwrapper {

  private final int bits;
  private boolean started;
  private long last;

  private SequenceUnwrapper(int bits) {
    this.bits = bits;
  }

  static SequenceUnwrapper ofSequences() {
    return new SequenceUnwrapper(16);
  }

  static SequenceUnwrapper ofTimestamps() {
    return new SequenceUnwrapper(32);
  }

  /** The number nearest to the one before; the first is taken as it is. */
  long unwrap(int value) {
    last = peek(value);
    started = true;
    return last;
  }

  /** The same, without remembering it. */
  long peek(int value) {
    long masked = value & ((1L << bits) - 1);
    if (!started) {
      return masked + (1L << bits); // so that an earlier one is not negative
    }
    int shift = 64 - bits;
    return last + (((masked - last) << shift) >> shift);
  }
}
