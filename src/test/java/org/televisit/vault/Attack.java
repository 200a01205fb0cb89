package org.televisit.vault;

import java.util.Arrays;
import org.televisit.vault.DamagedRecordingException.Fault;

/** What somebody makes of a sealed file, and what a reader must find. */
enum Attack {
  PARTS_SWAPPED(Fault.PART),
  SEALED_BYTES_REORDERED_UNDER_THEIR_HEADERS(Fault.PART),
  A_BIT_OF_A_PART_FLIPPED(Fault.PART),
  A_BIT_OF_A_HEADER_FLIPPED(Fault.PART),
  A_PART_OF_ANOTHER_RECORDING(Fault.PART),
  A_PART_TAKEN_OUT(Fault.END),
  A_BIT_OF_THE_INDEX_FLIPPED(Fault.END),
  A_BIT_OF_THE_END_FLIPPED(Fault.END),
  THE_END_CUT_OFF(Fault.UNFINISHED),
  CUT_IN_HALF(Fault.UNFINISHED),
  CUT_WITHIN_THE_HEAD(Fault.HEAD),
  EMPTIED(Fault.HEAD),
  ANOTHER_RECORDING_UNDER_ITS_NAME(Fault.HEAD),
  ANOTHER_RECORDING_UNDER_ITS_NAME_AND_ID(Fault.END),
  AN_UNKNOWN_VERSION(Fault.HEAD);

  /** Of the parts that the stream is cut into, three in all. */
  private static final int FRAME = Frame.HEADER + Frame.MAX_PART + Frame.OVERHEAD;

  private static final int END = Frame.HEADER + SealedEnd.LENGTH + Frame.OVERHEAD;

  final Fault fault;

  Attack(Fault fault) {
    this.fault = fault;
  }

  /** A sealed file after this was done to it; {@code other} is that of another recording. */
  byte[] on(byte[] whole, byte[] other) {
    int part = SealedHead.LENGTH;
    byte[] bytes = whole.clone();
    switch (this) {
      case PARTS_SWAPPED -> {
        System.arraycopy(whole, part, bytes, part + FRAME, FRAME);
        System.arraycopy(whole, part + FRAME, bytes, part, FRAME);
      }
      case SEALED_BYTES_REORDERED_UNDER_THEIR_HEADERS -> {
        int sealed = FRAME - Frame.HEADER;
        int from = part + Frame.HEADER;
        System.arraycopy(whole, from, bytes, from + FRAME, sealed);
        System.arraycopy(whole, from + FRAME, bytes, from, sealed);
      }
      case A_BIT_OF_A_PART_FLIPPED -> bytes[part + 2 * FRAME - 1] ^= 8;
      case A_BIT_OF_A_HEADER_FLIPPED -> bytes[part + FRAME + 15] ^= 1;
      case A_PART_OF_ANOTHER_RECORDING ->
          System.arraycopy(other, part + FRAME, bytes, part + FRAME, FRAME);
      case A_PART_TAKEN_OUT -> {
        bytes = Arrays.copyOf(whole, whole.length - FRAME);
        System.arraycopy(whole, part + 2 * FRAME, bytes, part + FRAME, bytes.length - part - FRAME);
      }
      case A_BIT_OF_THE_INDEX_FLIPPED -> bytes[whole.length - END - 1] ^= 1;
      case A_BIT_OF_THE_END_FLIPPED -> bytes[whole.length - 1] ^= 1;
      case THE_END_CUT_OFF -> bytes = Arrays.copyOf(whole, whole.length - END);
      case CUT_IN_HALF -> bytes = Arrays.copyOf(whole, whole.length / 2);
      case CUT_WITHIN_THE_HEAD -> bytes = Arrays.copyOf(whole, 20);
      case EMPTIED -> bytes = new byte[0];
      case ANOTHER_RECORDING_UNDER_ITS_NAME -> bytes = other.clone();
      case ANOTHER_RECORDING_UNDER_ITS_NAME_AND_ID -> {
        bytes = other.clone();
        System.arraycopy(whole, 8, bytes, 8, 16);
      }
      case AN_UNKNOWN_VERSION -> bytes[4] = 3;
    }
    return bytes;
  }
}
