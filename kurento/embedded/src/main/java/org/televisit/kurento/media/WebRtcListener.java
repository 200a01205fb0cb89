package org.televisit.kurento.media;

/**
 * Hears what happens to one {@link WebRtcSession}. Calls of all sessions come one after another, in
 * order, on one thread of the engine that is not the media thread: an implementation hands over and
 * returns. Exceptions are logged and dropped. Every method does nothing unless overridden.
 */
public interface WebRtcListener {

  /**
   * An ICE component changed.
   *
   * @param component 1 (RTP); 2 (RTCP) is seen GATHERING once and is then muxed into 1
   */
  default void iceState(int component, IceState state) {}

  /** A candidate of ours; each once per media section. */
  default void candidateFound(LocalCandidate candidate) {}

  /** No more {@link #candidateFound}. */
  default void gatheringDone() {}

  /**
   * The browser nominated a pair; both are {@code candidate:...} lines, the remote one as learnt.
   */
  default void candidatePairSelected(String local, String remote) {}

  default void dtlsState(DtlsState state) {}

  default void connectionState(LinkState from, LinkState to) {}

  /** Media comes <em>from</em> the browser, or no longer. */
  default void mediaFlowOut(MediaKind kind, FlowState state) {}

  /** Media goes <em>to</em> the browser, or no longer. */
  default void mediaFlowIn(MediaKind kind, FlowState state) {}

  default void mediaState(LinkState from, LinkState to) {}
}
