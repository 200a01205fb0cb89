package org.televisit.kurento.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.transport.BrowserDouble;

/** A double of a browser that sends sound and pictures without end, once it is answered. */
public final class SendingBrowser implements AutoCloseable {

  private static final int AUDIO_MILLIS = 20;
  private static final int VIDEO_MILLIS = 40;
  private static final int KEY_FRAME_EVERY = 25;
  private static final int AUDIO_SSRC = 0x55667788;

  private final BrowserDouble browser;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final int opus;
  private final int vp8;
  private int sounds;
  private int pictures;
  private volatile boolean disorderly;
  private byte @Nullable [] heldBack;

  /**
   * @param opus its payload type
   * @param vp8 its payload type
   */
  public SendingBrowser(int opus, int vp8) throws SocketException {
    this.browser = new BrowserDouble(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    this.opus = opus;
    this.vp8 = vp8;
  }

  /** An offer of sound and pictures that are only sent. */
  public String offer() {
    return browser.offer("sendonly", opus, vp8);
  }

  /** Makes a browser's recorded offer its own. */
  public String disguised(String offer) {
    return browser.disguised(offer);
  }

  /** Connects as the answer says, to where the server is, and begins to send; does not wait. */
  public void connect(String answer, InetSocketAddress server) {
    browser.server(server);
    clock.execute(() -> connected(answer));
  }

  private void connected(String answer) {
    try {
      if (!browser.check(answer)) {
        throw new IllegalStateException("the server does not answer a connectivity check");
      }
      browser.secure(answer);
      browser.secured.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
    var unusedSounds =
        clock.scheduleAtFixedRate(this::sound, 0, AUDIO_MILLIS, TimeUnit.MILLISECONDS);
    var unusedPictures =
        clock.scheduleAtFixedRate(this::picture, 0, VIDEO_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sound() {
    sounds++;
    browser.sendRtp(Rtp.opus(AUDIO_SSRC, opus, sounds, sounds * 48 * AUDIO_MILLIS));
  }

  private void picture() {
    boolean key = pictures % KEY_FRAME_EVERY == 0;
    synchronized (clock) {
      pictures++;
      clock.notifyAll();
    }
    byte[] packet = Rtp.vp8(Rtp.VIDEO_SSRC, vp8, pictures, pictures * 90 * VIDEO_MILLIS, key);
    byte @Nullable [] late = heldBack;
    if (disorderly && late == null && pictures % 3 == 0) {
      heldBack = packet;
      return;
    }
    browser.sendRtp(packet, disorderly ? 2 : 1);
    if (late != null) {
      browser.sendRtp(late);
      heldBack = null;
    }
  }

  /** From now on each third picture comes after the next one, and the others come twice. */
  public void disorderly() {
    disorderly = true;
  }

  /** Waits until so many pictures were sent. */
  public void awaitPictures(int wanted) throws InterruptedException {
    synchronized (clock) {
      while (pictures < wanted) {
        clock.wait();
      }
    }
  }

  /** Falls silent without a goodbye, as a browser that is killed. */
  public void vanish() {
    clock.shutdownNow();
  }

  /** Stops and says goodbye. */
  public void hangUp() {
    clock.shutdownNow();
    browser.hangUp();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    browser.close();
  }
}
