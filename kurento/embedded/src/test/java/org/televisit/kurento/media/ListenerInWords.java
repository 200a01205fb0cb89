package org.televisit.kurento.media;

/** Tells in words what a session tells. */
interface ListenerInWords extends WebRtcListener {

  /** For instance {@code media CONNECTED}. */
  void told(String what);

  @Override
  default void candidatePairSelected(String local, String remote) {
    told("pair");
  }

  @Override
  default void dtlsState(DtlsState state) {
    told("dtls " + state);
  }

  @Override
  default void connectionState(LinkState from, LinkState to) {
    told("connection " + to);
  }

  @Override
  default void mediaState(LinkState from, LinkState to) {
    told("media " + to);
  }

  @Override
  default void mediaFlowOut(MediaKind kind, FlowState state) {
    told("out " + kind + " " + state);
  }

  @Override
  default void mediaFlowIn(MediaKind kind, FlowState state) {
    told("in " + kind + " " + state);
  }
}
