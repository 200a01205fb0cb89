package org.televisit.consultation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The wire between the media server and the ingest, on which a test can lose the sound alone: its
 * blocks arrive as those of a track that nobody has declared. All else passes as it is.
 */
final class SoundFilter implements AutoCloseable {

  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private volatile boolean deaf;

  SoundFilter(int target) throws IOException {
    this.target = target;
    start("sound filter", this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Whether sound is lost from now on. */
  void loses(boolean sound) {
    deaf = sound;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket caller = entrance.accept();
        start("filtered wire", () -> connect(caller));
      } catch (IOException e) {
        // closed, or a caller that has gone already
      }
    }
  }

  private void connect(Socket caller) {
    try {
      Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
      start("filtered wire back", () -> pass(called, caller, (bytes, length) -> {}));
      Request request = new Request();
      pass(caller, called, request::filter);
    } catch (IOException e) {
      // one side is gone
    }
  }

  private interface Filter {
    void filter(byte[] bytes, int length);
  }

  private static void pass(Socket from, Socket to, Filter filter) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[16384];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        filter.filter(buffer, read);
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one side is gone, so the other one goes as well
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One upload: a head, and a body in chunks (RFC 9112, section 7.1). */
  private final class Request {

    private final Media media = new Media();
    private String line = "";
    private boolean inHead = true;
    private long left;

    void filter(byte[] bytes, int length) {
      for (int at = 0; at < length; at++) {
        if (left > 0) {
          left--;
          media.filter(bytes, at);
        } else {
          line(bytes[at]);
        }
      }
    }

    private void line(byte next) {
      if (next != '\n') {
        line += next == '\r' ? "" : String.valueOf((char) next);
        return;
      }
      if (inHead) {
        inHead = !line.isEmpty();
      } else if (!line.isEmpty()) {
        left = Long.parseLong(line, 16);
      }
      line = "";
    }
  }

  /** The elements of a live WebM as the embedded media server writes it. */
  private final class Media {

    private static final long SEGMENT = 0x18538067L;
    private static final long CLUSTER = 0x1F43B675L;
    private static final long SIMPLE_BLOCK = 0xA3;
    private static final int SOUND = 1;
    private static final byte UNDECLARED = (byte) 0x8F;

    private final byte[] header = new byte[12];
    private int length;
    private long skipped;
    private long block;

    void filter(byte[] bytes, int at) {
      if (skipped > 0) {
        skipped--;
      } else if (block > 0) {
        if (deaf && (bytes[at] & 0x7F) == SOUND) {
          bytes[at] = UNDECLARED;
        }
        skipped = block - 1;
        block = 0;
      } else {
        header[length++] = bytes[at];
        element();
      }
    }

    private void element() {
      int idLength = vintLength(0);
      if (length <= idLength || length < idLength + vintLength(idLength)) {
        return;
      }
      long id = number(0, idLength);
      int sizeLength = vintLength(idLength);
      long size = number(idLength, sizeLength) & ((1L << (7 * sizeLength)) - 1);
      length = 0;
      if (id == SIMPLE_BLOCK) {
        block = size;
      } else if (id != SEGMENT && id != CLUSTER) {
        skipped = size;
      }
    }

    private int vintLength(int at) {
      return Integer.numberOfLeadingZeros(header[at] & 0xFF) - 23;
    }

    private long number(int from, int bytes) {
      long number = 0;
      for (int i = from; i < from + bytes; i++) {
        number = number << 8 | header[i] & 0xFF;
      }
      return number;
    }
  }
}
