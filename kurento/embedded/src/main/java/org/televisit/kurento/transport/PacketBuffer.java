package org.televisit.kurento.transport;

import java.util.Arrays;
import org.jitsi.utils.ByteArrayBuffer;

/** A packet in an array with room around it, as the SRTP library wants it; changed in place. */
public final class PacketBuffer implements ByteArrayBuffer {

  private byte[] bytes;
  private int offset;
  private int length;

  public PacketBuffer(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public byte[] getBuffer() {
    return bytes;
  }

  @Override
  public int getOffset() {
    return offset;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void setLength(int length) {
    this.length = length;
  }

  @Override
  public void setOffset(int offset) {
    this.offset = offset;
  }

  @Override
  public boolean isInvalid() {
    return false;
  }

  @Override
  public void readRegionToBuff(int from, int count, byte[] out) {
    System.arraycopy(bytes, offset + from, out, 0, count);
  }

  @Override
  public void grow(int howMuch) {
    if (offset + length + howMuch > bytes.length) {
      bytes = Arrays.copyOf(bytes, offset + length + howMuch);
    }
  }

  @Override
  public void append(byte[] data, int count) {
    grow(count);
    System.arraycopy(data, 0, bytes, offset + length, count);
    length += count;
  }

  @Override
  public void shrink(int count) {
    length = Math.max(0, length - count);
  }

  /** The packet alone, copied. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }
}
