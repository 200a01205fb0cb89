package org.televisit.consultation;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.Provision;
import org.televisit.media.Capture;
import org.televisit.media.IceCandidate;

/**
 * What a browser may say. One record per message, all in this file: the file is the protocol.
 *
 * <p>The sender is never part of a message; it is the authenticated owner of the socket. Each peer
 * connection of a browser is named by what it carries, the camera or the screen of a seat: one's
 * own seat for a connection that publishes, another's for one that receives them. {@code attempt}
 * is counted up by the browser for every new connection, so that what belongs to an older one is
 * recognised.
 */
public sealed interface ClientMessage {

  /** An SDP offer (RFC 8866, RFC 8829) for a new connection. */
  record Offer(Picture picture, int attempt, String sdp) implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** A trickled ICE candidate (RFC 8838); may come before its offer has been answered. */
  record Candidate(Picture picture, int attempt, IceCandidate candidate) implements ClientMessage {
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

  /** The person no longer shows their screen. */
  record Unshare() implements ClientMessage {
    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /**
   * The person does not want to be recorded any more. Said again over every new connection until
   * the server says that it is stored.
   *
   * @param ago how long before they said so to their page; not negative
   */
  record Withdraw(Duration ago) implements ClientMessage {

    /** Said just now. */
    Withdraw() {
      this(Duration.ZERO);
    }

    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /**
   * The person of that seat said aloud whether they may be recorded; only the practitioner, who
   * heard it, may pass it on. A refusal is passed on again as {@link Withdraw} is.
   *
   * @param language in which the question was read out
   * @param ago how long before it was noted on the practitioner's page; not negative
   */
  record Witness(UUID seat, Provision provision, Locale language, Duration ago)
      implements ClientMessage {

    /** Noted just now. */
    Witness(UUID seat, Provision provision, Locale language) {
      this(seat, provision, language, Duration.ZERO);
    }

    @Override
    public void dispatch(Handler to) {
      to.on(this);
    }
  }

  /** Begins a new recording, because the present one fails; practitioner only. */
  record RestartRecording(Picture picture) implements ClientMessage {
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

    void on(Unshare unsharing);

    void on(Withdraw withdrawal);

    void on(Witness witnessed);

    void on(RestartRecording restart);

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
      case "offer" ->
          new Offer(picture(json), count(json, "attempt"), text(json, "sdp", 48 * 1024));
      case "candidate" -> new Candidate(picture(json), count(json, "attempt"), candidate(json));
      case "devices" -> new Devices(flag(json, "microphone"), flag(json, "camera"));
      case "admit" -> new Admit(seat(json));
      case "unshare" -> new Unshare();
      case "withdraw" -> new Withdraw(ago(json));
      case "witness" -> new Witness(seat(json), provision(json), language(json), ago(json));
      case "restart-recording" -> new RestartRecording(picture(json));
      case "leave" -> new Leave();
      case "end" -> new End();
      default -> throw new IllegalArgumentException("unknown message type");
    };
  }

  private static IceCandidate candidate(JsonObject json) {
    return new IceCandidate(
        text(json, "candidate", 2048), text(json, "mid", 64), count(json, "line"));
  }

  private static Picture picture(JsonObject json) {
    Capture media =
        json.containsKey("media") ? Capture.of(text(json, "media", 10)) : Capture.CAMERA;
    return new Picture(seat(json), media);
  }

  private static Provision provision(JsonObject json) {
    return switch (text(json, "provision", 10)) {
      case "permit" -> Provision.PERMIT;
      case "deny" -> Provision.DENY;
      default -> throw new IllegalArgumentException("neither permit nor deny");
    };
  }

  private static Locale language(JsonObject json) {
    return switch (json.containsKey("language") ? text(json, "language", 10) : "en") {
      case "en" -> Locale.ENGLISH;
      case "zh-CN" -> Locale.SIMPLIFIED_CHINESE;
      default -> throw new IllegalArgumentException("no language of ours");
    };
  }

  private static Duration ago(JsonObject json) {
    return json.containsKey("ago") ? Duration.ofMillis(count(json, "ago")) : Duration.ZERO;
  }

  private static UUID seat(JsonObject json) {
    String text = text(json, "seat", 36);
    UUID seat = UUID.fromString(text);
    if (!seat.toString().equalsIgnoreCase(text)) { // "1-1-1-1-1" is a UUID to the JDK, not to us
      throw new IllegalArgumentException("not a seat");
    }
    return seat;
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
