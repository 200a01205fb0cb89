package org.televisit.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A place for a vault, and an S3 server beside it. */
abstract class VaultFixture {

  static final UUID OTHER = UUID.fromString("5f0c9a44-91a1-4e6b-8d3a-6b1f0e2d4c7a");
  static final byte[] STREAM = WebmIndexerTest.STREAM;

  enum Store {
    DIRECTORY,
    S3
  }

  static S3Server server;
  static S3Client client;

  @BeforeAll
  static void startServer(@TempDir Path directory) throws IOException {
    server = S3Server.start(directory);
    client = server.settings("").client();
  }

  @AfterAll
  static void stopServer() {
    client.close();
    server.close();
  }

  Path root;
  VaultPlaces places;
  KeyDirectory keys;
  RecordingStore spool;
  String prefix;

  @BeforeEach
  void place(@TempDir Path directory) throws IOException {
    root = directory.toRealPath();
    places =
        new VaultPlaces(root.resolve("recordings"), root.resolve("keys"), root.resolve("kek.json"));
    keys = KeyDirectory.at(places.keys());
    spool = RecordingStore.at(places.recordings());
    prefix = UUID.randomUUID() + "/";
  }

  /** The vault of an application that was just started. */
  Vault started(Store store) throws IOException {
    VaultSettings settings = VaultSettings.of(places, true);
    if (store == Store.S3) {
      S3Settings remote = server.settings(prefix);
      settings.s3.store = "s3";
      settings.s3.endpoint = Optional.of(remote.endpoint().toString());
      settings.s3.bucket = Optional.of(remote.bucket());
      settings.s3.prefix = Optional.of(prefix);
      settings.s3.accessKey = Optional.of(remote.accessKey());
      settings.s3.secretKey = Optional.of(remote.secretKey());
    }
    return Vault.of(settings, Clock.systemUTC());
  }

  static Sealed record(Vault vault, UUID recording) throws IOException {
    try (SealedWriter writer = vault.create(recording)) {
      writer.write(STREAM, 0, STREAM.length);
      return writer.finish(FinishReason.COMPLETE);
    }
  }

  /** Records and has the store take it. */
  static Sealed stored(Vault vault, UUID recording) throws IOException {
    Sealed sealed = record(vault, recording);
    vault.upkeep();
    return sealed;
  }

  String name(UUID recording) {
    String id = recording.toString();
    return prefix + id.substring(id.length() - 2) + "/" + id + ".tmrv";
  }

  byte[] media(Store store, UUID recording) throws IOException {
    return store == Store.S3
        ? client
            .getObjectAsBytes(get -> get.bucket(S3Server.BUCKET).key(name(recording)))
            .asByteArray()
        : Files.readAllBytes(spool.finished(recording));
  }

  void replaceMedia(Store store, UUID recording, byte[] bytes) throws IOException {
    if (store == Store.S3) {
      client.putObject(
          put -> put.bucket(S3Server.BUCKET).key(name(recording)), RequestBody.fromBytes(bytes));
    } else {
      Files.createDirectories(spool.finished(recording).getParent());
      Files.write(spool.finished(recording), bytes);
    }
  }
}
