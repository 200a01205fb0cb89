package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.televisit.media.MediaServer;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;
import org.televisit.scheduling.AppointmentId;

/**
 * The pipeline of one room: opened when it is needed, lost with its media server, opened again. Its
 * id is stored, so that a pipeline that this node, or an earlier life of it, could not release is
 * released before the next one is opened. In the room's queue only.
 */
final class RoomMedia {

  private static final Logger LOG = System.getLogger(RoomMedia.class.getName());
  private static final int LONGEST_PAUSE_SECONDS = 15;

  private final AppointmentId visit;
  private final MediaServer server;
  private final RoomRegister register;
  private @Nullable Pipeline pipeline;
  private @Nullable String leftBehind;
  private int epoch;
  private int failures;
  private Instant notBefore = Instant.MIN;

  RoomMedia(AppointmentId visit, MediaServer server, RoomRegister register) {
    this.visit = visit;
    this.server = server;
    this.register = register;
  }

  /** The pipeline that the database names, when the room comes to life. */
  void found(@Nullable String id) {
    Pipeline mine = pipeline;
    if (mine == null || !mine.id().equals(id)) {
      leftBehind = id;
    }
  }

  @Nullable Pipeline pipeline() {
    return pipeline;
  }

  /** Number of the present media, 0 while there is none. */
  int epoch() {
    return pipeline == null ? 0 : epoch;
  }

  /**
   * Opens the media unless it is open already, or was tried in vain just now.
   *
   * @return whether it has been opened by this call
   * @throws MediaUnavailableException if it cannot be; the next tries come after growing pauses
   */
  boolean open(Instant now) {
    if (pipeline != null || now.isBefore(notBefore)) {
      return false;
    }
    try {
      releaseLeftBehind();
      Pipeline opened = server.open("visit-" + visit);
      remember(opened);
      pipeline = opened;
    } catch (MediaUnavailableException e) {
      failures++;
      notBefore = now.plusSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(failures, 4)));
      throw e;
    }
    failures = 0;
    epoch++;
    return true;
  }

  private void releaseLeftBehind() {
    String id = leftBehind;
    if (id != null) {
      server.release(id);
      leftBehind = null;
    }
  }

  private void remember(Pipeline opened) {
    try {
      register.runsOn(visit, opened.id());
    } catch (RuntimeException e) {
      opened.close(); // nobody could find it again
      throw e;
    }
  }

  /** The media server is gone, or has forgotten the pipeline. */
  void lose() {
    Pipeline lost = pipeline;
    pipeline = null;
    if (lost != null) {
      LOG.log(WARNING, "{0} lost its media", visit.entity());
      leftBehind = lost.id();
    }
  }

  /** Releases the media; recorders must have been stopped before. */
  void close() {
    Pipeline open = pipeline;
    pipeline = null;
    if (open != null) {
      open.close();
      register.runsOn(visit, null);
    }
  }
}
