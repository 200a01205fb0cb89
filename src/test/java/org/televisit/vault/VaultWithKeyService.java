package org.televisit.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;

/** A real vault whose key-encryption key is kept by a service that goes away and comes back. */
public final class VaultWithKeyService implements AutoCloseable {

  private final TransitDouble service;
  private final Vault vault;

  public VaultWithKeyService(Path directory) throws IOException, GeneralSecurityException {
    Path root = directory.toRealPath();
    service = new TransitDouble();
    Path token = Files.writeString(root.resolve("token"), TransitDouble.TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    VaultSettings settings =
        VaultSettings.of(
            new VaultPlaces(
                root.resolve("recordings"), root.resolve("keys"), root.resolve("kek.json")),
            false);
    settings.kekUri = Optional.of(service.uri());
    settings.kekTokenFile = Optional.of(token.toString());
    vault = Vault.of(settings, Clock.systemUTC());
  }

  public Vault vault() {
    return vault;
  }

  public void goAway() {
    service.badMoments.addAll(Collections.nCopies(1000, 503));
  }

  public void comeBack() {
    service.badMoments.clear();
  }

  @Override
  public void close() {
    service.close();
  }
}
