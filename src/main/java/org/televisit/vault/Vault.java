package org.televisit.vault;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps recordings: seals new ones, finishes what a crash left, opens them for playback. Who may do
 * so is not its business. All failures of the disk are {@link IOException}s.
 */
@ApplicationScoped
public class Vault {

  private static final System.Logger LOG = System.getLogger(Vault.class.getName());

  /** Absolute path; made if it does not exist. */
  @Inject
  @ConfigProperty(name = "televisit.recording.directory")
  String directory;

  /** Path of the key-encryption key, a Tink keyset in JSON with mode 0600. */
  @Inject
  @ConfigProperty(name = "televisit.recording.kek-file")
  String kekFile;

  /** Whether to make that key if there is none, and no recording either; for development. */
  @Inject
  @ConfigProperty(name = "televisit.recording.kek-create", defaultValue = "false")
  boolean kekCreate;

  private final Set<SealedWriter> writers = ConcurrentHashMap.newKeySet();
  private RecordingStore store;
  private KeyEncryptionKey kek;

  @SuppressWarnings("NullAway.Init") // the container calls open()
  Vault() {}

  private Vault(RecordingStore store, KeyEncryptionKey kek) {
    this.store = store;
    this.kek = kek;
  }

  /** A vault outside of a container. The parameters are those of the configuration. */
  public static Vault at(Path directory, Path kekFile, boolean kekCreate) throws IOException {
    RecordingStore store = RecordingStore.at(directory);
    return new Vault(store, key(store, kekFile, kekCreate));
  }

  @PostConstruct
  void open() throws IOException {
    store = RecordingStore.at(Path.of(directory));
    kek = key(store, Path.of(kekFile), kekCreate);
  }

  private static KeyEncryptionKey key(RecordingStore store, Path file, boolean create)
      throws IOException {
    if (Files.exists(file)) {
      return KeyEncryptionKey.read(file);
    }
    if (!create) {
      throw new IOException(
          "there is no key file %s; make one, or set televisit.recording.kek-create for development"
              .formatted(file));
    }
    if (!store.isEmpty()) {
      throw new IOException(
          "the key file %s is gone, but there are recordings that only it opens: bring it back"
              .formatted(file));
    }
    LOG.log(System.Logger.Level.WARNING, "making a new key-encryption key, " + file);
    return KeyEncryptionKey.create(file);
  }

  /** Makes a wrong configuration stop the deployment, not the first recording. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object application)
      throws IOException {
    if (application instanceof ServletContext web && web.getRealPath("/") != null) {
      store.keepOutOf(Path.of(web.getRealPath("/")));
    }
  }

  /**
   * Begins a recording. The caller closes or finishes it, and sees to it that {@link #tick} runs.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of this id
   */
  public SealedWriter create(UUID recording) throws IOException {
    SealedWriter writer = SealedWriter.create(recording, store, kek, System::nanoTime);
    writers.add(writer);
    return writer;
  }

  /**
   * Seals and makes durable what open recordings have held back for a second. To be called about
   * every 250 ms.
   */
  public void tick() {
    writers.removeIf(writer -> !writer.isOpen());
    for (SealedWriter writer : writers) {
      try {
        writer.tick();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.ERROR, "cannot store recording " + writer.recording(), e);
      }
    }
  }

  /** Seals what was being recorded when the application stops. */
  @PreDestroy
  void stop() {
    for (SealedWriter writer : writers) {
      try {
        if (writer.isOpen()) {
          writer.finish(FinishReason.STOPPED);
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.ERROR, "cannot finish recording " + writer.recording(), e);
      }
    }
  }

  /**
   * Opens a finished recording for playback.
   *
   * @param expected what finishing it returned
   * @throws DamagedRecordingException if it is not that, or not whole
   * @throws UnplayableRecordingException if it holds no media
   */
  public VirtualWebm open(UUID recording, Fingerprint expected) throws IOException {
    return VirtualWebm.of(finished(recording).mustBe(expected));
  }

  /**
   * Reads all of a finished recording.
   *
   * @throws DamagedRecordingException if one byte is not as it was sealed
   */
  public void verify(UUID recording, Fingerprint expected) throws IOException {
    finished(recording).mustBe(expected).verify();
  }

  private SealedFile finished(UUID recording) throws IOException {
    return SealedFile.open(store.finished(recording), recording, kek);
  }

  /**
   * Finishes a recording whose writer died; of one that has its end already, returns that. To be
   * called for recordings of which no {@link Fingerprint} was kept, never for others: it would make
   * a whole recording of one that was cut short.
   *
   * @throws RecordingBusyException if it is still being written
   * @throws DamagedRecordingException if more is wrong than a crash explains; the file is untouched
   */
  public Sealed recover(UUID recording) throws IOException {
    return CrashRecovery.recover(recording, store, kek);
  }

  /** Recordings with an end. */
  public List<UUID> listFinished() throws IOException {
    return store.listFinished();
  }

  /** Recordings without an end: being written by someone, or left by a crash. */
  public List<UUID> listUnfinished() throws IOException {
    return store.listUnfinished();
  }
}
