package org.televisit.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.DeviceZone;
import org.televisit.platform.Language;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.OidcPrincipal;

/** Reads how a person is reached from their request: the provider's claims, and their browser. */
final class ContactFactory {

  private ContactFactory() {}

  /** The signed-in person's; without an address where the provider asserts none. */
  static Contact from(HttpServletRequest request) {
    @Nullable IDToken token =
        request.getUserPrincipal() instanceof OidcPrincipal<?> oidc
            ? oidc.getOidcSecurityContext().getIDToken()
            : null;
    return new Contact(
        token == null ? null : token.getEmail(),
        token != null && Boolean.TRUE.equals(token.getEmailVerified()),
        Language.of(request),
        DeviceZone.of(request).orElse(null));
  }
}
