package org.televisit.consultation;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.media.IceCandidate;

/**
 * What a browser may say. One record per message, all in this file: the file is the protocol.
 *
 * <p>The sender is never part of a message; it is the authenticated owner of the socket. Each peer
 * connection of a browser is named by the seat whose picture it carries: one's own seat for the
 * connection that publishes, another's for the one that receives them. {@code attempt} is counted
 * up by the browser for every new connection, so that what belongs to an older one is recognised.
 */
public sealed interface ClientMessage {

  /** An SDP offer (RFC 8866, RFC 8829) for a new connection of that seat's picture. */
  record Offer(UUID seat, int attempt, String sdp) implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** A trickled ICE candidate (RFC 8838); may come before its offer has been answered. */
  record Candidate(UUID seat, int attempt, IceCandidate candidate) implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** Whether microphone and camera are on; for the others' information. */
  record Devices(boolean microphone, boolean camera) implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** Lets the person of that seat in; only the practitioner may. */
  record Admit(UUID seat) implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** The person leaves; the visit goes on. */
  record Leave() implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** Ends the visit for everybody; only the practitioner may. */
  record End() implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** Calls the handler's method for this message. */
  void dispatch(Handler to);

  /** One method per message, so that a new message does not compile until it is handled. */
  interface Handler {
    void on(Offer offer);

    void on(Candidate candidate);

    void on(Devices devices);

    void on(Admit admission);

    void on(Leave farewell);

    void on(End end);
  }

  /**
   * Reads a message from its JSON form.
   *
   * @throws IllegalArgumentException if the type is unknown, or a field is missing, of another kind
   *     or too long
   */
  static ClientMessage from(JsonObject json) {
    return switch (text(json, "type", 20)) {
      case "offer" -> new Offer(seat(json), count(json, "attempt"), text(json, "sdp", 48 * 1024));
      case "candidate" -> new Candidate(seat(json), count(json, "attempt"), candidate(json));
      case "devices" -> new Devices(flag(json, "microphone"), flag(json, "camera"));
      case "admit" -> new Admit(seat(json));
      case "leave" -> new Leave();
      case "end" -> new End();
      default -> throw new IllegalArgumentException("unknown message type");
    };
  }

  private static IceCandidate candidate(JsonObject json) {
    return new IceCandidate(
        text(json, "candidate", 2048), text(json, "mid", 64), count(json, "line"));
  }

  private static UUID seat(JsonObject json) {
    return UUID.fromString(text(json, "seat", 36));
  }

  private static String text(JsonObject json, String field, int most) {
    @Nullable String value = json.getString(field, null);
    if (value == null || value.length() > most) {
      throw new IllegalArgumentException("missing, no text or too long: " + field);
    }
    return value;
  }

  private static int count(JsonObject json, String field) {
    if (!(json.get(field) instanceof JsonNumber number)) {
      throw new IllegalArgumentException("no number: " + field);
    }
    try {
      int value = number.intValueExact();
      if (value < 0) {
        throw new IllegalArgumentException("negative: " + field);
      }
      return value;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("no whole number: " + field, e);
    }
  }

  private static boolean flag(JsonObject json, String field) {
    @Nullable JsonValue value = json.get(field);
    if (!JsonValue.TRUE.equals(value) && !JsonValue.FALSE.equals(value)) {
      throw new IllegalArgumentException("neither true nor false: " + field);
    }
    return JsonValue.TRUE.equals(value);
  }
}
