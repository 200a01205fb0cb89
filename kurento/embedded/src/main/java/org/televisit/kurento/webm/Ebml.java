package org.televisit.kurento.webm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes EBML elements (RFC 8794) into memory. */
final class Ebml {

  private static final int UNKNOWN_SIZE_MARK = 0x01;

  private final ByteArrayOutputStream out;
  private final int begin;

  Ebml() {
    this(new ByteArrayOutputStream());
  }

  /** Goes on behind what is in there. */
  Ebml(ByteArrayOutputStream out) {
    this.out = out;
    this.begin = out.size();
  }

  Ebml bytes(int id, byte[] value) {
    id(id);
    size(value.length);
    out.writeBytes(value);
    return this;
  }

  Ebml unsigned(int id, long value) {
    int length = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 7) / 8);
    id(id);
    size(length);
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >> shift));
    }
    return this;
  }

  /** An unsigned number of 8 bytes, whatever its value, so that it can be overwritten. */
  Ebml unsigned64(int id, long value) {
    return bytes(id, ByteBuffer.allocate(8).putLong(value).array());
  }

  Ebml real(int id, double value) {
    return bytes(id, ByteBuffer.allocate(8).putDouble(value).array());
  }

  Ebml text(int id, String value) {
    return bytes(id, value.getBytes(StandardCharsets.UTF_8));
  }

  Ebml master(int id, Ebml content) {
    return bytes(id, content.toBytes());
  }

  /** The beginning of a master element that ends where it cannot go on. */
  Ebml openMaster(int id) {
    id(id);
    out.write(UNKNOWN_SIZE_MARK);
    for (int i = 0; i < 7; i++) {
      out.write(0xff);
    }
    return this;
  }

  /** A Void element of so many bytes in all, at least 9. */
  Ebml filler(int total) {
    id(0xEC);
    size8(total - 9);
    out.writeBytes(new byte[total - 9]);
    return this;
  }

  /** A frame in a SimpleBlock. */
  Ebml simpleBlock(int track, int relativeMillis, boolean keyFrame, byte[] frame) {
    id(0xA3);
    size(4 + frame.length);
    out.write(0x80 | track);
    out.write(relativeMillis >> 8);
    out.write(relativeMillis);
    out.write(keyFrame ? 0x80 : 0);
    out.writeBytes(frame);
    return this;
  }

  private void id(int id) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (id >>> shift != 0) {
        out.write(id >>> shift);
      }
    }
  }

  private void size(int size) {
    if (size < 0x7f) {
      out.write(0x80 | size);
    } else if (size < 0x3fff) {
      out.write(0x40 | size >> 8);
      out.write(size);
    } else {
      out.write(0x10 | size >> 24);
      out.write(size >> 16);
      out.write(size >> 8);
      out.write(size);
    }
  }

  private void size8(long size) {
    out.write(UNKNOWN_SIZE_MARK);
    for (int shift = 48; shift >= 0; shift -= 8) {
      out.write((int) (size >> shift));
    }
  }

  /** A known size in 8 bytes, to be written over an unknown one. */
  static byte[] knownSize(long size) {
    Ebml ebml = new Ebml();
    ebml.size8(size);
    return ebml.toBytes();
  }

  /** Of what was written by this one. */
  int length() {
    return out.size() - begin;
  }

  /** All that is in there. */
  byte[] toBytes() {
    return out.toByteArray();
  }
}
