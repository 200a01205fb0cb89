package org.televisit.compliance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/**
 * One request and its answer, for a servlet outside of a container. What it does not know, fails.
 */
final class Exchange {

  final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final ByteArrayOutputStream body = new ByteArrayOutputStream();
  int status = 200;

  private final Map<String, String> asked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Actor actor;
  private final String path;
  private int buffer = 8192;

  Exchange(Actor actor, String path) {
    this.actor = actor;
    this.path = path;
  }

  Exchange with(String header, String value) {
    asked.put(header, value);
    return this;
  }

  Exchange send(HttpServlet servlet, String method) throws IOException, ServletException {
    asked.put(":method", method);
    servlet.service(
        proxy(HttpServletRequest.class, this::request),
        proxy(HttpServletResponse.class, this::response));
    return this;
  }

  long length() {
    return Long.parseLong(answered.getOrDefault("Content-Length", "-1"));
  }

  private @Nullable Object request(Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "getMethod" -> asked.get(":method");
      case "getPathInfo" -> path;
      case "getParameter" -> null;
      case "getHeader" -> asked.get(String.valueOf(arguments[0]));
      case "getUserPrincipal" -> principal();
      case "isUserInRole" ->
          Arrays.stream(Role.values())
              .anyMatch(r -> r.realmName().equals(arguments[0]) && actor.is(r));
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private @Nullable Object principal() {
    if (!actor.isSignedIn()) {
      return null;
    }
    JwtClaims claims = new JwtClaims();
    claims.setSubject(actor.subject());
    claims.setStringClaim("name", actor.name());
    return new OidcPrincipal<>(
        actor.subject(), new OidcSecurityContext("", null, "", new IDToken(claims)));
  }

  private @Nullable Object response(Method method, @Nullable Object[] arguments) {
    switch (method.getName()) {
      case "setStatus" -> status = (int) arguments[0];
      case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
      case "setContentType" -> answered.put("Content-Type", (String) arguments[0]);
      case "setContentLengthLong", "setContentLength" ->
          answered.put("Content-Length", arguments[0].toString().toLowerCase(Locale.ROOT));
      case "setBufferSize" -> buffer = (int) arguments[0];
      case "containsHeader" -> {
        return answered.containsKey((String) arguments[0]);
      }
      case "isCommitted" -> {
        return isCommitted();
      }
      case "reset" -> {
        if (isCommitted()) {
          throw new IllegalStateException("committed");
        }
        answered.clear();
        body.reset();
      }
      case "getOutputStream" -> {
        return new Body();
      }
      default -> throw new UnsupportedOperationException(method.getName());
    }
    return null;
  }

  private boolean isCommitted() {
    return body.size() > buffer;
  }

  /** The interface's methods as one method. */
  private interface Calls {
    @Nullable Object call(Method method, @Nullable Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                calls.call(method, arguments == null ? new Object[0] : arguments)));
  }

  private final class Body extends ServletOutputStream {
    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  /** The body as one character per byte, to search in. */
  String text() {
    return body.toString(ISO_8859_1);
  }
}
