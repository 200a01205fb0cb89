package org.televisit.vault;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/**
 * The keys of all recordings, each wrapped by the key-encryption key in a file of its own, apart
 * from the media: so a rotation rewrites a few hundred bytes a recording, and destroying those
 * makes every copy of the media unreadable. Safe for use by many threads.
 */
final class RecordingKeys {

  private static final System.Logger LOG = System.getLogger(RecordingKeys.class.getName());

  private final KeyDirectory directory;
  private final KeyEncryptionKey kek;

  RecordingKeys(KeyDirectory directory, KeyEncryptionKey kek) {
    this.directory = directory;
    this.kek = kek;
  }

  /**
   * Makes the key of a new recording; it is durable when this returns.
   *
   * @throws ShreddedRecordingException if there was a recording of this id
   */
  synchronized RecordingKey create(UUID recording) throws IOException {
    requireNotShredded(recording);
    if (directory.has(recording)) {
      throw new IOException("recording " + recording + " has a key already");
    }
    try {
      KeysetHandle keyset = KeyEncryptionKey.newKeyset();
      directory.write(recording, kek.wrap(keyset, RecordingKey.bytes(recording)));
      return RecordingKey.of(recording, keyset);
    } catch (KeyServiceException e) {
      throw new KeysAwayException(recording, e);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a key for recording " + recording, e);
    }
  }

  /**
   * @throws ShreddedRecordingException if it was destroyed
   * @throws DamagedRecordingException if it is missing, changed, another's, or wrapped by a
   *     key-encryption key that is not here
   */
  RecordingKey open(UUID recording) throws IOException {
    return opened(recording, wrapped(recording));
  }

  /**
   * @param inHead the wrapped keyset that stands in the media file (version 1); it counts until a
   *     rotation has given the recording a key file
   */
  RecordingKey open(UUID recording, byte[] inHead) throws IOException {
    return directory.has(recording) ? open(recording) : opened(recording, inHead);
  }

  private RecordingKey opened(UUID recording, byte[] wrapped) throws IOException {
    requireNotShredded(recording);
    try {
      return RecordingKey.of(recording, kek.unwrap(wrapped, RecordingKey.bytes(recording)));
    } catch (KeyServiceException e) {
      throw new KeysAwayException(recording, e);
    } catch (GeneralSecurityException e) {
      throw damaged(recording, "it is changed, or wrapped by another key-encryption key");
    }
  }

  private byte[] wrapped(UUID recording) throws IOException {
    requireNotShredded(recording);
    try {
      return directory
          .read(recording)
          .orElseThrow(() -> damaged(recording, "its key file is missing"));
    } catch (IllegalArgumentException e) {
      throw damaged(recording, "its key file is none: " + e.getMessage());
    }
  }

  private static DamagedRecordingException damaged(UUID recording, String detail) {
    return new DamagedRecordingException(recording, Fault.KEY, detail);
  }

  void requireNotShredded(UUID recording) throws IOException {
    Optional<Instant> buried = directory.buried(recording);
    if (buried.isPresent()) {
      throw new ShreddedRecordingException(recording, buried.get());
    }
  }

  boolean isShredded(UUID recording) throws IOException {
    return directory.buried(recording).isPresent();
  }

  /** Whether this recording's key has a file of its own. */
  boolean has(UUID recording) {
    return directory.has(recording);
  }

  boolean isEmpty() throws IOException {
    return directory.list().isEmpty();
  }

  /**
   * Destroys a key, durably, after it was noted durably that this was to be done. A crash in
   * between leaves the note, and with it a recording that is shredded.
   *
   * @return when it was done first
   */
  synchronized Instant destroy(UUID recording, Instant now) throws IOException {
    Instant at = directory.bury(recording, now);
    directory.destroy(recording);
    return at;
  }

  /** Recordings whose key was destroyed. */
  List<UUID> listShredded() throws IOException {
    return directory.listBuried();
  }

  /**
   * Wraps every key by the primary key-encryption key. May be stopped at any time and begun again;
   * one recording at a time, so that others can be opened and made meanwhile.
   */
  Rewrapped rewrap() throws IOException {
    List<Boolean> outcomes = new ArrayList<>();
    int unopened = 0;
    for (UUID recording : directory.list()) {
      try {
        outcomes.add(rewrap(recording));
      } catch (IOException e) {
        unopened++;
        LOG.log(System.Logger.Level.ERROR, "cannot rewrap: {0}", e.getMessage());
      }
    }
    int changed = (int) outcomes.stream().filter(outcome -> outcome).count();
    return new Rewrapped(changed, outcomes.size() - changed, unopened);
  }

  private synchronized boolean rewrap(UUID recording) throws IOException {
    if (isShredded(recording)) {
      return false; // since it was listed
    }
    byte[] wrapped = wrapped(recording);
    if (kek.isCurrent(wrapped, RecordingKey.bytes(recording))) {
      return false;
    }
    adopt(recording, wrapped);
    return true;
  }

  /** Gives a recording a key file, from a keyset that is wrapped by any of our keys. */
  synchronized void adopt(UUID recording, byte[] wrapped) throws IOException {
    byte[] id = RecordingKey.bytes(recording);
    try {
      directory.write(recording, kek.wrap(kek.unwrap(wrapped, id), id));
    } catch (KeyServiceException e) {
      throw new KeysAwayException(recording, e);
    } catch (GeneralSecurityException e) {
      throw damaged(
          recording, "it is changed, or wrapped by a key-encryption key that is not here");
    }
  }
}
