package org.televisit.vault;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/** An open file, of which it reads only the frames that must be there. For one thread. */
final class FrameReader implements Closeable {

  private final UUID recording;
  private final FrameOpener opener;
  private final SealedBytes file;

  /** A frame as it lies in the file; used again. */
  private byte[] sealed = {};

  FrameReader(UUID recording, FrameOpener opener, SealedBytes file) {
    this.recording = recording;
    this.opener = opener;
    this.file = file;
  }

  /** See {@link SealedBytes#version}. */
  String version() {
    return file.version();
  }

  /**
   * Writes what the frame at this position holds to {@code plain}, {@link Frame#plainLength} bytes.
   *
   * @throws DamagedRecordingException if it is another one, or not intact; {@code plain} then holds
   *     nothing of it
   */
  void read(long at, Frame frame, byte[] plain, Fault fault) throws IOException {
    if (sealed.length < frame.fileLength()) {
      sealed = new byte[frame.fileLength()];
    }
    try {
      file.read(at, sealed, frame.fileLength());
    } catch (EOFException e) {
      throw damaged(fault, "the file ends within the frame at " + at);
    }
    if (!Arrays.equals(sealed, 0, Frame.HEADER, frame.header(), 0, Frame.HEADER)) {
      throw damaged(fault, "the frame at " + at + " is another one");
    }
    try {
      opener.open(frame, sealed, Frame.HEADER, plain);
    } catch (GeneralSecurityException e) {
      throw damaged(fault, "the frame at " + at + " does not open");
    }
  }

  private DamagedRecordingException damaged(Fault fault, String detail) {
    return new DamagedRecordingException(recording, fault, detail);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
