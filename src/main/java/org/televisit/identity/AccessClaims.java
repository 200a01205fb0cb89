package org.televisit.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.AccessToken;
import org.wildfly.security.http.oidc.OidcPrincipal;

/** The access token that a program brought, and what it says besides who its person is. */
public final class AccessClaims {

  private static final String BEARER = "Bearer "; // RFC 6750 2.1; RFC 9110: in any case

  private AccessClaims() {}

  /**
   * Whether this request brought the very token by which its person is known, and is not somebody's
   * session of the pages.
   */
  public static boolean isOfThisRequest(HttpServletRequest request) {
    @Nullable String authorization = request.getHeader("Authorization");
    return authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && request.getUserPrincipal() instanceof OidcPrincipal<?> oidc
        && authorization
            .substring(BEARER.length())
            .strip()
            .equals(oidc.getOidcSecurityContext().getTokenString());
  }

  /** For whom the token was made ({@code aud}); empty where there is no token. */
  public static List<String> audience(HttpServletRequest request) {
    if (!(request.getUserPrincipal() instanceof OidcPrincipal<?> oidc)) {
      return List.of();
    }
    @Nullable AccessToken token = oidc.getOidcSecurityContext().getToken();
    @Nullable List<String> audience = token == null ? null : token.getAudience();
    return audience == null ? List.of() : List.copyOf(audience);
  }
}
