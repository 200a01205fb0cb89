package org.televisit.media.kurento;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.WebRtcEndpoint;
import org.televisit.media.EndpointListener;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaServer.Recorder;
import org.televisit.media.RecordingProfile;

/**
 * Knows its endpoints and recorders, so that it can release them in order. One thread at a time;
 * only recorders may be stopped by any.
 */
final class KurentoPipeline implements Pipeline {

  private final MediaPipeline pipeline;
  private final VideoBandwidth bandwidth;
  private final Set<KurentoEndpoint> endpoints = new LinkedHashSet<>();
  private final Set<KurentoRecorder> recorders = ConcurrentHashMap.newKeySet();

  KurentoPipeline(MediaPipeline pipeline, VideoBandwidth bandwidth) {
    this.pipeline = pipeline;
    this.bandwidth = bandwidth;
  }

  @Override
  public String id() {
    return pipeline.getId();
  }

  @Override
  public Endpoint endpoint(EndpointListener listener) {
    WebRtcEndpoint webRtc =
        KurentoCalls.ask("no endpoint", () -> new WebRtcEndpoint.Builder(pipeline).build());
    KurentoEndpoint endpoint = new KurentoEndpoint(webRtc, endpoints::remove);
    endpoints.add(endpoint);
    KurentoCalls.tell(
        "endpoint not set up",
        () -> {
          bandwidth.applyTo(webRtc);
          endpoint.tell(listener);
        });
    return endpoint;
  }

  @Override
  public Recorder recorder(Endpoint source, URI target, RecordingProfile profile) {
    WebRtcEndpoint webRtc = KurentoEndpoint.of(source);
    RecorderEndpoint endpoint =
        KurentoCalls.ask(
            "no recorder",
            () ->
                new RecorderEndpoint.Builder(pipeline, target.toString())
                    .withMediaProfile(specified(profile))
                    .build());
    KurentoRecorder recorder = new KurentoRecorder(endpoint, webRtc, profile, recorders::remove);
    recorders.add(recorder);
    return recorder;
  }

  private static MediaProfileSpecType specified(RecordingProfile profile) {
    return switch (profile) {
      case AUDIO_AND_VIDEO -> MediaProfileSpecType.WEBM;
      case AUDIO_ONLY -> MediaProfileSpecType.WEBM_AUDIO_ONLY;
      case VIDEO_ONLY -> MediaProfileSpecType.WEBM_VIDEO_ONLY;
    };
  }

  @Override
  public void close() {
    List.copyOf(recorders).forEach(KurentoRecorder::stop);
    List.copyOf(endpoints).forEach(KurentoEndpoint::close);
    KurentoCalls.release(pipeline);
  }
}
