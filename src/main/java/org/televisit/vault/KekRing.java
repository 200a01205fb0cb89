package org.televisit.vault;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The keys in a key-encryption key's file, for the one who rotates them. Every change is written at
 * once, in one step that a crash cannot halve.
 */
final class KekRing {

  private final Path file;
  private KeysetHandle keys;

  private KekRing(Path file, KeysetHandle keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * @throws IOException if the file is none that {@link KeyEncryptionKey#read} would take
   */
  static KekRing read(Path file) throws IOException {
    return new KekRing(file, KeyEncryptionKey.readKeyset(file));
  }

  /** Ids of the keys, oldest first. */
  List<Integer> ids() {
    return IntStream.range(0, keys.size()).mapToObj(i -> keys.getAt(i).getId()).toList();
  }

  int oldest() {
    return ids().get(0);
  }

  int newest() {
    return ids().get(keys.size() - 1);
  }

  int primary() {
    return keys.getPrimary().getId();
  }

  /** Adds a new key, with which nothing is wrapped yet, and returns its id. */
  int add() throws IOException {
    List<KeysetHandle.Builder.Entry> entries = entries(ids(), primary());
    KeysetHandle.Entry fresh;
    try {
      do {
        fresh = KeyEncryptionKey.newKeyset().getPrimary();
      } while (ids().contains(fresh.getId()));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a key", e);
    }
    entries.add(KeysetHandle.importKey(fresh.getKey()).withFixedId(fresh.getId()));
    write(entries);
    return fresh.getId();
  }

  /** Has new recordings, and from the next {@link Vault#rewrap} on all, wrapped by this key. */
  void promote(int id) throws IOException {
    requireKnown(id);
    write(entries(ids(), id));
  }

  /**
   * Takes out a key that nothing needs any more.
   *
   * @throws IOException if it is the primary key, or a recording's key opens only by it
   */
  void remove(int id, KeyDirectory recordings) throws IOException {
    requireKnown(id);
    if (id == primary()) {
      throw new IOException("key %s is the primary one: promote another first".formatted(name(id)));
    }
    List<Integer> others = ids().stream().filter(other -> other != id).toList();
    List<KeysetHandle.Builder.Entry> entries = entries(others, primary());
    requireEnough(recordings, KeyEncryptionKey.of(built(entries), file));
    write(entries(others, primary()));
  }

  private static void requireEnough(KeyDirectory recordings, KeyEncryptionKey kek)
      throws IOException {
    RecordingKeys keys = new RecordingKeys(recordings, kek);
    List<UUID> all = recordings.list();
    int closed = 0;
    for (UUID recording : all) {
      try {
        keys.open(recording);
      } catch (DamagedRecordingException e) {
        closed++;
      }
    }
    if (closed > 0) {
      throw new IOException(
          "%d of %d recordings would not open without that key: rewrap them first"
              .formatted(closed, all.size()));
    }
  }

  private static String name(int id) {
    return Integer.toUnsignedString(id);
  }

  private void requireKnown(int id) throws IOException {
    if (!ids().contains(id)) {
      throw new IOException("there is no key %s in %s".formatted(name(id), file));
    }
  }

  private List<KeysetHandle.Builder.Entry> entries(List<Integer> ids, int primary) {
    List<KeysetHandle.Builder.Entry> entries = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int id = keys.getAt(i).getId();
      if (ids.contains(id)) {
        KeysetHandle.Builder.Entry entry =
            KeysetHandle.importKey(keys.getAt(i).getKey()).withFixedId(id);
        entries.add(id == primary ? entry.makePrimary() : entry);
      }
    }
    return entries;
  }

  private static KeysetHandle built(List<KeysetHandle.Builder.Entry> entries) throws IOException {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder();
    entries.forEach(builder::addEntry);
    try {
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot put the keys together", e);
    }
  }

  private void write(List<KeysetHandle.Builder.Entry> entries) throws IOException {
    keys = built(entries);
    try {
      SecretFile.replace(file, KeyEncryptionKey.json(keys));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write the keys", e);
    }
  }
}
