package org.televisit.kurento.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtcpReader;
import org.televisit.kurento.transport.BrowserDouble;

/**
 * A double of a browser that sends sound and pictures without end, once it is answered. It makes
 * key frames when it is asked, and never repeats a packet.
 */
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
  private int sequence;
  private int packetsPerPicture = 1;
  private boolean onlyWhenAsked;
  private boolean keyFrameWanted = true;
  private volatile boolean losing;
  private int requestsToIgnore;
  private final AtomicInteger requestsSinceLoss = new AtomicInteger();
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
    hear();
    boolean key = keyFrameWanted || (!onlyWhenAsked && pictures % KEY_FRAME_EVERY == 0);
    keyFrameWanted = false;
    synchronized (clock) {
      pictures++;
      clock.notifyAll();
    }
    for (int part = 0; part < packetsPerPicture; part++) {
      sequence++;
      int timestamp = pictures * 90 * VIDEO_MILLIS;
      picture(
          packetsPerPicture == 1
              ? Rtp.vp8(Rtp.VIDEO_SSRC, vp8, sequence, timestamp, key)
              : Rtp.vp8Part(vp8, sequence, timestamp, key, part, packetsPerPicture));
    }
  }

  private void picture(byte[] packet) {
    if (losing) {
      losing = false;
      requestsToIgnore = 1;
      requestsSinceLoss.set(0);
      return;
    }
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

  /** What the server asks for. */
  private void hear() {
    for (byte[] rtcp = browser.rtcp.poll(); rtcp != null; rtcp = browser.rtcp.poll()) {
      for (RtcpMessage message : RtcpReader.read(rtcp, 0, rtcp.length)) {
        if (message instanceof RtcpMessage.KeyFrameRequest) {
          requestsSinceLoss.incrementAndGet();
          keyFrameWanted |= requestsToIgnore == 0;
          requestsToIgnore = Math.max(0, requestsToIgnore - 1);
        }
      }
    }
  }

  /** Makes large pictures; to be called before it connects. */
  public void packetsPerPicture(int packets) {
    packetsPerPicture = packets;
  }

  /** Makes a key frame at the beginning, then for each request; to be called before it connects. */
  public void keyFramesOnlyWhenAsked() {
    onlyWhenAsked = true;
  }

  /** The next packet of a picture gets lost, and so does the first request for a key frame. */
  public void lose() {
    losing = true;
  }

  /** How often a key frame was asked for since a packet was lost, with the one that got lost. */
  public int requestsSinceLoss() {
    return requestsSinceLoss.get();
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

  /** Waits until so many more pictures were sent. */
  public void awaitMorePictures(int wanted) throws InterruptedException {
    int sent;
    synchronized (clock) {
      sent = pictures;
    }
    awaitPictures(sent + wanted);
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
