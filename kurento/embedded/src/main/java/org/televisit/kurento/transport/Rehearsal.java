package org.televisit.kurento.transport;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Handshakes with ourselves, in memory, until they are quick: the first of a process takes some 250
 * ms, for its code is not compiled, and the twentieth 8. Nobody's call shall pay for that.
 */
final class Rehearsal {

  private static final int MOST_HANDSHAKES = 20;
  private static final long QUICK_NANOS = 10_000_000;
  private static final int PATIENCE_SECONDS = 5;
  private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());

  private final DtlsAssociation server;
  private final DtlsAssociation client;
  private final CountDownLatch secured = new CountDownLatch(2);

  private Rehearsal(DtlsIdentity identity, Executor threads) {
    server =
        new DtlsAssociation(
            new DtlsServer(identity, identity.fingerprint(), () -> {}),
            threads,
            (data, offset, length) -> toClient(Arrays.copyOfRange(data, offset, offset + length)),
            new Outcome());
    client =
        new DtlsAssociation(
            new DtlsClient(identity, identity.fingerprint(), () -> {}),
            threads,
            (data, offset, length) -> toServer(Arrays.copyOfRange(data, offset, offset + length)),
            new Outcome());
  }

  private void toClient(byte[] datagram) {
    client.datagram(datagram, datagram.length);
  }

  private void toServer(byte[] datagram) {
    server.datagram(datagram, datagram.length);
  }

  /** Ends early when the thread is interrupted, or a handshake takes longer than 5 s. */
  static void run(DtlsIdentity identity, Executor threads) {
    try {
      boolean slow = true;
      for (int i = 0; i < MOST_HANDSHAKES && slow; i++) {
        long began = System.nanoTime();
        if (!new Rehearsal(identity, threads).handshake()) {
          return;
        }
        slow = System.nanoTime() - began > QUICK_NANOS;
      }
    } catch (InterruptedException | RejectedExecutionException closed) {
      LOG.log(DEBUG, "no more rehearsals: the server closes");
    }
  }

  private boolean handshake() throws InterruptedException {
    try {
      server.start();
      client.start();
      return secured.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      client.end();
      server.end();
    }
  }

  /** Of one side. */
  private final class Outcome implements DtlsAssociation.Events {
    @Override
    public void secured(SrtpSession srtp) {
      secured.countDown();
    }

    @Override
    public void handshakeFailed(String reason) {
      LOG.log(DEBUG, "a rehearsed handshake failed: {0}", reason);
    }
  }
}
