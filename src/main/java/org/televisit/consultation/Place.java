package org.televisit.consultation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.SeatView.Here;
import org.televisit.media.Capture;

/** One seat, live: who sits there, over which connection, with what media. */
final class Place {

  private final Sitter sitter;
  private final SeatMedia media;
  private final Map<Capture, SeatRecorder> recorders = new EnumMap<>(Capture.class);
  private boolean admitted;
  private ClientMessage.Devices devices = new ClientMessage.Devices(true, true);
  private Here here = Here.LEFT;
  private Instant since = Instant.EPOCH;
  private volatile @Nullable Visitor visitor;

  /**
   * @param recorder makes one of what that person sends
   */
  Place(Sitter sitter, SeatMedia media, Function<Capture, SeatRecorder> recorder) {
    this.sitter = sitter;
    this.media = media;
    for (Capture capture : Capture.values()) {
      recorders.put(capture, recorder.apply(capture));
    }
  }

  /** Takes the place over; the newest connection wins. Returns the one before, if it was open. */
  @Nullable Visitor sit(Visitor newest, Instant now) {
    Visitor before = visitor;
    visitor = newest;
    here = Here.HERE;
    since = now;
    return before;
  }

  void rise(Here how, Instant now) {
    visitor = null;
    here = how;
    since = now;
  }

  void admit(boolean yes) {
    admitted |= yes;
  }

  void devices(ClientMessage.Devices newest) {
    devices = newest;
  }

  void say(ServerMessage message) {
    Visitor connected = visitor;
    if (connected != null) {
      connected.line().send(message);
    }
  }

  SeatView view(List<SeatRecording> recordings) {
    return new SeatView(
        sitter,
        here,
        admitted,
        stream(Capture.CAMERA),
        stream(Capture.SCREEN),
        devices,
        recordings);
  }

  private int stream(Capture of) {
    return media.publication(of).map(Publication::stream).orElse(0);
  }

  boolean isEmptySince(Instant moment) {
    return visitor == null && !since.isAfter(moment);
  }

  /** Whether this person may hear and be heard: let in, and connected in one way or another. */
  boolean isPresent() {
    return admitted && (visitor != null || !media.isIdle());
  }

  @Nullable Visitor visitor() {
    return visitor;
  }

  boolean admitted() {
    return admitted;
  }

  Sitter sitter() {
    return sitter;
  }

  SeatMedia media() {
    return media;
  }

  SeatRecorder recorder(Capture of) {
    return requireNonNull(recorders.get(of)); // there is one of each
  }

  Collection<SeatRecorder> recorders() {
    return recorders.values();
  }
}
