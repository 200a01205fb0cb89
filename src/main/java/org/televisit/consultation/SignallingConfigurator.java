package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.ActorFactory;
import org.televisit.identity.LastDeed;

/**
 * Looks at who opens a socket and from which page: a browser sends its cookies along from anywhere,
 * so only the listed origins are let in (OWASP ASVS 4.4.2), and a request without one is not.
 */
public class SignallingConfigurator extends ServerEndpointConfig.Configurator {

  private static final Logger LOG = System.getLogger(SignallingConfigurator.class.getName());
  private static final String ACTOR = "actor:";
  private static final String DEED = "last-deed:";

  @Override
  public boolean checkOrigin(@Nullable String origin) {
    List<String> allowed = ConfigProvider.getConfig().getValues("televisit.origins", String.class);
    if (origin != null && allowed.contains(origin)) {
      return true;
    }
    LOG.log(WARNING, "a socket was asked for from a foreign origin, or none");
    CDI.current()
        .select(AuditTrail.class)
        .get()
        .refused(Actor.anonymous(), ConsultationAction.JOIN, "page/signalling", "origin");
    return false;
  }

  /**
   * Keeps the person for {@link #actor}. The map may be shared by all sockets of the endpoint, so
   * it is keyed by the principal, which each session knows for itself.
   */
  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Principal principal = request.getUserPrincipal();
    if (principal != null) {
      config.getUserProperties().put(ACTOR + principal.getName(), ActorFactory.from(request));
      if (request.getHttpSession() instanceof HttpSession session) {
        config.getUserProperties().put(DEED + principal.getName(), LastDeed.of(session));
      }
    }
  }

  /** What keeps that person signed in as long as they are in a room. */
  static Optional<LastDeed> lastDeed(
      Map<String, Object> properties, @Nullable Principal principal) {
    return principal == null
        ? Optional.empty()
        : Optional.ofNullable((LastDeed) properties.get(DEED + principal.getName()));
  }

  /** The person behind a principal, as the handshake saw them. */
  static Optional<Actor> actor(Map<String, Object> properties, @Nullable Principal principal) {
    return principal == null
        ? Optional.empty()
        : Optional.ofNullable((Actor) properties.get(ACTOR + principal.getName()));
  }
}
