package org.televisit.kurento.rtp;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One track of something that an {@link IncomingTrack} is forwarded to. */
public interface RtpSink {

  /** The track that packets come from now on; null if none. */
  void source(@Nullable IncomingTrack source);

  /** The source that was set last. */
  @Nullable IncomingTrack source();

  /** Takes a packet; valid only during the call. */
  void rtp(RtpPacket packet, IncomingTrack from, long now);

  /** The most that the source should send on account of this sink, in bit/s; empty for no limit. */
  OptionalLong bitrateLimit();
}
