package org.televisit.kurento.webm;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recording goes to nobody but who has a certificate for the name in the address. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class HttpsTargetTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    threads.shutdownNow();
  }

  /** Of a server with a certificate for an address, and of clients that trust it. */
  private static SSLContext identity(String address) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    X500Name name = new X500Name("CN=ingest");
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(Instant.now().minus(Duration.ofHours(1))),
            Date.from(Instant.now().plus(Duration.ofHours(1))),
            name,
            keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
    Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null);
    store.setKeyEntry("it", keys.getPrivate(), new char[0], new Certificate[] {certificate});
    store.setCertificateEntry("trusted", certificate);
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(store, new char[0]);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  /** What a server of this identity reads of the one request that it answers with 204. */
  private CompletableFuture<String> received(ServerSocket server) {
    opened.add(server);
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket connection = server.accept()) {
            BufferedReader in =
                new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            StringBuilder all = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.equals("0"); ) {
              all.append(line).append('\n');
              if (line.isEmpty()) {
                say(connection, "HTTP/1.1 100 Continue\r\n\r\n");
              }
              line = in.readLine();
            }
            say(connection, "HTTP/1.1 204 No Content\r\n\r\n");
            return all.toString();
          } catch (IOException refused) {
            return "nothing";
          }
        },
        threads);
  }

  private static void say(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
  }

  private static ServerSocket listening(SSLContext identity) throws IOException {
    return identity
        .getServerSocketFactory()
        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private HttpTarget target(ServerSocket server, SSLContext trusting) {
    return new HttpTarget(
        threads,
        URI.create("https://127.0.0.1:" + server.getLocalPort() + "/ingest?visit=7"),
        "video/webm",
        new WaitingBytes(64 << 20),
        trusting::getSocketFactory);
  }

  private static TargetException failure(HttpTarget target) {
    Throwable thrown = catchThrowable(() -> target.outcome().get(20, SECONDS));
    assertThat(thrown).hasCauseInstanceOf(TargetException.class);
    return (TargetException) Objects.requireNonNull(thrown.getCause());
  }

  @Test
  void A_recording_is_sent_encrypted_to_who_is_trusted() throws Exception {
    SSLContext identity = identity("127.0.0.1");
    ServerSocket server = listening(identity);
    CompletableFuture<String> received = received(server);
    HttpTarget target = target(server, identity);
    assertThat(target.write("abc".getBytes(StandardCharsets.US_ASCII))).isTrue();
    target.finish(List.of()).get(20, SECONDS);
    assertThat(received.get(10, SECONDS))
        .startsWith("POST /ingest?visit=7 HTTP/1.1\n")
        .contains("\nTransfer-Encoding: chunked\n", "\nContent-Type: video/webm\n")
        .endsWith("\n\n3\nabc\n");
  }

  @Test
  void Whose_certificate_nobody_trusts_gets_nothing() throws Exception {
    ServerSocket server = listening(identity("127.0.0.1"));
    CompletableFuture<String> received = received(server);
    HttpTarget target = target(server, identity("127.0.0.1"));
    target.write("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(failure(target).isRefused()).isTrue();
    assertThat(received.get(10, SECONDS)).isEqualTo("nothing");
  }

  @Test
  void Whose_certificate_is_for_another_name_gets_nothing() throws Exception {
    SSLContext identity = identity("192.0.2.7");
    ServerSocket server = listening(identity);
    CompletableFuture<String> received = received(server);
    HttpTarget target = target(server, identity);
    target.write("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(failure(target).isRefused()).isTrue();
    assertThat(received.get(10, SECONDS)).isEqualTo("nothing");
  }

  /** It takes the connection and says nothing: who gives the recording up waits for nothing. */
  @Test
  void Who_never_begins_to_encrypt_can_be_given_up() throws Exception {
    SSLContext identity = identity("127.0.0.1");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      HttpTarget target = target(server, identity);
      try (Socket connection = server.accept()) {
        assertThat(connection.getInputStream().read()).as("a handshake").isEqualTo(22);
        target.abort();
        assertThat(failure(target).isRefused()).isFalse();
        long rest = connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(rest).as("the rest of the hello, then the end").isPositive();
      }
    }
  }
}
