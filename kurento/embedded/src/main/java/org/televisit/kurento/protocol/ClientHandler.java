package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a client's frames and hands the requests in them to the control loop. */
final class ClientHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Logger LOG = System.getLogger(ClientHandler.class.getName());

  private final Connection connection;
  private final ControlLoop loop;
  private final Sessions sessions;
  private final Dispatcher dispatcher;

  ClientHandler(Connection connection, ControlLoop loop, Sessions sessions, Dispatcher dispatcher) {
    this.connection = connection;
    this.loop = loop;
    this.sessions = sessions;
    this.dispatcher = dispatcher;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      message(frame.content().toString(StandardCharsets.UTF_8));
    } else if (frame instanceof PingWebSocketFrame) {
      var unused = context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
    } else if (frame instanceof CloseWebSocketFrame) {
      context
          .writeAndFlush(new CloseWebSocketFrame(true, 0, frame.content().retain()))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void message(String text) {
    Optional<JsonNode> json = JsonCodec.parse(text);
    if (json.isEmpty()) {
      connection.drop();
      return;
    }
    int characters = text.length();
    connection.requestWaits(characters);
    loop.execute(
        () -> {
          connection.requestTaken(characters);
          dispatcher.receive(connection, json.get());
        });
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.execute(() -> sessions.unbind(connection));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(Level.DEBUG, "a client broke the WebSocket protocol", cause);
    connection.drop();
  }

  /** Tells a client that the server goes away. */
  static void sayGoodbye(Channel socket) {
    socket
        .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
