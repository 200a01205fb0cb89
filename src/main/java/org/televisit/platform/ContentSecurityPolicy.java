package org.televisit.platform;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a page of ours may load, run, and send to (CSP Level 3). {@code script-src} comes last:
 * PrimeFaces appends the nonce of the page to it ({@code primefaces.CSP_POLICY} in web.xml).
 * Attributes named style are allowed, because PrimeFaces writes them; style elements are not.
 */
@Named
@ApplicationScoped
public class ContentSecurityPolicy {

  @Inject
  @ConfigProperty(name = "televisit.origins")
  List<URI> origins;

  @Inject
  @ConfigProperty(name = "televisit.oidc.provider-url")
  URI provider;

  /** The policy without a nonce, so that it allows no inline script at all. */
  public String getPolicy() {
    return policy(origins, provider);
  }

  static String policy(List<URI> origins, URI provider) {
    return Stream.of(
            "default-src 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            // a form sent after the session has ended is redirected to the sign-in page
            "form-action 'self' " + origin(provider),
            "connect-src 'self'" + sockets(origins),
            "font-src 'self' data:", // the calendar's component brings its arrows in its stylesheet
            "img-src 'self' data:",
            "media-src 'self' blob:",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "script-src 'self'")
        .collect(joining("; "));
  }

  /** Not every browser counts ws: of the same host as 'self'. */
  private static String sockets(List<URI> origins) {
    return origins.stream()
        .map(origin -> " ws" + origin(origin).substring("http".length()))
        .collect(joining());
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
