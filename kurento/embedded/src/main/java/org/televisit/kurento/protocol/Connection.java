package org.televisit.kurento.protocol;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client's WebSocket. */
final class Connection {

  /** A client that lets this much pile up does not read any more. */
  private static final long MAX_UNSENT_BYTES = 16L << 20;

  /** What requests of a client that wait may weigh before no more are read from it. */
  private static final int MAX_WAITING = 64;

  /** So many characters weigh as much as one more request. */
  private static final int CHARACTERS = 32 << 10;

  /** How many requests of a client may be under way: taken, and not answered. */
  private static final int MAX_PENDING = 256;

  private final Channel channel;
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable String session;
  private int pending;

  Connection(Channel channel) {
    this.channel = channel;
  }

  /** The session that requests without a session id belong to. */
  Optional<String> session() {
    return Optional.ofNullable(session);
  }

  void joinSession(String id) {
    session = id;
  }

  void leaveSession() {
    session = null;
  }

  /** A request of so many characters was read and waits for its turn. */
  void requestWaits(int characters) {
    if (waiting.addAndGet(weight(characters)) >= MAX_WAITING) {
      channel.config().setAutoRead(false);
    }
  }

  private static int weight(int characters) {
    return 1 + characters / CHARACTERS;
  }

  void requestTaken(int characters) {
    if (waiting.addAndGet(-weight(characters)) < MAX_WAITING) {
      channel.config().setAutoRead(true);
    }
  }

  /**
   * A request begins; {@link #answered} ends it.
   *
   * @throws RpcException 40009 if too many have begun
   */
  void begins() {
    if (pending >= MAX_PENDING) {
      throw RpcException.of(
          ErrorCode.NOT_ENOUGH_RESOURCES,
          "This connection has its limit of requests that are not answered: " + MAX_PENDING);
    }
    pending++;
  }

  void answered() {
    pending--;
  }

  /** Sends a text frame; gives the client up if it reads too slowly. */
  void send(String frame) {
    if (channel.bytesBeforeWritable() > MAX_UNSENT_BYTES) {
      drop();
    } else {
      var unused = channel.writeAndFlush(text(frame), channel.voidPromise());
    }
  }

  private static TextWebSocketFrame text(String frame) {
    byte[] utf8 = frame.getBytes(StandardCharsets.UTF_8);
    return new TextWebSocketFrame(ByteBufAllocator.DEFAULT.buffer(utf8.length).writeBytes(utf8));
  }

  /** Ends the TCP connection without a close frame, as Kurento does on what it cannot read. */
  void drop() {
    var unused = channel.close();
  }
}
