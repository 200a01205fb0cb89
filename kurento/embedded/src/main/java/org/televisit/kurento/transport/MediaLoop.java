package org.televisit.kurento.transport;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The thread that does all packet work: it receives datagrams, runs timers and the tasks of other
 * threads. State touched only by it needs no locks. A task that throws an exception costs nothing
 * but itself; an {@link Error} leaves nothing that could be relied on, and ends the loop.
 */
public final class MediaLoop implements Executor, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(MediaLoop.class.getName());
  private static final int LARGEST_DATAGRAM = 2048;
  private static final int SOCKET_BUFFER = 4 << 20;
  private static final int DATAGRAMS_PER_TURN = 256;

  /**
   * Timers of all sessions are due at the same time; packets that come meanwhile do not wait for
   * all of them.
   */
  private static final long TIMERS_PER_TURN_MICROS = 1_000;

  /** Takes what arrives at the port. */
  public interface Receiver {
    /**
     * One datagram.
     *
     * @param buffer valid only during the call; may be changed in place
     * @param length how much of the buffer is the datagram, from 0
     */
    void datagram(byte[] buffer, int length, InetSocketAddress from);
  }

  private final DatagramChannel channel;
  private final Selector selector;
  private final Receiver receiver;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<LoopTimer> timers = new PriorityQueue<>();
  private final ByteBuffer incoming = ByteBuffer.wrap(new byte[LARGEST_DATAGRAM]);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final CompletableFuture<Error> broken = new CompletableFuture<>();
  private volatile boolean closed;

  private MediaLoop(DatagramChannel channel, Selector selector, Receiver receiver) {
    this.channel = channel;
    this.selector = selector;
    this.receiver = receiver;
    this.thread = new Thread(this::run, "media-loop");
    thread.setDaemon(true);
  }

  /** Binds the port and starts the thread. */
  public static MediaLoop open(InetSocketAddress bind, Receiver receiver) throws IOException {
    InetAddress address = bind.getAddress();
    DatagramChannel channel =
        address.getAddress().length == 4 && !address.isAnyLocalAddress()
            ? DatagramChannel.open(StandardProtocolFamily.INET)
            : DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
      channel.configureBlocking(false);
      channel.bind(bind);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      MediaLoop loop = new MediaLoop(channel, selector, receiver);
      loop.thread.start();
      return loop;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException("the port is closed", e);
    }
  }

  /** Microseconds of a clock that never jumps; only differences mean something. */
  public static long now() {
    return System.nanoTime() / 1000;
  }

  /** Runs a task on the loop; after {@link #close} it is dropped. Any thread may call. */
  @Override
  public void execute(Runnable task) {
    if (closed) {
      return;
    }
    tasks.add(task);
    if (!isLoopThread()) {
      selector.wakeup();
    }
  }

  public boolean isLoopThread() {
    return Thread.currentThread() == thread;
  }

  /** Runs a task once, {@code millis} from now, unless it is cancelled. Loop thread only. */
  public LoopTimer after(long millis, Runnable task) {
    return add(new LoopTimer(now() + millis * 1000, 0, task));
  }

  /**
   * Runs a task every {@code millis} until it is cancelled. Tasks of one period run together, so
   * that many of them do not wake the loop many times. Loop thread only.
   */
  public LoopTimer every(long millis, Runnable task) {
    long period = millis * 1000;
    return add(new LoopTimer((now() / period + 1) * period, period, task));
  }

  private LoopTimer add(LoopTimer timer) {
    timers.add(timer);
    return timer;
  }

  /**
   * Sends a datagram; one that the system does not take is lost, as UDP may. Any thread may call.
   */
  public void send(byte[] data, int offset, int length, SocketAddress to) {
    try {
      sent.add(channel.send(sendable(data, offset, length), to));
    } catch (IOException | RuntimeException e) {
      LOG.log(DEBUG, "datagram not sent", e);
    }
  }

  /** In memory that the system can read; the loop, which sends nearly all, has its own. */
  private ByteBuffer sendable(byte[] data, int offset, int length) {
    return isLoopThread() && length <= LARGEST_DATAGRAM
        ? outgoing.clear().put(data, offset, length).flip()
        : ByteBuffer.wrap(data, offset, length);
  }

  /** Octets of all datagrams that came, since the start. Any thread may call. */
  public long receivedOctets() {
    return received.sum();
  }

  /** Octets of all datagrams that went out, since the start. Any thread may call. */
  public long sentOctets() {
    return sent.sum();
  }

  /** Done when the loop has ended by an error; never otherwise. Any thread may call. */
  public CompletableFuture<Error> broken() {
    return broken.copy();
  }

  /**
   * Done when the loop has come round to it, not before all that was asked for earlier; never once
   * the loop has ended. Any thread may call.
   */
  public CompletableFuture<Void> roundTrip() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    execute(() -> done.complete(null));
    return done;
  }

  private void run() {
    try {
      turns();
    } catch (Error error) {
      closed = true;
      try {
        LOG.log(ERROR, "the media loop has ended", error);
      } finally {
        broken.complete(error);
      }
    }
  }

  private void turns() {
    while (!closed) {
      try {
        turn();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.log(ERROR, "media loop", e);
      }
    }
  }

  private void turn() throws IOException {
    long wait = tasks.isEmpty() ? untilNextTimer() : 0;
    if (wait > 0) {
      selector.select(wait);
    } else {
      selector.selectNow();
    }
    selector.selectedKeys().clear();
    receive();
    runTasks();
    long now = now();
    for (@Nullable LoopTimer timer = timers.peek();
        timer != null && timer.due() <= now;
        timer = timers.peek()) {
      timers.remove();
      fire(timer, now);
      if (now() - now >= TIMERS_PER_TURN_MICROS) {
        return;
      }
    }
  }

  private long untilNextTimer() {
    @Nullable LoopTimer next = timers.peek();
    return next == null ? 1000 : Math.min(1000, Math.max(0, (next.due() - now() + 999) / 1000));
  }

  private void receive() throws IOException {
    for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
      incoming.clear();
      @Nullable SocketAddress from = channel.receive(incoming);
      if (from == null) {
        return;
      }
      received.add(incoming.position());
      runTasks(); // what was asked for before the datagram was sent is done before it is taken
      try {
        receiver.datagram(incoming.array(), incoming.position(), (InetSocketAddress) from);
      } catch (RuntimeException e) {
        LOG.log(ERROR, "a datagram was not handled", e);
      }
    }
  }

  private void runTasks() {
    for (@Nullable Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
    }
  }

  private void fire(LoopTimer timer, long now) {
    if (timer.isCancelled()) {
      return;
    }
    guarded(timer.task());
    if (timer.repeat(now)) {
      timers.add(timer);
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(ERROR, "a media task failed", e);
    }
  }

  /** Ends the thread and frees the port; waits for the turn in progress. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      if (!isLoopThread()) {
        thread.join(2000);
      }
      selector.close();
      channel.close();
    } catch (IOException e) {
      LOG.log(DEBUG, "closing the port", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
