package org.televisit.vault;

import static java.lang.System.Logger.Level.INFO;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * Who deciphers: AWS-LC, which takes half the processor time, where its library fits the machine,
 * else the JDK (ADR 0004). For what opens recordings only, so that no other part of the server is
 * given another provider.
 */
final class AesGcm {

  private static final System.Logger LOG = System.getLogger(AesGcm.class.getName());

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private static final Optional<Provider> NATIVE = load();

  private AesGcm() {}

  private static Optional<Provider> load() {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    Throwable missing = provider.getLoadingError();
    if (missing == null) {
      return Optional.of(provider);
    }
    LOG.log(INFO, "recordings are opened by the JDK's AES-GCM, AWS-LC is not here: {0}", missing);
    return Optional.empty();
  }

  /** A cipher of its own for each caller. */
  static Cipher cipher() throws GeneralSecurityException {
    return NATIVE.isPresent() ? Cipher.getInstance(TRANSFORMATION, NATIVE.get()) : ofTheJdk();
  }

  static Cipher ofTheJdk() throws GeneralSecurityException {
    return Cipher.getInstance(TRANSFORMATION);
  }
}
