package org.televisit.kurento.media;

/** Whether packets passed within the last 2 s. */
public enum FlowState {
  FLOWING,
  NOT_FLOWING
}
