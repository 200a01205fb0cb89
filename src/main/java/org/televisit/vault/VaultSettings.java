package org.televisit.vault;

import com.google.crypto.tink.KmsClient;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The configuration of keys and stores; the properties file says what each means. */
@Dependent
class VaultSettings {

  private static final System.Logger LOG = System.getLogger(VaultSettings.class.getName());

  @Inject
  @ConfigProperty(name = "televisit.recording.directory")
  String directory;

  @Inject
  @ConfigProperty(name = "televisit.recording.key-directory")
  String keyDirectory;

  @Inject
  @ConfigProperty(name = "televisit.recording.kek-file")
  String kekFile;

  @Inject
  @ConfigProperty(name = "televisit.recording.kek-create", defaultValue = "false")
  boolean kekCreate;

  @Inject
  @ConfigProperty(name = "televisit.recording.kek-uri")
  Optional<String> kekUri = Optional.empty();

  @Inject
  @ConfigProperty(name = "televisit.recording.kek-token-file")
  Optional<String> kekTokenFile = Optional.empty();

  @Inject S3Configured s3 = new S3Configured();

  VaultSettings() {}

  /** Settings outside of a container: the places alone, and the directory as the store. */
  static VaultSettings of(VaultPlaces places, boolean kekCreate) {
    VaultSettings settings = new VaultSettings();
    settings.directory = places.recordings().toString();
    settings.keyDirectory = places.keys().toString();
    settings.kekFile = places.kekFile().toString();
    settings.kekCreate = kekCreate;
    return settings;
  }

  RecordingStore openSpool() throws IOException {
    return RecordingStore.at(Path.of(directory));
  }

  MediaStore openStore(RecordingStore spool) throws IOException {
    Optional<S3Settings> remote = s3.settings();
    return remote.isPresent() ? new S3Store(remote.get()) : new DirectoryStore(spool);
  }

  /**
   * @param noRecordings whether there is no recording yet that a key would have to open
   */
  RecordingKeys openKeys(boolean noRecordings) throws IOException {
    KeyDirectory keys = KeyDirectory.at(Path.of(keyDirectory));
    keys.keepApartFrom(Path.of(directory));
    return new RecordingKeys(keys, kek(noRecordings && keys.list().isEmpty()));
  }

  private KeyEncryptionKey kek(boolean isEmpty) throws IOException {
    if (kekUri.isEmpty()) {
      return fromFile(isEmpty);
    }
    try {
      Optional<KeyEncryptionKey> former =
          Files.exists(Path.of(kekFile))
              ? Optional.of(KeyEncryptionKey.read(Path.of(kekFile)))
              : Optional.empty();
      return KeyEncryptionKey.of(client(kekUri.get()).getAead(kekUri.get()), former);
    } catch (GeneralSecurityException e) {
      throw new IOException("televisit.recording.kek-uri: " + e.getMessage(), e);
    }
  }

  /** Ours, or one that a jar in the war offers. */
  private KmsClient client(String uri) throws GeneralSecurityException {
    KmsClient found =
        Stream.concat(
                Stream.<KmsClient>of(new TransitKmsClient(null)),
                StreamSupport.stream(ServiceLoader.load(KmsClient.class).spliterator(), false))
            .filter(client -> client.doesSupport(uri))
            .findFirst()
            .orElseThrow(() -> new GeneralSecurityException("no key service knows " + uri));
    return kekTokenFile.isPresent()
        ? found.withCredentials(kekTokenFile.get())
        : found.withDefaultCredentials();
  }

  private KeyEncryptionKey fromFile(boolean isEmpty) throws IOException {
    Path file = Path.of(kekFile);
    if (Files.exists(file)) {
      return KeyEncryptionKey.read(file);
    }
    if (!kekCreate) {
      throw new IOException(
          "there is no key file %s; make one, or set televisit.recording.kek-create for development"
              .formatted(file));
    }
    if (!isEmpty) {
      throw new IOException(
          "the key file %s is gone, but there are recordings that only it opens: bring it back"
              .formatted(file));
    }
    LOG.log(System.Logger.Level.WARNING, "making a new key-encryption key, " + file);
    return KeyEncryptionKey.create(file);
  }

  /** The object store, if one is configured. */
  @Dependent
  static class S3Configured {

    @Inject
    @ConfigProperty(name = "televisit.recording.store", defaultValue = "directory")
    String store = "directory";

    @Inject
    @ConfigProperty(name = "televisit.recording.s3.endpoint")
    Optional<String> endpoint = Optional.empty();

    @Inject
    @ConfigProperty(name = "televisit.recording.s3.region", defaultValue = "us-east-1")
    String region = "us-east-1";

    @Inject
    @ConfigProperty(name = "televisit.recording.s3.bucket")
    Optional<String> bucket = Optional.empty();

    @Inject
    @ConfigProperty(name = "televisit.recording.s3.prefix")
    Optional<String> prefix = Optional.empty();

    @Inject
    @ConfigProperty(name = "televisit.recording.s3.access-key")
    Optional<String> accessKey = Optional.empty();

    @Inject
    @ConfigProperty(name = "televisit.recording.s3.secret-key")
    Optional<String> secretKey = Optional.empty();

    Optional<S3Settings> settings() throws IOException {
      return switch (store) {
        case "directory" -> Optional.empty();
        case "s3" ->
            Optional.of(
                new S3Settings(
                    URI.create(need(endpoint, "endpoint")),
                    region,
                    need(bucket, "bucket"),
                    prefix.orElse(""),
                    need(accessKey, "access-key"),
                    need(secretKey, "secret-key")));
        default ->
            throw new IOException("televisit.recording.store is directory or s3, not " + store);
      };
    }

    private static <T> T need(Optional<T> value, String name) throws IOException {
      return value.orElseThrow(
          () -> new IOException("televisit.recording.s3." + name + " is not set"));
    }
  }
}
