package org.televisit.kurento.media;

import static java.lang.System.Logger.Level.ERROR;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The states of one session, and the news of them: each change is told once, in order, on the
 * engine's event thread. Changes come from one thread, states may be read by any.
 */
final class SessionEvents {

  private static final System.Logger LOG = System.getLogger(SessionEvents.class.getName());

  private final Executor executor;
  private final WebRtcListener listener;
  private volatile IceState ice = IceState.DISCONNECTED;
  private volatile DtlsState dtls = DtlsState.NEW;
  private volatile LinkState connection = LinkState.DISCONNECTED;
  private volatile LinkState media = LinkState.DISCONNECTED;
  private volatile Map<MediaKind, FlowState> out = flows();
  private volatile Map<MediaKind, FlowState> in = flows();
  private volatile boolean closed;

  SessionEvents(Executor executor, WebRtcListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  private static Map<MediaKind, FlowState> flows() {
    Map<MediaKind, FlowState> flows = new EnumMap<>(MediaKind.class);
    for (MediaKind kind : MediaKind.values()) {
      flows.put(kind, FlowState.NOT_FLOWING);
    }
    return flows;
  }

  private static Map<MediaKind, FlowState> with(
      Map<MediaKind, FlowState> flows, MediaKind kind, FlowState state) {
    Map<MediaKind, FlowState> changed = new EnumMap<>(flows);
    changed.put(kind, state);
    return changed;
  }

  private void tell(Consumer<WebRtcListener> news) {
    if (closed) {
      return;
    }
    executor.execute(
        () -> {
          if (closed) {
            return;
          }
          try {
            news.accept(listener);
          } catch (RuntimeException e) {
            LOG.log(ERROR, "a listener failed", e);
          }
        });
  }

  /** Nothing is told from now on. */
  void close() {
    closed = true;
    ice = IceState.DISCONNECTED;
    dtls = DtlsState.CLOSED;
    connection = LinkState.DISCONNECTED;
    media = LinkState.DISCONNECTED;
    out = flows();
    in = flows();
  }

  void ice(IceState state) {
    if (ice != state) {
      ice = state;
      tell(to -> to.iceState(1, state));
    }
  }

  /** The RTCP component: it is muxed into the other, and seen only once. */
  void rtcpComponentGathering() {
    tell(to -> to.iceState(2, IceState.GATHERING));
  }

  void candidateFound(LocalCandidate candidate) {
    tell(to -> to.candidateFound(candidate));
  }

  void gatheringDone() {
    tell(WebRtcListener::gatheringDone);
  }

  void pairSelected(String local, String remote) {
    tell(to -> to.candidatePairSelected(local, remote));
  }

  /** Also told when it is NEW, once DTLS is about to begin. */
  void dtls(DtlsState state) {
    if (dtls != state || state == DtlsState.NEW) {
      dtls = state;
      tell(to -> to.dtlsState(state));
    }
  }

  void connection(LinkState state) {
    LinkState before = connection;
    if (before != state) {
      connection = state;
      tell(to -> to.connectionState(before, state));
    }
  }

  void media(LinkState state) {
    LinkState before = media;
    if (before != state) {
      media = state;
      tell(to -> to.mediaState(before, state));
    }
  }

  void flowOut(MediaKind kind, FlowState state) {
    if (out.get(kind) != state) {
      out = with(out, kind, state);
      tell(to -> to.mediaFlowOut(kind, state));
    }
  }

  void flowIn(MediaKind kind, FlowState state) {
    if (in.get(kind) != state) {
      in = with(in, kind, state);
      tell(to -> to.mediaFlowIn(kind, state));
    }
  }

  IceState ice() {
    return ice;
  }

  DtlsState dtls() {
    return dtls;
  }

  LinkState connection() {
    return connection;
  }

  LinkState media() {
    return media;
  }

  FlowState flowOut(MediaKind kind) {
    return out.getOrDefault(kind, FlowState.NOT_FLOWING);
  }

  FlowState flowIn(MediaKind kind) {
    return in.getOrDefault(kind, FlowState.NOT_FLOWING);
  }
}
