package org.televisit.kurento.media;

import java.util.Optional;
import org.televisit.kurento.rtp.RtpSink;

/** The inside of an element that takes media; used on the media loop only. */
abstract sealed class MediaElement implements MediaSink permits WebRtcSession, Recorder {

  /** Where packets of a kind go in; empty if the element takes none, or is closed. */
  abstract Optional<RtpSink> input(MediaKind kind);
}
