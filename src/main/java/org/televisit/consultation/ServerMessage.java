package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collector;
import org.televisit.media.Capture;
import org.televisit.media.IceCandidate;

/** What the server may say. Codes are stable; the page maps them to localized text. */
public sealed interface ServerMessage {

  /** The first message: your own seat, and the ICE servers to use (RFC 8829). */
  record Welcome(UUID seat, List<IceServer> iceServers) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("welcome")
          .add("seat", seat.toString())
          .add("iceServers", iceServers.stream().map(IceServer::toJson).collect(array()))
          .build();
    }
  }

  /**
   * The whole room as it is now, sent after every change. A page needs no history to show it.
   *
   * @param status code of the Encounter's state
   * @param epoch counts the room's media: with a new number every peer connection is built anew; 0
   *     while there is no media
   */
  record RoomState(String status, int epoch, List<SeatView> seats) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("room")
          .add("status", status)
          .add("epoch", epoch)
          .add("seats", seats.stream().map(SeatView::toJson).collect(array()))
          .build();
    }
  }

  /** The answer to the offer with the same picture and attempt. */
  record Answer(Picture picture, int attempt, String sdp) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return picture.in(typed("answer")).add("attempt", attempt).add("sdp", sdp).build();
    }
  }

  /** A candidate of the media server; follows its answer. */
  record Candidate(Picture picture, int attempt, IceCandidate candidate) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return picture
          .in(typed("candidate"))
          .add("attempt", attempt)
          .add("candidate", candidate.candidate())
          .add("mid", candidate.mid())
          .add("line", candidate.line())
          .build();
    }
  }

  /** Please send a key frame: a recording needs one, and nobody else can ask for it. */
  record KeyFrame(Capture media) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("key-frame").add("media", media.code()).build();
    }
  }

  /** Every few seconds: the connection lives, and so much of each recording is safe. */
  record Pulse(List<SeatRecording> recordings) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("pulse")
          .add("recordings", recordings.stream().map(SeatRecording::toJson).collect(array()))
          .build();
    }
  }

  /**
   * To who withdrew, or for whom it was said: nothing of them is recorded any more.
   *
   * @param stored whether the withdrawal is stored; if not, that is still being tried
   * @param overtaken whether nothing is stored and nothing tried any more, as they agreed since
   */
  record Withdrawn(boolean stored, boolean overtaken) implements ServerMessage {
    Withdrawn(boolean stored) {
      this(stored, false);
    }

    @Override
    public JsonObject toJson() {
      return typed("withdrawn").add("stored", stored).add("overtaken", overtaken).build();
    }
  }

  /**
   * To the practitioner: that the person of this seat refused aloud is stored.
   *
   * @param overtaken whether it is not, as that person agreed since
   */
  record Witnessed(UUID seat, boolean overtaken) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("witnessed").add("seat", seat.toString()).add("overtaken", overtaken).build();
    }
  }

  /** Something failed; the connection stays. */
  record Problem(Code code) implements ServerMessage {

    /** What the browser may know of it. */
    enum Code {
      /** The media server is away; the room rebuilds itself as soon as it is back. */
      MEDIA_UNAVAILABLE,
      BAD_OFFER,
      BAD_MESSAGE,
      /** Not this person's to do, or not now. */
      NOT_ALLOWED,
      /** Who is said to have agreed aloud is not in the visit. */
      SPEAKER_ABSENT,
      INTERNAL
    }

    @Override
    public JsonObject toJson() {
      return typed("problem").add("code", lower(code)).build();
    }
  }

  /** The last message before the server closes: do not come back by yourself. */
  record Bye(Reason reason) implements ServerMessage {

    /** Why. */
    enum Reason {
      ENDED,
      LEFT,
      REPLACED,
      TOO_EARLY,
      OVER,
      CONSENT_MISSING,
      NOT_YOURS,
      MISBEHAVED
    }

    @Override
    public JsonObject toJson() {
      return typed("bye").add("reason", lower(reason)).build();
    }
  }

  JsonObject toJson();

  private static JsonObjectBuilder typed(String type) {
    return Json.createObjectBuilder().add("type", type);
  }

  private static String lower(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Collector<JsonObject, JsonArrayBuilder, JsonArrayBuilder> array() {
    return Collector.of(Json::createArrayBuilder, JsonArrayBuilder::add, JsonArrayBuilder::addAll);
  }
}
