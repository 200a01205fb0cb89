package org.televisit.recording;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/**
 * Life of a recording: {@code REQUESTED -> RECORDING -> STOPPING -> SEALED}, and from any state but
 * the last {@code -> FAILED}. What is sealed or failed never changes again.
 */
public enum RecordingState {
  /** The media server has been given its one-time address; nothing has arrived. */
  REQUESTED,
  /** The upload runs, and every part of it is sealed as it arrives. */
  RECORDING,
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
