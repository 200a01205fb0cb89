package org.televisit.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds EBML elements in memory. */
final class EbmlWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  EbmlWriter id(int id) {
    return bigEndian(id & 0xffffffffL, (39 - Integer.numberOfLeadingZeros(id)) / 8);
  }

  /** A size in the widest form, 8 bytes, so that what precedes it never changes place. */
  EbmlWriter wideSize(long size) {
    return bigEndian(size | 1L << 56, 8);
  }

  EbmlWriter raw(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }

  EbmlWriter element(int id, byte[] content) {
    id(id);
    if (content.length < 127) {
      out.write(0x80 | content.length);
    } else {
      wideSize(content.length);
    }
    return raw(content);
  }

  EbmlWriter element(int id, EbmlWriter content) {
    return element(id, content.toBytes());
  }

  /** An unsigned integer in as few bytes as it needs. */
  EbmlWriter unsigned(int id, long value) {
    return unsigned(id, value, Math.max(1, (71 - Long.numberOfLeadingZeros(value)) / 8));
  }

  EbmlWriter unsigned(int id, long value, int width) {
    return element(id, new EbmlWriter().bigEndian(value, width));
  }

  EbmlWriter number(int id, double value) {
    return element(id, ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
  }

  EbmlWriter text(int id, String value) {
    return element(id, value.getBytes(StandardCharsets.UTF_8));
  }

  EbmlWriter bigEndian(long value, int width) {
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
