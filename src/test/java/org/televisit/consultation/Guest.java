package org.televisit.consultation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.consultation.ServerMessage.RoomState;
import org.televisit.media.FakeMediaServer.FakeEndpoint;
import org.televisit.media.IceCandidate;
import org.televisit.media.MediaKind;

/** Somebody in a room under test, as their browser. */
record Guest(RoomFixture world, Visitor visitor, RecordedLine line) {

  static final String AUDIO_VIDEO =
      "v=0\nm=audio 9 X 111\na=sendonly\nm=video 9 X 96\na=sendonly\n";
  static final String AUDIO = "v=0\nm=audio 9 X 111\na=sendonly\n";
  static final String VIDEO = "v=0\nm=video 9 X 96\na=sendonly\n";
  static final String RECEIVE = "v=0\nm=audio 9 X 111\na=recvonly\nm=video 9 X 96\na=recvonly\n";

  void says(ClientMessage message) {
    message.dispatch(visitor);
    world.settle();
  }

  /** Says it, but the room has no time for it yet. */
  void saysLater(ClientMessage message) {
    message.dispatch(visitor);
  }

  UUID seat() {
    return line.last(ServerMessage.Welcome.class).seat();
  }

  /** Publishes, and returns the endpoint that came of it. */
  FakeEndpoint publishes(int attempt, String sdp) {
    says(new ClientMessage.Offer(Picture.camera(seat()), attempt, sdp));
    return world.media.endpoints.get(world.media.endpoints.size() - 1);
  }

  /** Shares a screen, silent or with its sound, and returns the endpoint that came of it. */
  FakeEndpoint shares(int attempt, String sdp) {
    says(new ClientMessage.Offer(Picture.screen(seat()), attempt, sdp));
    return world.media.endpoints.get(world.media.endpoints.size() - 1);
  }

  FakeEndpoint receivesScreen(Guest other, int attempt) {
    says(new ClientMessage.Offer(Picture.screen(other.seat()), attempt, RECEIVE));
    return world.media.endpoints.get(world.media.endpoints.size() - 1);
  }

  /** Publishes although the media server is away. */
  void publishesInVain(int attempt) {
    says(new ClientMessage.Offer(Picture.camera(seat()), attempt, AUDIO_VIDEO));
  }

  FakeEndpoint receives(Guest other, int attempt) {
    says(new ClientMessage.Offer(Picture.camera(other.seat()), attempt, RECEIVE));
    return world.media.endpoints.get(world.media.endpoints.size() - 1);
  }

  /** Publishes, and both kinds arrive at the server. */
  FakeEndpoint sends(int attempt) {
    FakeEndpoint endpoint = publishes(attempt, AUDIO_VIDEO);
    flows(endpoint, MediaKind.AUDIO, true, 1);
    flows(endpoint, MediaKind.VIDEO, true, 1);
    return endpoint;
  }

  void flows(FakeEndpoint endpoint, MediaKind kind, boolean flows, long atMillis) {
    endpoint.listener.flowing(kind, flows, atMillis);
    world.settle();
  }

  void candidate(UUID about, int attempt, String text) {
    says(
        new ClientMessage.Candidate(
            Picture.camera(about), attempt, new IceCandidate(text, "0", 0)));
  }

  void isCutOff() {
    visitor.gone();
    world.settle();
  }

  RoomState room() {
    return line.last(RoomState.class);
  }

  SeatView sees(Guest other) {
    return room().seats().stream()
        .filter(s -> s.sitter().seat().equals(other.seat()))
        .findFirst()
        .orElseThrow();
  }

  Bye.@Nullable Reason bye() {
    return line.of(Bye.class).map(Bye::reason).findFirst().orElse(null);
  }
}
