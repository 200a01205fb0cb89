package org.televisit.kurento.media;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.IncomingTrack;
import org.televisit.kurento.rtp.Packetizer;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtpPacket;
import org.televisit.kurento.transport.LoopTimer;
import org.televisit.kurento.transport.MediaLoop;
import org.televisit.kurento.webm.WebmFrame;

/**
 * Plays a WebM file into what is connected to it, at the speed of the clock on the wall. All
 * methods may be called from any thread and again.
 */
public final class Player implements MediaSource, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Player.class.getName());
  private static final int TICK_MILLIS = 10;

  /** What is due at once, as after going to a place in the file, leaves over several ticks. */
  private static final int FRAMES_PER_TICK = 64;

  private static final long REPORT_MICROS = 1_000_000;
  private static final long LATE_MICROS = 500_000;
  private static final int AUDIO_TYPE = 111;
  private static final int VIDEO_TYPE = 96;
  private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

  private final MediaLoop loop;
  private final Executor eventThread;
  private final PlayerSource.Opener opener;
  private final PlayerListener listener;
  private final Consumer<Player> onClose;
  private final Map<MediaKind, IncomingTrack> tracks = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, Packetizer> packetizers = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, Codec> codecs = new EnumMap<>(MediaKind.class);
  private volatile PlayerState state = PlayerState.STOP;
  private volatile long durationMillis;
  private volatile long positionMillis;
  private @Nullable PlayerSource source;
  private @Nullable LoopTimer timer;
  private boolean opened;
  private boolean closed;
  private long base;
  private long reportDue;

  Player(
      MediaLoop loop,
      Executor eventThread,
      PlayerSource.Opener opener,
      PlayerListener listener,
      Consumer<Player> onClose) {
    this.loop = loop;
    this.eventThread = eventThread;
    this.opener = opener;
    this.listener = listener;
    this.onClose = onClose;
    for (MediaKind kind : MediaKind.values()) {
      tracks.put(kind, new IncomingTrack(new NoWayBack()));
    }
  }

  /** Begins, or goes on after a pause. */
  public void play() {
    loop.execute(
        () -> {
          if (state == PlayerState.START || closed) {
            return;
          }
          state = PlayerState.START;
          if (source == null) {
            open(positionMillis);
          } else {
            resume();
          }
        });
  }

  /** Stays where it is until {@link #play}. */
  public void pause() {
    loop.execute(
        () -> {
          if (state == PlayerState.START) {
            state = PlayerState.PAUSE;
            stopClock();
            tell(to -> to.state(PlayerState.PAUSE));
          }
        });
  }

  /** Ends; the next {@link #play} begins at the beginning. */
  public void stop() {
    loop.execute(
        () -> {
          if (state != PlayerState.STOP) {
            end();
            tell(to -> to.state(PlayerState.STOP));
          }
        });
  }

  /** Goes to a place in the file, in milliseconds from its beginning. */
  public void seek(long millis) {
    loop.execute(
        () -> {
          positionMillis = millis;
          if (source != null) {
            closeSource();
            open(millis);
          }
        });
  }

  public PlayerState state() {
    return state;
  }

  /** How long the file is, in milliseconds; 0 where it is not known, or not yet. */
  public long durationMillis() {
    return durationMillis;
  }

  /** Where it is, in milliseconds from the beginning of the file. */
  public long positionMillis() {
    return positionMillis;
  }

  private void open(long fromMillis) {
    opened = false;
    PlayerSource fresh = new PlayerSource(opener, new SourceEvents(), fromMillis);
    source = fresh;
    fresh.start();
  }

  private void begin(PlayerSource.Media media) {
    opened = true;
    durationMillis = media.durationMillis().orElse(0);
    media.audio().ifPresent(codec -> use(MediaKind.AUDIO, codec, AUDIO_TYPE));
    media.video().ifPresent(codec -> use(MediaKind.VIDEO, codec, VIDEO_TYPE));
    if (state == PlayerState.START) {
      resume();
    }
  }

  private void use(MediaKind kind, Codec codec, int payloadType) {
    if (codecs.put(kind, codec) != codec) {
      packetizers.put(kind, new Packetizer(codec, payloadType));
      track(kind).negotiated(codec, payloadType);
    }
  }

  private IncomingTrack track(MediaKind kind) {
    return Optional.ofNullable(tracks.get(kind)).orElseThrow();
  }

  private void resume() {
    if (opened) {
      base = MediaLoop.now() - positionMillis * 1000;
      stopClock();
      timer = loop.every(TICK_MILLIS, this::tick);
      tell(to -> to.state(PlayerState.START));
    }
  }

  private void tick() {
    long now = MediaLoop.now();
    @Nullable PlayerSource from = source;
    @Nullable WebmFrame next = from == null ? null : from.peek();
    for (int sent = 0; from != null && next != null && sent < FRAMES_PER_TICK; sent++) {
      if (PlayerSource.isEnd(next)) {
        finished();
        return;
      }
      if (base + next.millis() * 1000 > now) {
        break;
      }
      from.take();
      send(next, now);
      next = from.peek();
    }
    if (now >= reportDue) {
      reportDue = now + REPORT_MICROS;
      packetizers.forEach((kind, packetizer) -> report(kind, packetizer.ssrc(), now));
    }
  }

  private void send(WebmFrame frame, long now) {
    MediaKind kind = frame.video() ? MediaKind.VIDEO : MediaKind.AUDIO;
    @Nullable Packetizer packetizer = packetizers.get(kind);
    if (packetizer == null) {
      return;
    }
    boolean overtaken = frame.millis() < positionMillis; // on the way to a place that was asked for
    if (!overtaken && now - base - frame.millis() * 1000 > LATE_MICROS) {
      base = now - frame.millis() * 1000; // reading was slower than playing
    }
    positionMillis = Math.max(positionMillis, frame.millis());
    int timestamp = timestamp(kind, base + frame.millis() * 1000);
    for (RtpPacket packet : packetizer.packets(frame.data(), frame.keyFrame(), timestamp)) {
      track(kind).rtp(packet, now);
    }
  }

  private int timestamp(MediaKind kind, long micros) {
    int clockRate = Optional.ofNullable(codecs.get(kind)).orElseThrow().clockRate();
    return (int) (micros * (clockRate / 1000) / 1000);
  }

  /** Sound and pictures are of one clock: ours. */
  private void report(MediaKind kind, int ssrc, long now) {
    long micros = Clock.systemUTC().millis() * 1000;
    long ntp =
        (micros / 1_000_000 + NTP_EPOCH_SECONDS) << 32 | ((micros % 1_000_000) << 32) / 1_000_000;
    track(kind)
        .senderReport(new RtcpMessage.SenderReport(ssrc, ntp, timestamp(kind, now), 0, 0), now);
  }

  private void finished() {
    end();
    tell(PlayerListener::endOfStream);
    tell(to -> to.state(PlayerState.STOP));
  }

  private void end() {
    state = PlayerState.STOP;
    positionMillis = 0;
    closeSource();
  }

  private void closeSource() {
    stopClock();
    if (source != null) {
      source.close();
      source = null;
    }
  }

  private void stopClock() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void tell(Consumer<PlayerListener> news) {
    eventThread.execute(
        () -> {
          try {
            news.accept(listener);
          } catch (RuntimeException e) {
            LOG.log(ERROR, "a listener failed", e);
          }
        });
  }

  @Override
  public void connect(MediaSink sink, MediaKind kind) {
    loop.execute(
        () -> {
          if (sink instanceof MediaElement element && !closed) {
            element.input(kind).ifPresent(track(kind)::attach);
          }
        });
  }

  @Override
  public void disconnect(MediaSink sink, MediaKind kind) {
    loop.execute(
        () -> {
          if (sink instanceof MediaElement element) {
            element.input(kind).ifPresent(track(kind)::detach);
          }
        });
  }

  /** Ends and disconnects everything; no more events follow. */
  @Override
  public void close() {
    loop.execute(
        () -> {
          closed = true;
          end();
          tracks.values().forEach(IncomingTrack::detachAll);
        });
    onClose.accept(this);
  }

  /** Brings the reading thread's news to the loop; those of a source that was left are dropped. */
  private final class SourceEvents implements PlayerSource.Events {
    @Override
    public void opened(PlayerSource by, PlayerSource.Media media) {
      loop.execute(
          () -> {
            if (by == source) {
              begin(media);
            }
          });
    }

    @Override
    public void failed(PlayerSource by, String message) {
      loop.execute(
          () -> {
            if (by == source) {
              end();
              tell(to -> to.failed(message));
            }
          });
    }
  }

  /** A file cannot be asked for anything. */
  private static final class NoWayBack implements IncomingTrack.Uplink {
    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public void nack(RtcpMessage.Nack nack) {}

    @Override
    public void requestKeyFrame(int ssrc) {}
  }
}
