package org.televisit.consultation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.ClientMessage.Offer;
import org.televisit.media.EndpointListener;
import org.televisit.media.IceCandidate;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;

/**
 * The peer connections of one person: one that publishes, and one for each other person they
 * receive. A new offer replaces the connection of the same seat in place. In the room's queue only.
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
  private final Map<UUID, Leg> legs = new HashMap<>();
  private final EarlyCandidates early = new EarlyCandidates();
  private @Nullable Publication publication;

  SeatMedia(UUID seat, Host host) {
    this.seat = seat;
    this.host = host;
  }

  /**
   * This person's own picture and sound, from now on by this connection.
   *
   * @param stream the number by which others know that there is something new to receive
   */
  void publish(Pipeline pipeline, Offer offer, int stream) {
    Ears ears = new Ears(offer);
    Endpoint endpoint = pipeline.endpoint(ears);
    Publication published = new Publication(stream, endpoint, OfferedMedia.of(offer.sdp()));
    ears.publication = published;
    connect(endpoint, ears, offer, nothing -> {});
    publication = published;
  }

  /** Another person's picture and sound, for this person. */
  void receive(Pipeline pipeline, Offer offer, Publication from) {
    Ears ears = new Ears(offer);
    connect(pipeline.endpoint(ears), ears, offer, from.endpoint()::feed);
  }

  private void connect(Endpoint endpoint, Ears ears, Offer offer, Consumer<Endpoint> source) {
    try {
      source.accept(endpoint);
      String answer = endpoint.answer(offer.sdp());
      host.say(new ServerMessage.Answer(offer.seat(), offer.attempt(), answer));
      early.take(offer.seat(), offer.attempt()).forEach(endpoint::add);
      endpoint.gather();
    } catch (RuntimeException e) {
      endpoint.close();
      throw e;
    }
    Leg before = legs.put(offer.seat(), new Leg(offer.attempt(), endpoint, ears));
    if (before != null) {
      before.endpoint.close();
    }
  }

  /** A candidate of this person's browser: for its endpoint, or kept until there is one. */
  void candidate(ClientMessage.Candidate message) {
    Leg leg = legs.get(message.seat());
    if (leg != null && leg.attempt == message.attempt()) {
      leg.endpoint.add(message.candidate());
    } else if (leg == null || leg.attempt < message.attempt()) {
      early.keep(message.seat(), message.attempt(), message.candidate());
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

  Optional<Publication> publication() {
    return Optional.ofNullable(publication);
  }

  /**
   * Asks another person's browser for a key frame, through the connection that receives them here.
   *
   * @return false if there is none, or it is not up yet
   */
  boolean askForKeyFrame(UUID of) {
    Leg leg = legs.get(of);
    if (leg == null || of.equals(seat)) {
      return false;
    }
    try {
      leg.endpoint.requestKeyFrame();
      return true;
    } catch (MediaUnavailableException e) {
      return false; // not negotiated yet; if it is the server that fails, the next call tells
    }
  }

  /** Ceases to receive somebody who is gone. */
  void unreceive(UUID of) {
    Leg leg = legs.remove(of);
    if (leg != null) {
      leg.endpoint.close();
    }
  }

  /** Releases everything; this person's recorder must have been stopped before. */
  void close() {
    legs.values().forEach(leg -> leg.endpoint.close());
    forget();
  }

  /** Forgets everything, where the media server has lost it anyway. */
  void forget() {
    legs.clear();
    early.clear();
    publication = null;
  }

  /** Brings what one endpoint reports into the room's queue, and from there to the browser. */
  private final class Ears implements EndpointListener {

    private final UUID about;
    private final int attempt;
    private @Nullable Publication publication;

    Ears(Offer offer) {
      this.about = offer.seat();
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
