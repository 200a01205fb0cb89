package org.televisit.kurento.protocol;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.televisit.kurento.media.MediaEngine;

/**
 * The control port: the Kurento protocol at {@code ws://.../kurento}, {@code GET /health} and
 * {@code GET /metrics}.
 */
public final class KurentoServer implements AutoCloseable {

  private static final int MAX_HTTP_BODY = 1024;
  private static final int KEEP_ALIVE_IDLE_SECONDS = 60;
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final ControlLoop loop = new ControlLoop();
  private final MultiThreadIoEventLoopGroup io =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("kurento-io", true), NioIoHandler.newFactory());
  private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listener;

  private KurentoServer(KurentoSettings settings, MediaEngine engine, Clock clock)
      throws IOException {
    ServerContext server = context(settings, engine, clock);
    Lifecycle lifecycle = new Lifecycle(server, new ServerManager(server));
    Dispatcher dispatcher =
        new Dispatcher(server.sessions(), new Methods(server, lifecycle), new RequestCache(clock));
    loop.every(settings.keepAlive(), lifecycle::collect);
    HandshakePolicy policy = new HandshakePolicy(settings.hosts(), settings.maxConnections());
    try {
      listener =
          new ServerBootstrap()
              .group(io)
              .channel(NioServerSocketChannel.class)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childOption(ChannelOption.SO_KEEPALIVE, true)
              .childOption(
                  NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_IDLE_SECONDS)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel socket) {
                      socket
                          .pipeline()
                          .addLast(
                              new HttpServerCodec(),
                              new HttpObjectAggregator(MAX_HTTP_BODY),
                              new HandshakeHandler(
                                  policy,
                                  loop,
                                  sockets,
                                  () -> client(socket, server, dispatcher),
                                  engine::roundTrip,
                                  () -> Metrics.of(server, sockets.size())));
                    }
                  })
              .bind(settings.listen())
              .syncUninterruptibly()
              .channel();
    } catch (RuntimeException | Error failed) {
      stop();
      throw failed;
    } catch (Exception unbound) { // Netty throws the cause itself, undeclared.
      stop();
      throw new IOException(unbound.getMessage(), unbound);
    }
  }

  private ServerContext context(KurentoSettings settings, MediaEngine engine, Clock clock) {
    Sessions sessions = new Sessions(settings.maxSessions());
    return new ServerContext(
        Definitions.load(),
        new ObjectRegistry(settings.maxObjects()),
        sessions,
        new Subscriptions(sessions),
        loop,
        engine,
        clock);
  }

  private ClientHandler client(Channel socket, ServerContext server, Dispatcher dispatcher) {
    return new ClientHandler(new Connection(socket), loop, server.sessions(), dispatcher);
  }

  /**
   * Listens.
   *
   * @throws IOException if the address cannot be bound
   */
  public static KurentoServer start(KurentoSettings settings, MediaEngine engine, Clock clock)
      throws IOException {
    return new KurentoServer(settings, engine, clock);
  }

  /** Loads what takes longest, so that it can be done beside something else. */
  public static void warmUp() {
    var unused = Definitions.load();
  }

  /** Waits until the port is closed. */
  public void awaitClose() {
    listener.closeFuture().awaitUninterruptibly();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Sends what is still to be sent, says goodbye to the clients and frees the port. */
  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    loop.drain(GOODBYE);
    sockets.forEach(ClientHandler::sayGoodbye);
    var unused = sockets.newCloseFuture().awaitUninterruptibly(GOODBYE.toMillis());
    stop();
  }

  private void stop() {
    loop.close();
    var unused =
        io.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(GOODBYE.toMillis());
  }
}
