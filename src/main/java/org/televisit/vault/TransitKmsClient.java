package org.televisit.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key that never leaves a HashiCorp Vault or OpenBao server, reached by the API of its transit
 * engine: {@code hcvault://host:port/<mount>/keys/<name>}. {@code hcvault-http://} speaks without
 * TLS, and only to this machine, where an agent may listen.
 *
 * <p>The key must be one that authenticates associated data (aes256-gcm96, chacha20-poly1305). The
 * token is read from its file for each request, so that an agent may renew it there.
 */
final class TransitKmsClient implements KmsClient {

  private static final String TLS = "hcvault";
  private static final String PLAIN = "hcvault-http";
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern PATH = Pattern.compile("/([\\w./-]+)/keys/([\\w.-]+)");

  private final @Nullable Path tokenFile;

  /**
   * @param tokenFile holds the token and nothing else; readable by its owner alone
   */
  TransitKmsClient(@Nullable Path tokenFile) {
    this.tokenFile = tokenFile;
  }

  @Override
  public boolean doesSupport(String keyUri) {
    String scheme = keyUri.toLowerCase(Locale.ROOT);
    return scheme.startsWith(TLS + "://") || scheme.startsWith(PLAIN + "://");
  }

  @Override
  public KmsClient withCredentials(String credentialPath) {
    return new TransitKmsClient(Path.of(credentialPath));
  }

  @Override
  public KmsClient withDefaultCredentials() throws GeneralSecurityException {
    throw new GeneralSecurityException("there is no default token file");
  }

  @Override
  public Aead getAead(String keyUri) throws GeneralSecurityException {
    if (tokenFile == null) {
      throw new GeneralSecurityException("no file of the token is configured for " + keyUri);
    }
    URI uri = URI.create(keyUri);
    Matcher path = PATH.matcher(String.valueOf(uri.getPath()));
    boolean bare = uri.getUserInfo() == null && uri.getQuery() == null;
    if (uri.getHost() == null || !bare || !path.matches()) {
      throw new GeneralSecurityException(
          "not of the form hcvault://host:port/transit/keys/name: " + keyUri);
    }
    boolean plain = PLAIN.equalsIgnoreCase(uri.getScheme());
    if (plain && !THIS_MACHINE.contains(uri.getHost())) {
      throw new GeneralSecurityException("without TLS only this machine is spoken to: " + keyUri);
    }
    URI engine =
        URI.create(
            "%s://%s/v1/%s/"
                .formatted(plain ? "http" : "https", uri.getAuthority(), path.group(1)));
    return new TransitAead(engine, path.group(2), tokenFile);
  }
}
