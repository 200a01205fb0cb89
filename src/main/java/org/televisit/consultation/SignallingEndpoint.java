package org.televisit.consultation;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.websocket.DecodeException;
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
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;

/** Carries signalling between a browser and its {@link Room}; decides nothing but who may enter. */
@ServerEndpoint(
    value = "/signalling/{visit}",
    decoders = ClientMessageDecoder.class,
    configurator = SignallingConfigurator.class)
public class SignallingEndpoint {

  private static final Logger LOG = System.getLogger(SignallingEndpoint.class.getName());
  private static final String CALL = "call";
  private static final int MAX_MESSAGE = 64 * 1024;

  /** Above the pulse, so that a living browser never reaches it. Milliseconds. */
  private static final long IDLE = 60_000;

  @Inject Entrance entrance;
  @Inject Rooms rooms;
  @Inject Clock clock;

  private record Call(Visitor visitor, SocketLine line, Allowance allowance) {}

  @OnOpen
  public void open(Session session, @PathParam("visit") String path) {
    session.setMaxTextMessageBufferSize(MAX_MESSAGE);
    session.setMaxIdleTimeout(IDLE);
    SocketLine line = new SocketLine(session);
    try {
      Actor person =
          SignallingConfigurator.actor(session.getUserProperties(), session.getUserPrincipal())
              .orElseThrow(() -> new Entrance.RefusedException(Bye.Reason.NOT_YOURS));
      AppointmentId visit = AppointmentId.parse(path);
      Role role = entrance.admit(person, visit);
      Visitor visitor = rooms.enter(visit, person, role, line);
      session.getUserProperties().put(CALL, new Call(visitor, line, new Allowance(clock)));
    } catch (Entrance.RefusedException e) {
      line.hangUp(new Bye(e.reason()));
    } catch (IllegalArgumentException e) {
      line.hangUp(new Bye(Bye.Reason.NOT_YOURS));
    }
  }

  @OnMessage(maxMessageSize = MAX_MESSAGE)
  public void say(Session session, ClientMessage message) {
    if (session.getUserProperties().get(CALL) instanceof Call call) {
      call.visitor.heard();
      if (call.allowance.takes()) {
        message.dispatch(call.visitor);
      } else {
        call.line.cutOff("too many messages");
      }
    } // else: said between our refusal in open() and the close frame reaching the browser
  }

  @OnMessage
  public void pong(Session session, PongMessage sign) {
    if (session.getUserProperties().get(CALL) instanceof Call call) {
      call.visitor.heard();
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
    if (error instanceof DecodeException) {
      LOG.log(WARNING, "socket {0} sent nonsense", session.getId());
      rebuke(session);
    } else if (error instanceof IOException) {
      LOG.log(DEBUG, "socket " + session.getId() + " broke", error);
    } else {
      LOG.log(ERROR, "socket " + session.getId(), error);
    }
  }

  private static void rebuke(Session session) {
    if (session.getUserProperties().get(CALL) instanceof Call call) {
      if (call.allowance.forgives()) {
        call.line.send(new Problem(Problem.Code.BAD_MESSAGE));
      } else {
        call.line.cutOff("nonsense");
      }
    }
  }
}
