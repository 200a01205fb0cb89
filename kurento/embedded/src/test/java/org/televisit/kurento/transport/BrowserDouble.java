package org.televisit.kurento.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A browser's transport for tests: checks connectivity, is the DTLS client, speaks SRTP. */
public final class BrowserDouble implements AutoCloseable {

  /** Half a second apart, as a datagram may get lost. */
  private static final int CHECKS = 40;

  private final DatagramSocket socket;
  private final DtlsIdentity identity = DtlsIdentity.generate();
  private final IceCredentials credentials = IceCredentials.random();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile InetSocketAddress server;

  /** Decrypted packets, as they came. */
  public final BlockingQueue<byte[]> rtp = new LinkedBlockingQueue<>();

  public final BlockingQueue<byte[]> rtcp = new LinkedBlockingQueue<>();

  /** Media packets as they came, still encrypted. */
  public final BlockingQueue<byte[]> raw = new LinkedBlockingQueue<>();

  public final CompletableFuture<Void> secured = new CompletableFuture<>();
  public final CompletableFuture<Void> serverClosed = new CompletableFuture<>();
  private final BlockingQueue<byte[]> stunResponses = new LinkedBlockingQueue<>();
  private final List<byte[]> early = new ArrayList<>();
  private volatile SrtpSession srtp =
      new SrtpSession(SrtpProfile.AEAD_AES_128_GCM, new byte[56], true);
  private volatile DtlsAssociation dtls =
      new DtlsAssociation(noHandshake(), Runnable::run, (d, o, l) -> {}, noEvents());

  public BrowserDouble(InetSocketAddress server) throws SocketException {
    this.server = server;
    this.socket = new DatagramSocket(0, server.getAddress()); // loopback, of the same family
    Thread receiver = new Thread(this::receive, "browser-double");
    receiver.setDaemon(true);
    receiver.start();
  }

  private static DtlsHandshake noHandshake() {
    return new DtlsClient(DtlsIdentity.generate(), new Fingerprint("sha-256", "00"), () -> {});
  }

  private static DtlsAssociation.Events noEvents() {
    return new DtlsAssociation.Events() {
      @Override
      public void secured(SrtpSession session) {}

      @Override
      public void handshakeFailed(String reason) {}
    };
  }

  /**
   * An offer of audio and video.
   *
   * @param direction of both
   */
  public String offer(String direction, int opus, int vp8) {
    return """
    v=0
    o=- 1 1 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=group:BUNDLE a v
    m=audio 9 UDP/TLS/RTP/SAVPF %1$d
    c=IN IP4 0.0.0.0
    a=ice-ufrag:%4$s
    a=ice-pwd:%5$s
    a=fingerprint:%6$s
    a=setup:actpass
    a=mid:a
    a=%3$s
    a=rtcp-mux
    a=rtpmap:%1$d opus/48000/2
    m=video 9 UDP/TLS/RTP/SAVPF %2$d
    c=IN IP4 0.0.0.0
    a=ice-ufrag:%4$s
    a=ice-pwd:%5$s
    a=fingerprint:%6$s
    a=setup:actpass
    a=mid:v
    a=%3$s
    a=rtcp-mux
    a=rtpmap:%2$d VP8/90000
    a=rtcp-fb:%2$d nack
    a=rtcp-fb:%2$d nack pli
    a=rtcp-fb:%2$d goog-remb
    """
        .formatted(
            opus,
            vp8,
            direction,
            credentials.ufrag(),
            credentials.password(),
            identity.fingerprint());
  }

  /** A frame with a browser's recorded offer in it, as if this double had made the offer. */
  public String disguised(String frame) {
    String text = "[^\\s\\\\]+"; // up to the escaped end of the line
    return frame
        .replaceAll("a=ice-ufrag:" + text, "a=ice-ufrag:" + credentials.ufrag())
        .replaceAll("a=ice-pwd:" + text, "a=ice-pwd:" + credentials.password())
        .replaceAll(
            "a=fingerprint:" + text + " " + text, "a=fingerprint:" + identity.fingerprint());
  }

  /** Where the server turned out to be. */
  public void server(InetSocketAddress found) {
    server = found;
  }

  /** Checks connectivity with the credentials of an answer until there is a response. */
  public boolean check(String answer) throws InterruptedException {
    for (int tries = 0; tries < CHECKS; tries++) {
      send(checkFor(answer, value(answer, "ice-pwd")));
      if (stunResponses.poll(500, TimeUnit.MILLISECONDS) != null) {
        return true;
      }
    }
    return false;
  }

  /** Nominates the address of another socket, as it does on another network; without waiting. */
  public void check(String answer, DatagramSocket from) {
    send(checkFor(answer, value(answer, "ice-pwd")), from);
  }

  /** Checks with a wrong password. Whether there was a response within half a second. */
  public boolean forgedCheck(String answer) throws InterruptedException {
    stunResponses.clear();
    send(checkFor(answer, "0123456789012345678901"));
    return stunResponses.poll(500, TimeUnit.MILLISECONDS) != null;
  }

  byte[] checkFor(String answer, String password) {
    byte[] user =
        (value(answer, "ice-ufrag") + ":" + credentials.ufrag()).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(512);
    out.putShort((short) 1).putShort((short) 0).putInt(0x2112A442).put(new byte[12]);
    out.putShort((short) 6).putShort((short) user.length).put(user);
    out.position(out.position() + 3 & ~3);
    out.putShort((short) 0x24).putShort((short) 4).putInt(2122260223);
    out.putShort((short) 0x25).putShort((short) 0);
    out.putShort((short) 0x802A).putShort((short) 8).putLong(1);
    int at = out.position();
    out.putShort(2, (short) (at + 24 - 20));
    out.putShort((short) 8).putShort((short) 20).put(hmac(password, out.array(), at));
    out.putShort(2, (short) (out.position() + 8 - 20));
    CRC32 crc = new CRC32();
    crc.update(out.array(), 0, out.position());
    out.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ 0x5354554e);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] hmac(String password, byte[] data, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      mac.update(data, 0, length);
      return mac.doFinal();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String value(String sdp, String name) {
    return sdp.lines()
        .filter(line -> line.startsWith("a=" + name + ":"))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 3);
  }

  /** Shakes hands under the fingerprint of an answer; {@link #secured} tells the outcome. */
  public void secure(String answer) {
    Fingerprint fingerprint = Fingerprint.parse(value(answer, "fingerprint")).orElseThrow();
    secure(fingerprint, identity);
  }

  /** Shakes hands with a certificate that the offer did not announce. */
  public void secureAsSomebodyElse(String answer) {
    secure(Fingerprint.parse(value(answer, "fingerprint")).orElseThrow(), DtlsIdentity.generate());
  }

  private void secure(Fingerprint fingerprint, DtlsIdentity as) {
    DtlsClient client = new DtlsClient(as, fingerprint, () -> serverClosed.complete(null));
    dtls =
        new DtlsAssociation(
            client,
            threads,
            (data, offset, length) -> send(Arrays.copyOfRange(data, offset, offset + length)),
            new DtlsAssociation.Events() {
              @Override
              public void secured(SrtpSession session) {
                synchronized (BrowserDouble.this) {
                  srtp = session;
                  early.forEach(BrowserDouble.this::open);
                  secured.complete(null);
                }
              }

              @Override
              public void handshakeFailed(String reason) {
                secured.completeExceptionally(new IOException(reason));
              }
            });
    dtls.start();
  }

  public void sendRtp(byte[] packet) {
    sendRtp(packet, 1);
  }

  /** The same datagram so many times. */
  public void sendRtp(byte[] packet, int times) {
    PacketBuffer buffer =
        new PacketBuffer(Arrays.copyOf(packet, packet.length + 64), packet.length);
    synchronized (this) {
      if (!srtp.protectRtp(buffer)) {
        throw new IllegalStateException("not protected");
      }
    }
    for (int i = 0; i < times; i++) {
      send(buffer.toBytes());
    }
  }

  public void sendRtcp(byte[] packet) {
    sendRtcp(packet, socket);
  }

  /** Sends it from another socket. */
  public void sendRtcp(byte[] packet, DatagramSocket from) {
    PacketBuffer buffer =
        new PacketBuffer(Arrays.copyOf(packet, packet.length + 64), packet.length);
    synchronized (this) {
      if (!srtp.protectRtcp(buffer)) {
        throw new IllegalStateException("not protected");
      }
    }
    send(buffer.toBytes(), from);
  }

  /** Sends any bytes from the browser's address. */
  public void send(byte[] datagram) {
    send(datagram, socket);
  }

  private void send(byte[] datagram, DatagramSocket from) {
    try {
      from.send(new DatagramPacket(datagram, datagram.length, server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive() {
    byte[] buffer = new byte[2048];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        return;
      }
      byte[] data = Arrays.copyOf(buffer, packet.getLength());
      int first = data[0] & 0xff;
      if (first < 4) {
        stunResponses.add(data);
      } else if (first < 64) {
        try {
          dtls.datagram(data, data.length);
        } catch (RejectedExecutionException e) {
          return; // the test is over
        }
      } else {
        media(data);
      }
    }
  }

  private void media(byte[] data) {
    raw.add(data);
    synchronized (this) {
      if (secured.isDone()) {
        open(data);
      } else {
        early.add(data);
      }
    }
  }

  private void open(byte[] data) {
    PacketBuffer packet = new PacketBuffer(data.clone(), data.length);
    int type = data[1] & 0xff;
    boolean control = type >= 192 && type <= 223;
    if (control ? srtp.unprotectRtcp(packet) : srtp.unprotectRtp(packet)) {
      (control ? rtcp : rtp).add(packet.toBytes());
    }
  }

  /** Says goodbye, as a browser does that closes its connection. */
  public void hangUp() {
    dtls.end();
  }

  @Override
  public void close() {
    socket.close();
    dtls.end();
    threads.shutdown();
  }
}
