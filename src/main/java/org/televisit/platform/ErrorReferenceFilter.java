package org.televisit.platform;

import static java.lang.System.Logger.Level.ERROR;

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
import org.jspecify.annotations.Nullable;

/** Gives a failure outside of Faces its reference number before the error page is drawn. */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.ERROR, asyncSupported = true)
public class ErrorReferenceFilter extends HttpFilter {
  @Serial private static final long serialVersionUID = 1L;

  private static final System.Logger LOG = System.getLogger(ErrorReferenceFilter.class.getName());

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isFailure(request) && request.getAttribute(ErrorReference.ATTRIBUTE) == null) {
      String reference = ErrorReference.next();
      @Nullable Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
      LOG.log(ERROR, "reference " + reference, (Throwable) failure);
      request.setAttribute(ErrorReference.ATTRIBUTE, reference);
    }
    chain.doFilter(request, response);
  }

  private static boolean isFailure(HttpServletRequest request) {
    return Objects.equals(
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE),
        HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
  }
}
