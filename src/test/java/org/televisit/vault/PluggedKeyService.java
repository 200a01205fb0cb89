package org.televisit.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;

/**
 * What a jar of somebody else's would bring: found by the service loader, with a key of its own.
 */
public final class PluggedKeyService implements KmsClient {

  @Override
  public boolean doesSupport(String keyUri) {
    return keyUri.startsWith("plugged://");
  }

  @Override
  public KmsClient withCredentials(String credentialPath) {
    return this;
  }

  @Override
  public KmsClient withDefaultCredentials() {
    return this;
  }

  @Override
  public Aead getAead(String keyUri) throws GeneralSecurityException {
    return new AesGcmJce(new byte[32]);
  }
}
