package org.televisit.consultation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The wire between the media server and the ingest, which a test can cut, or hold up so that
 * nothing comes through although nobody has hung up, or on which the sound alone is lost.
 */
final class Relay implements AutoCloseable {

  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final List<Wire> wires = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;

  Relay(int target) throws IOException {
    this.target = target;
    start("relay", this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Wire wire = new Wire(entrance.accept());
        wires.add(wire);
        start("wire", wire::connect);
      } catch (IOException e) {
        // closed, or a caller that has gone already
      }
    }
  }

  /** Breaks all connections there are; new ones are let through. */
  void cut() {
    wires.forEach(Wire::cut);
    wires.clear();
  }

  /** Lets nothing more through the connections there are; new ones are let through. */
  void stall() {
    wires.forEach(wire -> wire.stalled.set(true));
    wires.clear();
  }

  /** Whether sound is lost from now on. */
  void losesSound(boolean lost) {
    deaf = lost;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Filter {
    void filter(byte[] bytes, int length);
  }

  /** One connection, both ways. */
  private final class Wire {

    private final AtomicBoolean stalled = new AtomicBoolean();
    private final Socket caller;
    private final Socket called = new Socket();

    Wire(Socket caller) {
      this.caller = caller;
    }

    void connect() {
      try {
        called.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        start("wire back", () -> pass(called, caller, (bytes, length) -> {}));
        pass(caller, called, new SoundFilter(() -> deaf)::filter);
      } catch (IOException e) {
        cut();
      }
    }

    private void pass(Socket from, Socket to, Filter filter) {
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        byte[] buffer = new byte[16384];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          filter.filter(buffer, read);
          if (!stalled.get()) {
            out.write(buffer, 0, read);
          }
        }
      } catch (IOException e) {
        // one side is gone, so the other one goes as well
      } finally {
        if (!stalled.get()) {
          cut();
        }
      }
    }

    /** With a reset, as a broken network or a killed process leaves it. */
    void cut() {
      for (Socket socket : List.of(caller, called)) {
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException e) {
          // it is closed
        }
      }
    }
  }
}
