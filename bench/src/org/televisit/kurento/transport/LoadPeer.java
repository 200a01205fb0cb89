package org.televisit.kurento.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One client of a media server: checks connectivity and answers checks, is the DTLS client, sends and receives SRTP. After {@link #connect} all happens on the
 * thread of its {@link LoadClient}.
 */
public final class LoadPeer implements AutoCloseable {

  private static final int OPUS = 111;
  private static final int VP8 = 96;
  private static final long FRESH_NANOS = 2_500_000_000L;

  /** What it sends: called some thousand times a second. */
  public interface Sending {
    /** Sends what is due, by {@link LoadPeer#sendRtp}. */
    void send(LoadPeer by, long now);
  }

  private final LoadClient client;
  private final DatagramChannel channel = DatagramChannel.open();
  private final DtlsIdentity identity;
  private final IceCredentials credentials = IceCredentials.random();
  private final CompletableFuture<Void> secured = new CompletableFuture<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(2048);
  private final int ssrc = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE - 1);
  private Sending sending = (by, now) -> {};
  private Consumer<byte[]> receiver = packet -> {};
  private DtlsAssociation dtls;
  private SrtpSession srtp;
  private InetSocketAddress server;
  private byte[] checkMessage;
  private boolean answering;
  private boolean answered;
  private long checkedAt;
  private int decryptEvery = 1;
  private int count;
  private final StreamCount[] streams = {new StreamCount(), new StreamCount()};

  /** How many packets of one payload type came, and how many should have. */
  private static final class StreamCount {
    private long received;
    private long highest = -1;
    private long first;

    void count(int sequence) {
      received++;
      if (highest < 0) {
        first = highest = sequence;
      } else {
        int ahead = (short) (sequence - (int) highest);
        highest = ahead > 0 ? highest + ahead : highest;
      }
    }

    long expected() {
      return highest < 0 ? 0 : highest - first + 1;
    }
  }

  /** So many packets came of so many that were sent, sound and pictures together. */
  public record Count(long received, long expected) {
    public Count since(Count before) {
      return new Count(received - before.received, expected - before.expected);
    }
  }

  LoadPeer(LoadClient client, Selector selector, DtlsIdentity identity, InetAddress address)
      throws IOException {
    this.client = client;
    this.identity = identity;
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
    channel.configureBlocking(false);
    channel.bind(new InetSocketAddress(address, 0));
    client.execute(
        () -> {
          try {
            channel.register(selector, SelectionKey.OP_READ, this);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** An offer of sound and pictures, {@code sendonly} or {@code recvonly}. */
  public String offer(String direction) {
    return description("offer", direction, "a", "v", OPUS, VP8);
  }

  /** The answer to a server's offer of sound and pictures: receives both. */
  public String answer(String offer) {
    String[] mids =
        offer.lines().filter(line -> line.startsWith("a=mid:")).map(line -> line.substring(6)).toArray(String[]::new);
    int[] types =
        offer
            .lines()
            .filter(line -> line.startsWith("m="))
            .mapToInt(line -> Integer.parseInt(line.split(" ")[3]))
            .toArray();
    answering = true;
    return description("answer", "recvonly", mids[0], mids[1], types[0], types[1]);
  }

  private String description(
      String kind, String direction, String audio, String video, int opus, int vp8) {
    InetSocketAddress here = here();
    String candidate =
        "a=candidate:1 1 udp 2130706431 %s %d typ host\r\n"
            .formatted(here.getAddress().getHostAddress(), here.getPort());
    String transport =
        "c=IN IP4 127.0.0.1\r\n"
            + candidate
            + "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\na=fingerprint:%s\r\na=setup:active\r\na=%s\r\na=rtcp-mux\r\n"
                .formatted(credentials.ufrag(), credentials.password(), identity.fingerprint(), direction);
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE " + audio + " " + video + "\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF " + opus + "\r\n" + transport
        + "a=mid:" + audio + "\r\na=rtpmap:" + opus + " opus/48000/2\r\n"
        + (direction.equals("sendonly") ? "a=ssrc:" + ssrc + " cname:load\r\n" : "")
        + "m=video 9 UDP/TLS/RTP/SAVPF " + vp8 + "\r\n" + transport
        + "a=mid:" + video + "\r\na=rtpmap:" + vp8 + " VP8/90000\r\n"
        + "a=rtcp-fb:" + vp8 + " nack\r\na=rtcp-fb:" + vp8 + " nack pli\r\n"
        + (direction.equals("sendonly") ? "a=ssrc:" + (ssrc + 1) + " cname:load\r\n" : "");
  }

  private InetSocketAddress here() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the sound that it sends; that of the pictures is the next. */
  public int ssrc() {
    return ssrc;
  }

  /** Sends from the moment when packets can be sent. */
  public void sending(Sending what) {
    sending = what;
  }

  /**
   * Hears of packets: of each so-many-th, deciphered; the others are only counted.
   *
   * @param every 1 for all
   */
  public void receiving(int every, Consumer<byte[]> to) {
    decryptEvery = every;
    receiver = to;
  }

  /** Connects as the server describes itself. Done when media can flow. */
  public CompletableFuture<Void> connect(String description) {
    String candidate =
        description
            .lines()
            .filter(line -> line.matches("a=candidate:\\S+ 1 (?i:udp) .* typ host.*"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no candidate in " + description));
    String[] words = candidate.split(" ");
    server = new InetSocketAddress(words[4], Integer.parseInt(words[5]));
    checkMessage = message(value(description, "ice-ufrag"), value(description, "ice-pwd"));
    Fingerprint fingerprint = Fingerprint.parse(value(description, "fingerprint")).orElseThrow();
    dtls =
        new DtlsAssociation(
            new DtlsClient(identity, fingerprint, () -> {}),
            client.handshakes(),
            (data, offset, length) -> {
              try {
                channel.send(ByteBuffer.wrap(data, offset, length), server);
              } catch (IOException e) {
                // Repeated by the handshake.
              }
            },
            new DtlsAssociation.Events() {
              @Override
              public void secured(SrtpSession session) {
                client.execute(
                    () -> {
                      srtp = session;
                      secured.complete(null);
                    });
              }

              @Override
              public void handshakeFailed(String reason) {
                secured.completeExceptionally(new IOException(reason));
              }
            });
    client.add(this);
    return secured;
  }

  private static String value(String sdp, String name) {
    String prefix = "a=" + name + ":";
    return sdp.lines()
        .filter(line -> line.startsWith(prefix))
        .findFirst()
        .orElseThrow()
        .substring(prefix.length());
  }

  /** A connectivity check (RFC 8445, 7.2.2); who has offered nominates. One is as good as the next. */
  private byte[] message(String ufrag, String password) {
    byte[] user = (ufrag + ":" + credentials.ufrag()).getBytes(StandardCharsets.UTF_8);
    ByteBuffer check = ByteBuffer.allocate(512);
    check.putShort((short) 1).putShort((short) 0).putInt(0x2112A442);
    check.put(Arrays.copyOf(credentials.password().getBytes(StandardCharsets.UTF_8), 12));
    check.putShort((short) 6).putShort((short) user.length).put(user);
    check.position(check.position() + 3 & ~3);
    check.putShort((short) 0x24).putShort((short) 4).putInt(2122260223);
    if (!answering) {
      check.putShort((short) 0x25).putShort((short) 0);
    }
    check.putShort((short) (answering ? 0x8029 : 0x802A)).putShort((short) 8).putLong(1);
    int at = check.position();
    check.putShort(2, (short) (at + 24 - 20));
    check.putShort((short) 8).putShort((short) 20).put(hmac(password, check.array(), at));
    check.putShort(2, (short) (check.position() + 8 - 20));
    CRC32 crc = new CRC32();
    crc.update(check.array(), 0, check.position());
    check.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ 0x5354554e);
    return Arrays.copyOf(check.array(), check.position());
  }

  private static byte[] hmac(String password, byte[] data, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      mac.update(data, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void check(long now) throws IOException {
    if (!answered || now - checkedAt > FRESH_NANOS) {
      checkedAt = now;
      channel.send(ByteBuffer.wrap(checkMessage), server);
    }
  }

  void send(long now) {
    if (srtp != null) {
      sending.send(this, now);
    }
  }

  /** Tells the client that a packet is sent so much after its time. */
  public void late(long nanos) {
    client.late(nanos);
  }

  /**
   * Protects and sends a packet.
   *
   * @param packet with room for 32 octets behind it; changed in place
   */
  public void sendRtp(byte[] packet, int length) {
    PacketBuffer buffer = new PacketBuffer(packet, length);
    if (srtp.protectRtp(buffer)) {
      transmit(buffer);
    }
  }

  public void sendRtcp(byte[] packet, int length) {
    PacketBuffer buffer = new PacketBuffer(packet, length);
    if (srtp.protectRtcp(buffer)) {
      transmit(buffer);
    }
  }

  private void transmit(PacketBuffer buffer) {
    out.clear();
    out.put(buffer.getBuffer(), buffer.getOffset(), buffer.getLength()).flip();
    try {
      channel.send(out, server);
    } catch (IOException e) {
      // Lost, and seen to be lost.
    }
  }

  void receive(ByteBuffer buffer) throws IOException {
    for (buffer.clear(); channel.receive(buffer) != null; buffer.clear()) {
      int length = buffer.position();
      int first = buffer.array()[0] & 0xff;
      if (first < 4) {
        stun(buffer.array(), length);
      } else if (first < 64) {
        dtls.datagram(buffer.array(), length);
      } else {
        media(buffer.array(), length);
      }
    }
  }

  /** A success response (RFC 8489, 5) to our check, or a check of the server's. */
  private void stun(byte[] data, int length) throws IOException {
    if (data[0] == 1 && data[1] == 1) {
      if (!answered) {
        answered = true;
        dtls.start();
      }
      return;
    }
    Optional<StunMessage> check =
        StunMessage.parse(data, length)
            .filter(message -> message.type() == StunMessage.BINDING_REQUEST);
    if (check.isPresent()) {
      channel.send(ByteBuffer.wrap(check.get().success(server, credentials.password())), server);
    }
  }

  private void media(byte[] data, int length) {
    int type = data[1] & 0xff;
    if (srtp == null || (type >= 192 && type <= 223)) {
      return;
    }
    streams[(type & 0x7f) == OPUS ? 0 : 1].count((data[2] & 0xff) << 8 | (data[3] & 0xff));
    if (count++ % decryptEvery == 0) {
      PacketBuffer packet = new PacketBuffer(Arrays.copyOf(data, length + 32), length);
      if (srtp.unprotectRtp(packet)) {
        receiver.accept(packet.toBytes());
      }
    }
  }

  /** Of everything since the beginning; on the client's thread. */
  public Count count() {
    return new Count(
        streams[0].received + streams[1].received, streams[0].expected() + streams[1].expected());
  }

  @Override
  public void close() throws IOException {
    client.remove(this);
    if (dtls != null) {
      dtls.end();
    }
    channel.close();
  }
}
