package org.televisit.recording;

import org.televisit.media.MediaServer.Recorder;

/** A stretch that is being recorded; given back to {@link RecordingService#stop} to end it. */
public final class RunningRecording {

  private final RecordingId id;
  private final Recorder recorder;

  RunningRecording(RecordingId id, Recorder recorder) {
    this.id = id;
    this.recorder = recorder;
  }

  public RecordingId id() {
    return id;
  }

  Recorder recorder() {
    return recorder;
  }
}
