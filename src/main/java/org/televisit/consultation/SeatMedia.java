package org.televisit.consultation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.ClientMessage.Offer;
import org.televisit.media.Capture;
import org.televisit.media.EndpointListener;
import org.televisit.media.IceCandidate;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.MediaServer.Pipeline;

/**
 * The peer connections of one person: one that publishes their camera, one for the screen they
 * share, and one for each picture of others that they receive. A new offer replaces the connection
 * of the same picture in place. In the room's queue only, but for {@link #publication}.
 */
final class SeatMedia {

  /** What this needs of its room. */
  interface Host {

    /** Runs something in the room's queue. */
    void later(Runnable task);

    /** Tells this person's browser. */
    void say(ServerMessage message);

    /** What this person publishes began or ceased to flow. */
    void flows(Publication publication, MediaKind kind, boolean flows, long atMillis);
  }

  private record Leg(int attempt, Endpoint endpoint, Ears ears) {}

  private final UUID seat;
  private final Host host;
  private final Map<Picture, Leg> legs = new HashMap<>();
  private final EarlyCandidates early = new EarlyCandidates();
  private final Map<Capture, Publication> publications =
      Collections.synchronizedMap(new EnumMap<>(Capture.class));

  SeatMedia(UUID seat, Host host) {
    this.seat = seat;
    this.host = host;
  }

  /**
   * This person's own camera or screen, from now on by this connection.
   *
   * @param stream the number by which others know that there is something new to receive
   */
  void publish(Pipeline pipeline, Offer offer, int stream) {
    Ears ears = new Ears(offer);
    Endpoint endpoint = pipeline.endpoint(ears);
    Publication published = new Publication(stream, endpoint, OfferedMedia.of(offer.sdp()));
    ears.publication = published;
    connect(endpoint, ears, offer, nothing -> {});
    publications.put(offer.picture().media(), published);
  }

  /** Another person's camera or screen, for this person. */
  void receive(Pipeline pipeline, Offer offer, Publication from) {
    Ears ears = new Ears(offer);
    connect(pipeline.endpoint(ears), ears, offer, from.endpoint()::feed);
  }

  private void connect(Endpoint endpoint, Ears ears, Offer offer, Consumer<Endpoint> source) {
    try {
      source.accept(endpoint);
      String answer = endpoint.answer(offer.sdp());
      host.say(new ServerMessage.Answer(offer.picture(), offer.attempt(), answer));
      early.take(offer.picture(), offer.attempt()).forEach(endpoint::add);
      endpoint.gather();
    } catch (RuntimeException e) {
      endpoint.close();
      throw e;
    }
    Leg before = legs.put(offer.picture(), new Leg(offer.attempt(), endpoint, ears));
    if (before != null) {
      before.endpoint.close();
    }
  }

  /** A candidate of this person's browser: for its endpoint, or kept until there is one. */
  void candidate(ClientMessage.Candidate message) {
    Leg leg = legs.get(message.picture());
    if (leg != null && leg.attempt == message.attempt()) {
      leg.endpoint.add(message.candidate());
    } else if (leg == null || leg.attempt < message.attempt()) {
      early.keep(message.picture(), message.attempt(), message.candidate());
    }
  }

  /**
   * Another page of this person begins: it counts its attempts from the start again. What the old
   * one had stays until it is replaced.
   */
  void newPage() {
    legs.replaceAll((about, leg) -> new Leg(0, leg.endpoint, leg.ears));
    early.clear();
  }

  boolean isIdle() {
    return legs.isEmpty();
  }

  /** What this person sends by that, if they do. From any thread. */
  Optional<Publication> publication(Capture of) {
    return Optional.ofNullable(publications.get(of));
  }

  /** Everything that this person sends. */
  List<Publication> publications() {
    return List.copyOf(publications.values());
  }

  /** Ends a publication of one's own; its recorder must have been stopped before. */
  void unpublish(Capture of) {
    publications.remove(of);
    drop(new Picture(seat, of));
  }

  /** By which another person's picture is received here, if it is. */
  Optional<Endpoint> receiver(Picture of) {
    return Optional.ofNullable(legs.get(of))
        .filter(leg -> !of.seat().equals(seat))
        .map(Leg::endpoint);
  }

  /** Ceases to receive what is not sent any more. */
  void unreceive(Picture of) {
    if (!of.seat().equals(seat)) {
      drop(of);
    }
  }

  private void drop(Picture of) {
    Leg leg = legs.remove(of);
    if (leg != null) {
      leg.endpoint.close();
    }
  }

  /** Releases everything; this person's recorders must have been stopped before. */
  void close() {
    legs.values().forEach(leg -> leg.endpoint.close());
    forget();
  }

  /** Forgets everything, where the media server has lost it anyway. */
  void forget() {
    legs.clear();
    early.clear();
    publications.clear();
  }

  /** Brings what one endpoint reports into the room's queue, and from there to the browser. */
  private final class Ears implements EndpointListener {

    private final Picture about;
    private final int attempt;
    private @Nullable Publication publication;

    Ears(Offer offer) {
      this.about = offer.picture();
      this.attempt = offer.attempt();
    }

    @Override
    public void candidate(IceCandidate candidate) {
      host.later(
          () -> {
            Leg leg = legs.get(about);
            if (leg != null && leg.ears == this) { // not one that has been replaced meanwhile
              host.say(new ServerMessage.Candidate(about, attempt, candidate));
            }
          });
    }

    @Override
    public void flowing(MediaKind kind, boolean flowing, long atMillis) {
      host.later(
          () -> {
            Publication mine = publication;
            if (mine != null) {
              host.flows(mine, kind, flowing, atMillis);
            }
          });
    }
  }
}
