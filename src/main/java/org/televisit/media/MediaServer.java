package org.televisit.media;

import java.net.URI;

/** The port to the media server. Spoken by {@code media.kurento}; faked by hand in tests. */
public interface MediaServer {

  /**
   * Allocates a pipeline, one per Encounter. Blocks for at most the client's request timeout.
   *
   * @param name shown in the media server's own diagnostics; no patient data
   * @throws MediaUnavailableException if the server does not answer in time
   */
  Pipeline open(String name);

  /**
   * Releases a pipeline that another process, or an earlier life of this one, left behind:
   * recorders first, then endpoints, then the pipeline. Nothing happens if there is none by that
   * id.
   *
   * @throws MediaUnavailableException if the server does not answer in time
   */
  void release(String pipelineId);

  /** One Encounter's media graph. */
  interface Pipeline extends AutoCloseable {

    /** By which {@link MediaServer#release} finds it again after a restart of the application. */
    String id();

    /**
     * A WebRTC endpoint: it sends to a browser what it is fed, and is a source of what that browser
     * sends.
     *
     * @throws MediaUnavailableException if the server does not answer in time
     */
    Endpoint endpoint(EndpointListener listener);

    /**
     * A recorder of what {@code source} receives, not yet started.
     *
     * @param target where the media is posted while it is recorded; carries a secret
     * @throws MediaUnavailableException if the server does not answer in time
     */
    Recorder recorder(Endpoint source, URI target, RecordingProfile profile);

    /**
     * Releases whatever is left, in the only safe order: recorders, endpoints, pipeline. Never
     * throws; what the server has lost already is gone anyway.
     */
    @Override
    void close();
  }

  /** One WebRTC peer connection, seen from the server. Answers exactly one offer. */
  interface Endpoint extends AutoCloseable {

    /**
     * The answer to a browser's offer (RFC 8829), without candidates: they follow after {@link
     * #gather} (RFC 8838).
     *
     * @throws BadOfferException if the text is not an offer
     * @throws MediaUnavailableException if the server does not answer in time
     */
    String answer(String offer);

    /** Begins to look for candidates; called once the answer is on its way. */
    void gather();

    /** Adds a candidate of the browser; only after {@link #answer}. */
    void add(IceCandidate candidate);

    /** Sends to {@code sink}'s browser what this endpoint's browser sends. */
    void feed(Endpoint sink);

    /**
     * Asks the source that feeds this endpoint for a key frame; needs a negotiated endpoint with a
     * source.
     */
    void requestKeyFrame();

    /** Releases it; never throws. */
    @Override
    void close();
  }

  /** A recorder; one stretch each, since a stopped one never records again. */
  interface Recorder {

    /**
     * Begins to record.
     *
     * @throws MediaUnavailableException if the server does not answer in time
     */
    void start();

    /**
     * Leaves out what flows, from before this returns until {@link #resume}.
     *
     * @throws MediaUnavailableException if the server does not confirm it, for instance because
     *     nothing has flowed yet; it must be stopped then
     */
    void pause();

    /**
     * Goes on after a pause; a picture from its next key frame on.
     *
     * @throws MediaUnavailableException if the server does not confirm it
     */
    void resume();

    /**
     * Stops, waits until the server has posted what it had, and releases. Never throws, and says
     * nothing about success: what was stored is known only where it arrived.
     *
     * @return false if the server did not confirm it: it may still record
     */
    boolean stop();
  }
}
