package org.televisit.kurento.rtp;

/** Reads numbers of any number of bits, and the codes of Exp-Golomb (H.264, 9.1). */
final class Bits {

  private static final int LONGEST_CODE = 31;

  private final byte[] data;
  private long at;

  /**
   * @param offset of the first byte
   */
  Bits(byte[] data, int offset) {
    this.data = data;
    this.at = 8L * offset;
  }

  /**
   * The next up to 32 bits.
   *
   * @throws IndexOutOfBoundsException if there are not so many
   */
  int read(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++, at++) {
      number = number << 1 | (data[(int) (at >> 3)] >> (7 - (at & 7)) & 1);
    }
    return number;
  }

  boolean flag() {
    return read(1) == 1;
  }

  int unsignedCode() {
    int zeros = 0;
    while (!flag()) {
      if (++zeros > LONGEST_CODE) {
        throw new IndexOutOfBoundsException("no such code");
      }
    }
    return (1 << zeros) - 1 + read(zeros);
  }

  int signedCode() {
    int code = unsignedCode();
    return (code & 1) == 0 ? -(code >> 1) : (code + 1) >> 1;
  }

  /** Where the next whole byte is. */
  int byteOffset() {
    return (int) ((at + 7) >> 3);
  }
}
