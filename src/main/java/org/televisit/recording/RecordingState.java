package org.televisit.recording;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/**
 * Life of a recording: {@code REQUESTED -> RECORDING (-> PAUSED -> RECORDING) -> STOPPING ->
 * SEALED}; a recorder that ends by itself leaves {@code STOPPING} out, and from any state but the
 * last the way may lead to {@code FAILED}. What is sealed or failed never moves again. The database
 * holds the same.
 */
public enum RecordingState {
  /** The media server has been given its one-time address; nothing has arrived. */
  REQUESTED,
  /** The upload runs, and every part of it is sealed as it arrives. */
  RECORDING,
  /** The upload is open, but nothing is recorded: somebody does not permit it. */
  PAUSED,
  /** The recorder has been told to stop; its last parts are awaited. */
  STOPPING,
  /** Complete: length, SHA-256 and duration of the sealed file stand in the row. */
  SEALED,
  /** Given up, with a reason; whatever had arrived is kept. */
  FAILED;

  /** As the database spells it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a recording may go from this state to {@code next}. */
  boolean leadsTo(RecordingState next) {
    return switch (this) {
      case REQUESTED -> next == RECORDING || next == FAILED;
      case RECORDING -> next == PAUSED || next == STOPPING || next.ended();
      case PAUSED -> next == RECORDING || next == STOPPING || next.ended();
      case STOPPING -> next.ended();
      case SEALED, FAILED -> false;
    };
  }

  /** Whether nothing more will arrive. */
  public boolean ended() {
    return this == SEALED || this == FAILED;
  }

  /** Stores the code. */
  @Converter(autoApply = true)
  static class Codes implements AttributeConverter<RecordingState, String> {
    @Override
    public String convertToDatabaseColumn(RecordingState state) {
      return state.code();
    }

    @Override
    public RecordingState convertToEntityAttribute(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
