package org.televisit.consultation;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.ServerMessage.Bye;

/** A WebSocket: one message on its way at a time, the others wait in order. */
final class SocketLine implements Line {

  private static final Logger LOG = System.getLogger(SocketLine.class.getName());

  /** A browser that is so far behind does not listen any more. */
  private static final int MOST_WAITING = 1000;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Session session;
  private final Deque<String> waiting = new ArrayDeque<>();
  private boolean sending;
  private @Nullable CloseReason closing;

  SocketLine(Session session) {
    this.session = session;
  }

  @Override
  public void send(ServerMessage message) {
    String text = message.toJson().toString();
    synchronized (waiting) {
      if (closing != null) {
        return;
      }
      if (waiting.size() >= MOST_WAITING) {
        waiting.clear();
        closing = new CloseReason(CloseCodes.VIOLATED_POLICY, "too slow");
      } else {
        waiting.addLast(text);
      }
    }
    proceed();
  }

  @Override
  public void hangUp(Bye why) {
    send(why);
    synchronized (waiting) {
      if (closing == null) {
        closing = new CloseReason(CloseCodes.NORMAL_CLOSURE, "");
      }
    }
    proceed();
  }

  @Override
  public void drop() {
    synchronized (waiting) {
      waiting.clear();
      closing = new CloseReason(CloseCodes.TRY_AGAIN_LATER, "");
    }
    close();
  }

  private void proceed() {
    String text;
    synchronized (waiting) {
      if (sending) {
        return;
      }
      text = waiting.pollFirst();
      sending = text != null;
      if (text == null && closing == null) {
        return;
      }
    }
    if (text == null) {
      close();
    } else {
      transmit(text);
    }
  }

  private void transmit(String text) {
    try {
      session
          .getAsyncRemote()
          .sendText(
              text,
              result -> {
                synchronized (waiting) {
                  sending = false;
                  if (!result.isOK()) {
                    waiting.clear();
                  }
                }
                proceed();
              });
    } catch (RuntimeException e) { // closed meanwhile; its close handler tells the room
      LOG.log(DEBUG, "could not send", e);
      synchronized (waiting) {
        sending = false;
        waiting.clear();
      }
    }
  }

  private void close() {
    try {
      session.close(closing);
    } catch (IOException | RuntimeException e) {
      LOG.log(DEBUG, "could not close", e);
    }
  }

  @Override
  public void ping() {
    try {
      session.getAsyncRemote().sendPing(NOTHING.duplicate());
    } catch (IOException | RuntimeException e) {
      LOG.log(DEBUG, "could not ping", e);
    }
  }

  /** The browser has broken the protocol's rules. */
  void cutOff(String why) {
    synchronized (waiting) {
      if (closing != null) {
        return; // what was still on its way changes nothing
      }
    }
    LOG.log(WARNING, "a signalling socket is cut off: {0}", why);
    hangUp(new Bye(Bye.Reason.MISBEHAVED));
  }
}
