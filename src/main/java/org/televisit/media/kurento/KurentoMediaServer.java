package org.televisit.media.kurento;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.kurento.client.KurentoClient;
import org.kurento.client.KurentoConnectionListener;
import org.kurento.client.MediaObject;
import org.kurento.client.MediaPipeline;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.internal.server.KurentoServerException;
import org.televisit.media.MediaServer;
import org.televisit.media.MediaServerRestarted;
import org.televisit.media.MediaUnavailableException;

/**
 * The media server at {@code televisit.kurento.uri}. The connection is made by the first call that
 * needs it and then mends itself; an absent server makes calls fail within milliseconds.
 */
@ApplicationScoped
class KurentoMediaServer implements MediaServer {

  private static final Logger LOG = System.getLogger(KurentoMediaServer.class.getName());

  @Inject
  @ConfigProperty(name = "televisit.kurento.uri")
  String uri;

  @Inject
  @ConfigProperty(name = "televisit.media.video.max-kbps")
  int maxVideoKbps;

  @Inject
  @ConfigProperty(name = "televisit.media.video.min-kbps")
  int minVideoKbps;

  @Inject Event<MediaServerRestarted> restarted;

  private @Nullable KurentoClient client;

  @Override
  public Pipeline open(String name) {
    MediaPipeline pipeline = KurentoCalls.ask("no pipeline", () -> client().createMediaPipeline());
    KurentoCalls.tell("no name for the pipeline", () -> pipeline.setName(name));
    return new KurentoPipeline(pipeline, new VideoBandwidth(minVideoKbps, maxVideoKbps));
  }

  @Override
  public void release(String pipelineId) {
    KurentoClient kurento = KurentoCalls.ask("no connection", this::client);
    List<MediaObject> endpoints = new ArrayList<>();
    try {
      MediaPipeline pipeline = kurento.getById(pipelineId, MediaPipeline.class);
      for (MediaObject child : pipeline.getChildren()) {
        if (child.getId().endsWith(".RecorderEndpoint")) {
          KurentoCalls.finish(kurento.getById(child.getId(), RecorderEndpoint.class));
        } else {
          endpoints.add(child);
        }
      }
      endpoints.forEach(KurentoCalls::release);
      KurentoCalls.release(pipeline);
    } catch (KurentoServerException gone) {
      LOG.log(DEBUG, () -> "no such pipeline any more: " + gone.getCode());
    } catch (RuntimeException e) {
      throw new MediaUnavailableException("old pipeline not released", e);
    }
  }

  /** A client that loses its server may close instead of connecting again: another takes over. */
  private synchronized KurentoClient client() {
    KurentoClient known = client;
    if (known != null && known.isClosed()) {
      LOG.log(WARNING, "the connection to the media server is closed for good: a new one");
      client = null;
      known = null;
    }
    if (known == null) {
      known = KurentoClient.create(uri, new Watch());
      client = known;
    }
    return known;
  }

  @PreDestroy
  synchronized void disconnect() {
    KurentoClient known = client;
    client = null;
    if (known != null) {
      known.destroy();
    }
  }

  /** Tells a connection that was resumed from a server that has forgotten everything. */
  private final class Watch implements KurentoConnectionListener {

    @Override
    public void connected() {
      LOG.log(INFO, "connected to the media server");
    }

    @Override
    public void connectionFailed() {
      LOG.log(WARNING, "the media server does not answer");
    }

    @Override
    public void disconnected() {
      LOG.log(WARNING, "lost the media server");
    }

    @Override
    public void reconnected(boolean sameServer) {
      LOG.log(INFO, "the media server is back, with {0} state", sameServer ? "its" : "no");
      if (!sameServer) {
        restarted.fire(new MediaServerRestarted());
      }
    }
  }
}
