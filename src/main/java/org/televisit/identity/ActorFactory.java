package org.televisit.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.JsonWebToken;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/** Reads the actor from what the OIDC login left at the request. */
public final class ActorFactory {

  private ActorFactory() {}

  /** The signed-in person, or {@link Actor#anonymous()}. */
  public static Actor from(HttpServletRequest request) {
    return of(request.getUserPrincipal(), request::isUserInRole);
  }

  /** The person who opens a WebSocket; valid during the handshake only, so keep the result. */
  public static Actor from(HandshakeRequest handshake) {
    return of(handshake.getUserPrincipal(), handshake::isUserInRole);
  }

  private static Actor of(@Nullable Principal principal, Predicate<String> hasRole) {
    if (!(principal instanceof OidcPrincipal<?> oidc)) {
      return Actor.anonymous();
    }
    JsonWebToken token = token(oidc.getOidcSecurityContext());
    return new Actor(
        token.getSubject(),
        name(token),
        Arrays.stream(Role.ofTheRealm())
            .filter(role -> hasRole.test(role.realmName()))
            .collect(toUnmodifiableSet()));
  }

  /** Who signs in to a page has an ID token; a program brings an access token and nothing else. */
  private static JsonWebToken token(OidcSecurityContext context) {
    @Nullable IDToken identity = context.getIDToken();
    return identity != null ? identity : context.getToken();
  }

  private static String name(JsonWebToken token) {
    @Nullable String full = token.getName();
    @Nullable String login = token.getPreferredUsername();
    return full != null && !full.isBlank() ? full : login != null ? login : token.getSubject();
  }
}
