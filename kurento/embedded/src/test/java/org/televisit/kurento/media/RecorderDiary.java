package org.televisit.kurento.media;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What one recorder has told, in order, as text. */
final class RecorderDiary implements RecorderListener {

  private final ConcurrentLinkedQueue<String> entries = new ConcurrentLinkedQueue<>();
  final CompletableFuture<Void> recording = new CompletableFuture<>();
  final CompletableFuture<Failure> failed = new CompletableFuture<>();

  List<String> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void recording() {
    entries.add("recording");
    recording.complete(null);
  }

  @Override
  public void paused() {
    entries.add("paused");
  }

  @Override
  public void stopped() {
    entries.add("stopped");
  }

  @Override
  public void failed(Failure failure, String message) {
    entries.add("failed " + failure + ": " + message);
    failed.complete(failure);
  }
}
