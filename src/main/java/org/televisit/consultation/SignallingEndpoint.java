package org.televisit.consultation;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.identity.Actor;
import org.televisit.identity.LastDeed;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;

/** Carries signalling between a browser and its {@link Room}; decides nothing but who may enter. */
@ServerEndpoint(value = "/signalling/{visit}", configurator = SignallingConfigurator.class)
public class SignallingEndpoint {

  private static final Logger LOG = System.getLogger(SignallingEndpoint.class.getName());
  private static final String CALL = "call";

  /** Above the pulse, so that a living browser never reaches it. Milliseconds. */
  private static final long IDLE = 60_000;

  @Inject Entrance entrance;
  @Inject Rooms rooms;
  @Inject Clock clock;

  private record Call(
      Visitor visitor,
      SocketLine line,
      Allowance allowance,
      ClientMessageReader reader,
      Optional<LastDeed> deed) {

    /** Who is in a room is there, however seldom they ask for a page. */
    void heard(Instant now) {
      visitor.heard();
      deed.ifPresent(last -> last.note(now));
    }
  }

  @OnOpen
  public void open(Session session, @PathParam("visit") String path) {
    session.setMaxIdleTimeout(IDLE);
    SocketLine line = new SocketLine(session);
    try {
      Actor person =
          SignallingConfigurator.actor(session.getUserProperties(), session.getUserPrincipal())
              .orElseThrow(() -> new Entrance.RefusedException(Bye.Reason.NOT_YOURS));
      AppointmentId visit = AppointmentId.parse(path);
      Role role = entrance.admit(person, visit);
      Visitor visitor = rooms.enter(visit, person, role, line);
      session
          .getUserProperties()
          .put(
              CALL,
              new Call(
                  visitor,
                  line,
                  new Allowance(clock),
                  new ClientMessageReader(),
                  SignallingConfigurator.lastDeed(
                      session.getUserProperties(), session.getUserPrincipal())));
    } catch (Entrance.RefusedException e) {
      line.hangUp(new Bye(e.reason()));
    } catch (IllegalArgumentException e) {
      line.hangUp(new Bye(Bye.Reason.NOT_YOURS));
    }
  }

  @OnMessage
  public void say(Session session, String piece, boolean last) {
    if (!(session.getUserProperties().get(CALL) instanceof Call call)) {
      return; // said between our refusal in open() and the close frame reaching the browser
    }
    call.heard(clock.instant());
    if (!call.reader.takes(piece)) {
      call.line.cutOff("a message that is too long");
    } else if (last && !call.allowance.takes()) {
      call.line.cutOff("too many messages");
    } else if (last) {
      dispatch(call);
    }
  }

  private static void dispatch(Call call) {
    try {
      call.reader.message().dispatch(call.visitor);
    } catch (IllegalArgumentException e) {
      if (call.allowance.forgives()) {
        call.line.send(new Problem(Problem.Code.BAD_MESSAGE));
      } else {
        call.line.cutOff("nonsense");
      }
    }
  }

  @OnMessage
  public void pong(Session session, PongMessage sign) {
    if (session.getUserProperties().get(CALL) instanceof Call call) {
      call.heard(clock.instant());
    }
  }

  @OnClose
  public void closed(Session session) {
    if (session.getUserProperties().remove(CALL) instanceof Call call) {
      call.visitor.gone();
    }
  }

  @OnError
  public void failed(Session session, Throwable error) {
    if (error instanceof IOException) {
      LOG.log(DEBUG, "socket " + session.getId() + " broke", error);
    } else {
      LOG.log(ERROR, "socket " + session.getId(), error);
    }
  }
}
