package org.televisit.audit;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Objects;
import org.televisit.identity.ActorFactory;

/** Audits that a page of another role was refused: the container decides that before any code. */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.ERROR, asyncSupported = true)
public class RefusedPageFilter extends HttpFilter {
  @Serial private static final long serialVersionUID = 1L;

  private static final int LONGEST = 200;

  @Inject transient AuditTrail trail;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Objects.equals(
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE),
        HttpServletResponse.SC_FORBIDDEN)) {
      trail.refused(ActorFactory.from(request), AccessAction.REFUSE_PAGE, entity(request));
    }
    chain.doFilter(request, response);
  }

  private static String entity(HttpServletRequest request) {
    String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    String shown = path.substring(0, Math.min(path.length(), LONGEST));
    return "page" + shown.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
