package org.televisit.vault;

import java.time.Duration;
import java.util.UUID;

/** An indexer that cannot get in the way: if it fails, what it knew before is kept. */
final class StreamIndex {

  private static final System.Logger LOG = System.getLogger(StreamIndex.class.getName());

  private final UUID recording;
  private final WebmIndexer indexer;
  private boolean failed;

  StreamIndex(UUID recording, WebmIndexer indexer) {
    this.recording = recording;
    this.indexer = indexer;
  }

  void feed(byte[] bytes, int offset, int length) {
    if (failed) {
      return;
    }
    try {
      indexer.feed(bytes, offset, length);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  Duration duration() {
    return indexer.duration();
  }

  long blocks(MediaTrack track) {
    return indexer.blocks(track);
  }

  MediaIndex index() {
    try {
      MediaIndex index = indexer.index();
      return failed ? index.incomplete() : index;
    } catch (RuntimeException e) {
      fail(e);
      return MediaIndex.NOTHING;
    }
  }

  private void fail(RuntimeException e) {
    failed = true;
    LOG.log(System.Logger.Level.ERROR, "recording " + recording + " is no longer indexed", e);
  }
}
