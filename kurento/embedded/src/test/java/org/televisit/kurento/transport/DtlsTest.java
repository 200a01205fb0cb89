package org.televisit.kurento.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DtlsTest {

  final ExecutorService threads = Executors.newCachedThreadPool();
  final DtlsIdentity server = DtlsIdentity.generate();
  final DtlsIdentity client = DtlsIdentity.generate();
  final Random random = new Random(7);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Both ends of an association over a line that loses some datagrams. */
  final class Line {
    final CompletableFuture<SrtpSession> serverKeys = new CompletableFuture<>();
    final CompletableFuture<SrtpSession> clientKeys = new CompletableFuture<>();
    final CompletableFuture<Void> goodbye = new CompletableFuture<>();
    Predicate<byte[]> lose = datagram -> false;
    Runnable onCarried = () -> {};
    private boolean lost;
    final DtlsAssociation[] ends = new DtlsAssociation[2];

    Line(double loss, Fingerprint serverExpects, Fingerprint clientExpects) {
      ends[0] =
          new DtlsAssociation(
              new DtlsServer(server, serverExpects, () -> goodbye.complete(null)),
              threads,
              (data, offset, length) -> carry(1, loss, data, offset, length),
              completing(serverKeys));
      ends[1] =
          new DtlsAssociation(
              new DtlsClient(client, clientExpects, () -> {}),
              threads,
              (data, offset, length) -> carry(0, loss, data, offset, length),
              completing(clientKeys));
    }

    Line start() {
      ends[0].start();
      ends[1].start();
      return this;
    }

    private synchronized void carry(int to, double loss, byte[] data, int offset, int length) {
      byte[] datagram = Arrays.copyOfRange(data, offset, offset + length);
      if (!lost && lose.test(datagram)) {
        lost = true;
      } else if (random.nextDouble() >= loss) {
        ends[to].datagram(datagram, datagram.length);
        onCarried.run();
      }
    }

    private DtlsAssociation.Events completing(CompletableFuture<SrtpSession> keys) {
      return new DtlsAssociation.Events() {
        @Override
        public void secured(SrtpSession srtp) {
          keys.complete(srtp);
        }

        @Override
        public void handshakeFailed(String reason) {
          keys.completeExceptionally(new IllegalStateException(reason));
        }
      };
    }
  }

  @Test
  void Both_sides_get_the_same_keys_and_hear_a_goodbye() throws Exception {
    Line line = new Line(0, client.fingerprint(), server.fingerprint()).start();
    SrtpSession ours = line.serverKeys.get(10, TimeUnit.SECONDS);
    SrtpSession theirs = line.clientKeys.get(10, TimeUnit.SECONDS);
    assertThatPacketsPass(ours, theirs);
    assertThatPacketsPass(theirs, ours);

    line.ends[1].end();
    line.goodbye.get(5, TimeUnit.SECONDS);
  }

  /** A server's handshake that is done a little later than its client knows it. */
  private final class Lagging implements DtlsHandshake {
    private final DtlsServer handshake;
    private final CountDownLatch done;

    Lagging(DtlsServer handshake, CountDownLatch done) {
      this.handshake = handshake;
      this.done = done;
    }

    @Override
    public DTLSTransport run(DatagramTransport transport) throws IOException {
      DTLSTransport established = handshake.run(transport);
      try {
        done.await();
      } catch (InterruptedException stopped) {
        throw new InterruptedIOException();
      }
      return established;
    }

    @Override
    public int readable(byte[] datagram, int length) {
      return handshake.readable(datagram, length);
    }

    @Override
    public SrtpSession srtp() {
      return handshake.srtp();
    }
  }

  @Test
  void A_goodbye_that_comes_just_as_the_handshake_is_done_is_heard() throws Exception {
    Line line = new Line(0, client.fingerprint(), server.fingerprint());
    CountDownLatch sent = new CountDownLatch(1);
    line.ends[0] =
        new DtlsAssociation(
            new Lagging(
                new DtlsServer(server, client.fingerprint(), () -> line.goodbye.complete(null)),
                sent),
            threads,
            (data, offset, length) -> line.carry(1, 0, data, offset, length),
            line.completing(line.serverKeys));
    line.start();
    line.clientKeys.get(10, TimeUnit.SECONDS);
    line.onCarried = sent::countDown;
    line.ends[1].end();
    line.goodbye.get(5, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void A_fifth_of_the_datagrams_may_be_lost(long seed) throws Exception {
    random.setSeed(seed);
    Line line = new Line(0.2, client.fingerprint(), server.fingerprint()).start();
    assertThatPacketsPass(
        line.serverKeys.get(15, TimeUnit.SECONDS), line.clientKeys.get(15, TimeUnit.SECONDS));
  }

  @Test
  void A_lost_certificate_verify_is_repeated() throws Exception {
    Line line = new Line(0, client.fingerprint(), server.fingerprint());
    line.lose = datagram -> datagram[0] == 22 && datagram[13] == 15;
    line.start();
    line.serverKeys.get(10, TimeUnit.SECONDS);
  }

  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void A_datagram_that_announces_256_MB_takes_less_than_one() {
    byte[] giants = DtlsTarget.giants(1, 0);
    assertThat(giants).hasSize(205);
    DtlsTarget.fuzzerTestOneInput(new byte[205]); // what is loaded once
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    DtlsTarget.fuzzerTestOneInput(giants);
    assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
  }

  /** Announces 256 MB in its first encrypted record of the handshake, which is its last message. */
  private static final class Boaster extends BcTlsCrypto {
    private boolean boasted;

    Boaster() {
      super(new SecureRandom());
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac)
        throws IOException {
      TlsCipher cipher = super.createCipher(parameters, encryption, mac);
      return (TlsCipher)
          Proxy.newProxyInstance(
              TlsCipher.class.getClassLoader(),
              new Class<?>[] {TlsCipher.class},
              (proxy, method, args) -> {
                if (method.getName().equals("encodePlaintext") && !boasted) {
                  boasted = true;
                  args[4] = DtlsTarget.giants(20, 4);
                  args[5] = 13;
                  args[6] = 16 * 12;
                }
                return method.invoke(cipher, args);
              });
    }
  }

  @Test
  void Nor_does_an_encrypted_record_and_the_handshake_goes_on() throws Exception {
    Boaster boaster = new Boaster();
    DtlsIdentity hostile = DtlsIdentity.generate(boaster);
    AtomicLong taken = new AtomicLong();
    Line line = new Line(0, hostile.fingerprint(), server.fingerprint());
    line.ends[0] =
        new DtlsAssociation(
            new DtlsServer(server, hostile.fingerprint(), () -> {}),
            task ->
                threads.execute(
                    () -> {
                      long before = MEMORY.getCurrentThreadAllocatedBytes();
                      task.run();
                      taken.addAndGet(MEMORY.getCurrentThreadAllocatedBytes() - before);
                    }),
            (data, offset, length) -> line.carry(1, 0, data, offset, length),
            line.completing(line.serverKeys));
    line.ends[1] =
        new DtlsAssociation(
            new DtlsClient(hostile, server.fingerprint(), () -> {}),
            threads,
            (data, offset, length) -> line.carry(0, 0, data, offset, length),
            line.completing(line.clientKeys));
    line.start();
    line.serverKeys.get(10, TimeUnit.SECONDS);
    assertThat(boaster.boasted).isTrue();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(taken.get()).isBetween(1L, 64L << 20);
  }

  @Test
  void A_browser_with_another_certificate_than_announced_gets_no_keys() {
    Line line = new Line(0, DtlsIdentity.generate().fingerprint(), server.fingerprint()).start();
    assertThatThrownBy(() -> line.serverKeys.get(10, TimeUnit.SECONDS))
        .hasMessageContaining("bad_certificate");
  }

  @Test
  void A_server_with_another_certificate_than_announced_is_left() {
    Line line = new Line(0, client.fingerprint(), DtlsIdentity.generate().fingerprint()).start();
    assertThatThrownBy(() -> line.clientKeys.get(10, TimeUnit.SECONDS))
        .hasMessageContaining("bad_certificate");
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void Every_profile_protects_and_opens(SrtpProfile profile) {
    byte[] material = new byte[profile.materialLength()];
    random.nextBytes(material);
    assertThatPacketsPass(
        new SrtpSession(profile, material, false), new SrtpSession(profile, material, true));
  }

  static void assertThatPacketsPass(SrtpSession from, SrtpSession to) {
    byte[] clear = new byte[200];
    new Random(3).nextBytes(clear);
    clear[0] = (byte) 0x80;
    clear[1] = 96;
    PacketBuffer packet = new PacketBuffer(Arrays.copyOf(clear, 300), clear.length);
    assertThat(from.protectRtp(packet)).isTrue();
    byte[] sent = packet.toBytes();
    assertThat(sent).hasSizeGreaterThan(clear.length);
    assertThat(Arrays.copyOfRange(sent, 12, 44)).isNotEqualTo(Arrays.copyOfRange(clear, 12, 44));

    byte[] forged = sent.clone();
    forged[60] ^= 1;
    assertThat(to.unprotectRtp(new PacketBuffer(forged, forged.length))).isFalse();
    PacketBuffer received = new PacketBuffer(sent.clone(), sent.length);
    assertThat(to.unprotectRtp(received)).isTrue();
    assertThat(received.toBytes()).isEqualTo(clear);
    assertThat(to.unprotectRtp(new PacketBuffer(sent.clone(), sent.length)))
        .as("a repeated packet")
        .isFalse();
  }

  @Test
  void Forged_packets_of_many_streams_do_not_shut_a_real_one_out() {
    byte[] material = new byte[SrtpProfile.AEAD_AES_128_GCM.materialLength()];
    SrtpSession from = new SrtpSession(SrtpProfile.AEAD_AES_128_GCM, material, false);
    SrtpSession to = new SrtpSession(SrtpProfile.AEAD_AES_128_GCM, material, true);
    for (int i = 0; i < 1000; i++) {
      byte[] noise = new byte[100];
      random.nextBytes(noise);
      noise[0] = (byte) 0x80;
      assertThat(to.unprotectRtp(new PacketBuffer(noise, noise.length))).isFalse();
    }
    assertThatPacketsPass(from, to);
  }

  @Test
  void Noise_is_no_srtp() {
    byte[] material = new byte[SrtpProfile.AES128_CM_HMAC_SHA1_80.materialLength()];
    SrtpSession session = new SrtpSession(SrtpProfile.AES128_CM_HMAC_SHA1_80, material, true);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      assertThat(session.unprotectRtp(new PacketBuffer(noise, noise.length))).isFalse();
      assertThat(session.unprotectRtcp(new PacketBuffer(noise, noise.length))).isFalse();
    }
  }
}
