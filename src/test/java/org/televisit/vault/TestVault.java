package org.televisit.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A store with a key in a temporary directory, and a clock that stands still until it is moved. */
final class TestVault {

  static final UUID ID = UUID.fromString("0b7e5c1a-52c7-4f0e-9d39-8a4d7b6f1c2e");

  final RecordingStore store;
  final KeyDirectory keyDirectory;
  final RecordingKeys keys;
  final AtomicLong nanos = new AtomicLong();

  TestVault(Path directory) throws IOException {
    store = RecordingStore.at(directory.resolve("recordings").toAbsolutePath());
    Path key = directory.resolve("kek.json");
    keyDirectory = KeyDirectory.at(directory.resolve("recording-keys").toAbsolutePath());
    keys =
        new RecordingKeys(
            keyDirectory,
            Files.exists(key) ? KeyEncryptionKey.read(key) : KeyEncryptionKey.create(key));
  }

  SealedWriter writer(UUID recording) throws IOException {
    return SealedWriter.create(recording, store, keys, nanos::get);
  }

  /** Seals a stream in pieces as a network would bring them, a second of time for every piece. */
  Sealed seal(UUID recording, byte[] stream, int piece) throws IOException {
    try (SealedWriter writer = writer(recording)) {
      for (int at = 0; at < stream.length; at += piece) {
        writer.write(stream, at, Math.min(piece, stream.length - at));
        nanos.addAndGet(1_000_000_000L);
        writer.tick();
      }
      return writer.finish(FinishReason.COMPLETE);
    }
  }

  SealedFile open(UUID recording) throws IOException {
    return SealedFile.open(store.finished(recording), recording, keys);
  }

  byte[] stream(UUID recording) throws IOException {
    SealedFile file = open(recording);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SealedFile.Reading reading = file.read(0)) {
      reading.copy(0, file.describe().fingerprint().length(), out);
    }
    return out.toByteArray();
  }

  VirtualWebm webm(UUID recording) throws IOException {
    return VirtualWebm.of(open(recording));
  }

  static byte[] all(VirtualWebm webm) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    webm.read(0, webm.length(), Channels.newChannel(out));
    return out.toByteArray();
  }
}
