package org.televisit.vault;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps recordings: seals new ones, finishes what a crash left, opens them for playback. Who may do
 * so is not its business. All failures of the disk are {@link IOException}s.
 */
@ApplicationScoped
public class Vault {

  private static final System.Logger LOG = System.getLogger(Vault.class.getName());

  @Inject VaultSettings settings;
  @Inject Clock clock;

  private final Set<SealedWriter> writers = ConcurrentHashMap.newKeySet();
  private RecordingStore spool;
  private RecordingKeys keys;
  private Archive archive;
  private Shredder shredder;

  @SuppressWarnings("NullAway.Init") // the container calls open()
  Vault() {}

  /** A vault outside of a container, with the keys beside the key-encryption key. */
  public static Vault at(Path directory, Path kekFile, boolean kekCreate) throws IOException {
    Path keys = kekFile.toAbsolutePath().resolveSibling("recording-keys");
    return at(new VaultPlaces(directory, keys, kekFile), kekCreate);
  }

  /** A vault outside of a container. The parameters are those of the configuration. */
  public static Vault at(VaultPlaces places, boolean kekCreate) throws IOException {
    return of(VaultSettings.of(places, kekCreate), Clock.systemUTC());
  }

  static Vault of(VaultSettings settings, Clock clock) throws IOException {
    Vault vault = new Vault();
    vault.settings = settings;
    vault.clock = clock;
    vault.open();
    return vault;
  }

  @PostConstruct
  void open() throws IOException {
    spool = settings.openSpool();
    keys = settings.openKeys(spool.isEmpty());
    archive = new Archive(spool, settings.openStore(spool), keys);
    shredder = new Shredder(keys, archive, clock);
    shredder.finish();
  }

  /** Makes a wrong configuration stop the deployment, not the first recording. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object application)
      throws IOException {
    if (application instanceof ServletContext web && web.getRealPath("/") != null) {
      spool.keepOutOf(Path.of(web.getRealPath("/")));
    }
  }

  /**
   * Begins a recording. The caller closes or finishes it, and sees to it that {@link #tick} runs.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of this id
   * @throws ShreddedRecordingException if there was one
   */
  public SealedWriter create(UUID recording) throws IOException {
    SealedWriter writer = SealedWriter.create(recording, spool, keys, System::nanoTime);
    writers.add(writer);
    return writer;
  }

  /**
   * Seals what open recordings have held back for long enough. To be called about every 250 ms, by
   * a thread that waits for nothing else.
   */
  public void tick() {
    writers.removeIf(writer -> !writer.isOpen());
    ofEachWriter(SealedWriter::tick);
  }

  /** Makes durable what open recordings have sealed; waits for the disk. About once a second. */
  public void force() {
    ofEachWriter(SealedWriter::force);
  }

  private interface Task {
    void of(SealedWriter writer) throws IOException;
  }

  private void ofEachWriter(Task task) {
    for (SealedWriter writer : writers) {
      try {
        task.of(writer);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.ERROR, "cannot store recording " + writer.recording(), e);
      }
    }
  }

  /** Moves what is finished into the store, and deletes what could not be deleted before. */
  void upkeep() {
    archive.move();
    shredder.retry();
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
   * Opens a finished recording for playback, after all of it was read and found intact: 0.3 s for
   * each GB that lies in memory, else as long as disk or store take.
   *
   * @param expected what finishing it returned
   * @throws DamagedRecordingException if it is not that, or not whole
   * @throws UnplayableRecordingException if it holds no media
   * @throws ShreddedRecordingException if it was destroyed
   */
  public VirtualWebm open(UUID recording, Fingerprint expected) throws IOException {
    return VirtualWebm.of(finished(recording).mustBe(expected));
  }

  /**
   * Reads all of a finished recording.
   *
   * @throws DamagedRecordingException if one byte is not as it was sealed
   * @throws ShreddedRecordingException if it was destroyed
   */
  public void verify(UUID recording, Fingerprint expected) throws IOException {
    finished(recording).mustBe(expected).verify();
  }

  private SealedFile finished(UUID recording) throws IOException {
    return SealedFile.open(archive.source(recording), recording, keys);
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
    return archive.isSpooled(recording)
        ? CrashRecovery.recover(recording, spool, keys)
        : finished(recording).describe();
  }

  /**
   * Destroys a recording for ever: its key, so that no copy of the media can be opened again, and
   * then the media. A note of it stays, so that a restored backup revives nothing. Doing so again
   * changes nothing. Once this returns, or throws anything but {@link RecordingBusyException}, the
   * recording is shredded; what is left undone is done at the next start.
   *
   * @throws RecordingBusyException if it is being written; nothing has been destroyed
   */
  public Shredded shred(UUID recording) throws IOException {
    return shredder.shred(recording);
  }

  /** Whether a recording was destroyed by {@link #shred}. */
  public boolean isShredded(UUID recording) throws IOException {
    return keys.isShredded(recording);
  }

  /**
   * Wraps the key of every recording by the primary key-encryption key, after which older ones are
   * needed no more. Media is not touched. May be stopped at any time and called again.
   */
  public Rewrapped rewrap() throws IOException {
    int adopted = 0;
    int failed = 0;
    for (UUID recording : spool.listFinished()) {
      if (!keys.has(recording)) {
        boolean done = adopt(recording);
        adopted += done ? 1 : 0;
        failed += done ? 0 : 1;
      }
    }
    Rewrapped rest = keys.rewrap();
    return new Rewrapped(
        rest.changed() + adopted, rest.unchanged() - adopted, rest.unopened() + failed);
  }

  /** Gives a recording of file version 1 a key file, in place of the keyset in its head. */
  private boolean adopt(UUID recording) {
    try (SealedBytes file = FileBytes.open(spool.finished(recording), recording)) {
      Optional<byte[]> keyset = SealedHead.read(file, recording).ownKeyset();
      if (keyset.isPresent()) {
        keys.adopt(recording, keyset.get());
        return true;
      }
      LOG.log(System.Logger.Level.ERROR, "recording {0} has lost its key file", recording);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot rewrap: {0}", e.getMessage());
    }
    return false;
  }

  /** Recordings with an end, in the store or on their way to it. */
  public List<UUID> listFinished() throws IOException {
    return archive.list();
  }

  /** Recordings without an end: being written by someone, or left by a crash. */
  public List<UUID> listUnfinished() throws IOException {
    return spool.listUnfinished();
  }
}
