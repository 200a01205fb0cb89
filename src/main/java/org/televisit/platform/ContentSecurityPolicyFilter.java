package org.televisit.platform;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/**
 * The headers that every response carries (OWASP ASVS 5.0, V3.4): a response is strict unless the
 * page that is rendered puts its nonce into the policy.
 */
@WebFilter(
    urlPatterns = "/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class ContentSecurityPolicyFilter extends HttpFilter {
  @Serial private static final long serialVersionUID = 1L;

  private static final String POLICY = "Content-Security-Policy";

  private static final Map<String, String> FIXED =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Permissions-Policy",
              "camera=(self), microphone=(self), display-capture=(self), autoplay=(self),"
                  + " fullscreen=(self), geolocation=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  private static final List<String> STATIC = List.of("/js/", "/img/", "/jakarta.faces.resource/");

  @Inject transient ContentSecurityPolicy policy;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    FIXED.forEach(response::setHeader);
    response.setHeader(POLICY, policy.getPolicy());
    response.setHeader("Cache-Control", isStatic(request) ? "no-cache" : "no-store");
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    chain.doFilter(request, new OnePolicy(response));
  }

  private static boolean isStatic(HttpServletRequest request) {
    return STATIC.stream().anyMatch(request.getServletPath()::startsWith);
  }

  /**
   * A page's own policy replaces the strict one. Sent side by side they would both apply, and the
   * strict one would forbid what the nonce allows.
   */
  private static final class OnePolicy extends HttpServletResponseWrapper {

    OnePolicy(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void addHeader(String name, String value) {
      if (name.equalsIgnoreCase(POLICY)) {
        setHeader(name, value);
      } else {
        super.addHeader(name, value);
      }
    }
  }
}
