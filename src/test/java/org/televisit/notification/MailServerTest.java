package org.televisit.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Session;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that wants an account and an encrypted connection, as most do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MailServerTest {

  private static final String SECRET = "correct horse";

  @TempDir Path directory;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> loggedIn = new CopyOnWriteArrayList<>();
  private SSLContext tls;
  private @Nullable SMTPServer real;
  private final MailServer ours = new MailServer();

  /** A key for that name, and who trusts it and nobody else. */
  private static SSLContext tls(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    X500Name subject = new X500Name("CN=" + name);
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            subject,
            keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    KeyStore store = store(keys.getPrivate(), certificate);
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(store, new char[0]);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(PrivateKey key, Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key, new char[0], new Certificate[] {certificate});
    store.setCertificateEntry("trusted", certificate);
    return store;
  }

  @BeforeEach
  void anAccountAndAKey() throws Exception {
    tls = tls("localhost");
    Path file = Files.writeString(directory.resolve("password"), SECRET + "\n");
    ours.clock = Clock.systemUTC();
    ours.user = Optional.of("clinic");
    ours.password = Optional.of("an older one");
    ours.passwordFile = Optional.of(file.toString());
    ours.starttls = true;
  }

  /** The server runs, and ours knows where and whom to trust. */
  private void run(boolean encrypts, SSLContext key) {
    SMTPServer started =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .enableTLS(encrypts)
            .startTlsSocketFactory(key)
            .requireAuth()
            .showAuthCapabilitiesBeforeSTARTTLS(true)
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!user.equals("clinic") || !password.equals(SECRET)) {
                        throw new LoginFailedException();
                      }
                      loggedIn.add(
                          context.getTlsPeerCertificates() == null ? "plain" : "encrypted");
                    }))
            .messageHandler((context, from, to, data) -> received.add(to))
            .build();
    started.start();
    real = started;
    Properties session = new Properties();
    session.put("mail.smtp.host", "localhost");
    session.put("mail.smtp.port", String.valueOf(started.getPortAllocated()));
    session.put("mail.from", "no-reply@clinic.example");
    session.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
    ours.server = Session.getInstance(session);
  }

  @AfterEach
  void stop() {
    if (real != null) {
      real.stop();
    }
  }

  private static Letter letter() {
    return new Letter(
        UUID.randomUUID(), "anna@clinic.example", Locale.ENGLISH, "Video visit", "Hello", null);
  }

  private void assertNothingWasSaid() {
    assertThatExceptionOfType(MailServerAwayException.class).isThrownBy(() -> ours.send(letter()));
    assertThat(received).isEmpty();
    assertThat(loggedIn).isEmpty();
  }

  @Test
  void a_letter_goes_over_an_encrypted_connection_with_the_password_of_the_file() {
    run(true, tls);
    ours.send(letter());
    assertThat(received).containsExactly("anna@clinic.example");
    assertThat(loggedIn).hasSize(1);
  }

  @Test
  void a_new_password_counts_from_the_next_letter_on() throws Exception {
    run(true, tls);
    Files.writeString(directory.resolve("password"), "wrong");
    assertNothingWasSaid();
    Files.writeString(directory.resolve("password"), SECRET);
    ours.send(letter());
    assertThat(received).hasSize(1);
    Files.delete(directory.resolve("password"));
    assertThatExceptionOfType(MailServerAwayException.class).isThrownBy(() -> ours.send(letter()));
  }

  @Test
  void a_password_may_stand_in_the_configuration_too() {
    run(true, tls);
    ours.passwordFile = Optional.empty();
    ours.password = Optional.of(SECRET);
    ours.send(letter());
    assertThat(received).hasSize(1);
  }

  @Test
  void a_server_that_does_not_encrypt_hears_no_password() {
    run(false, tls);
    assertNothingWasSaid();
  }

  @Test
  void a_server_of_another_name_hears_no_password() throws Exception {
    tls = tls("elsewhere.example"); // trusted, but not who we wanted to speak to
    run(true, tls);
    assertNothingWasSaid();
  }

  @Test
  void a_server_whom_nobody_vouches_for_hears_no_password() throws Exception {
    run(true, tls("localhost"));
    assertNothingWasSaid();
  }
}
