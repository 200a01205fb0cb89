package org.televisit.kurento.protocol;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Turns an HTTP request into a WebSocket; answers {@code /health} and {@code /metrics}; refuses
 * everything else.
 */
final class HandshakeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final String PATH = "/kurento";
  private static final String JSON = "application/json";

  /** Descriptions have some 10 KB, and a transaction a few of them. */
  static final int MAX_MESSAGE = 2 << 20;

  private static final int PATIENCE_SECONDS = 10;

  /** Who asks waits about 5 s; a loop that needs longer than this is of no use in a call. */
  private static final int HEALTH_MILLIS = 2_000;

  private final HandshakePolicy policy;
  private final ControlLoop loop;
  private final ChannelGroup sockets;
  private final Supplier<ClientHandler> client;
  private final Supplier<CompletableFuture<Void>> media;
  private final Supplier<String> metrics;

  /**
   * @param media done when what handles the media has come round
   */
  HandshakeHandler(
      HandshakePolicy policy,
      ControlLoop loop,
      ChannelGroup sockets,
      Supplier<ClientHandler> client,
      Supplier<CompletableFuture<Void>> media,
      Supplier<String> metrics) {
    this.policy = policy;
    this.loop = loop;
    this.sockets = sockets;
    this.client = client;
    this.media = media;
    this.metrics = metrics;
  }

  /** Who connects and then says nothing is not waited for. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Runnable giveUp =
        () -> {
          if (!context.isRemoved()) {
            var unused = context.close();
          }
        };
    var unused = context.executor().schedule(giveUp, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      refuse(context, HttpResponseStatus.BAD_REQUEST);
    } else if (!request.headers().contains(HttpHeaderNames.UPGRADE, "websocket", true)) {
      plain(context, request.uri());
    } else if (!policy.admits(header(request, "Origin"), header(request, "Host"))) {
      refuse(context, HttpResponseStatus.FORBIDDEN);
    } else if (sockets.size() >= policy.maxConnections()) {
      refuse(context, HttpResponseStatus.SERVICE_UNAVAILABLE);
    } else {
      upgrade(context, request);
    }
  }

  /** Healthy is whose control loop and media loop both come round. */
  private void health(ChannelHandlerContext context) {
    CompletableFuture<Void> control = new CompletableFuture<>();
    loop.execute(() -> control.complete(null));
    var unused =
        control
            .thenCombine(media.get(), (one, other) -> true)
            .completeOnTimeout(false, HEALTH_MILLIS, TimeUnit.MILLISECONDS)
            .exceptionally(failure -> false)
            .thenAccept(healthy -> health(context, healthy));
  }

  private static void health(ChannelHandlerContext context, boolean healthy) {
    HttpResponseStatus status =
        healthy ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
    answer(context, status, JSON, "{\"status\":\"" + (healthy ? "UP" : "DOWN") + "\"}");
  }

  private void plain(ChannelHandlerContext context, String path) {
    switch (path) {
      case "/health" -> health(context);
      case "/metrics" ->
          loop.execute(
              () -> answer(context, HttpResponseStatus.OK, Metrics.CONTENT_TYPE, metrics.get()));
      default -> refuse(context, HttpResponseStatus.UPGRADE_REQUIRED);
    }
  }

  private static String header(FullHttpRequest request, String name) {
    String value = request.headers().get(name);
    return value == null ? "" : value;
  }

  private static void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
    answer(context, status, "", "");
  }

  private static void answer(
      ChannelHandlerContext context, HttpResponseStatus status, String type, String body) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    if (!body.isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    }
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    WebSocketDecoderConfig limits =
        WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(MAX_MESSAGE).build();
    WebSocketServerHandshaker handshaker = new WebSocketServerHandshaker13(PATH, null, limits);
    boolean known = request.uri().equals(PATH);
    try {
      var done = handshaker.handshake(context.channel(), request);
      if (known) {
        sockets.add(context.channel());
        context.pipeline().addLast(new WebSocketFrameAggregator(MAX_MESSAGE), client.get());
        context.pipeline().remove(this);
      } else {
        done.addListener(
            ignored ->
                context
                    .writeAndFlush(new CloseWebSocketFrame(1002, "Invalid path"))
                    .addListener(ChannelFutureListener.CLOSE));
      }
    } catch (WebSocketHandshakeException incomplete) {
      refuse(context, HttpResponseStatus.BAD_REQUEST);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var unused = context.close();
  }
}
