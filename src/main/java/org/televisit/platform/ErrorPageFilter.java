package org.televisit.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders an error page as a page of its own, whatever the failed request was: without its method
 * and parameters, Faces does not try to restore the view that has just failed. If even that fails,
 * a fixed page is sent.
 */
@WebFilter(urlPatterns = "/errorpages/*", dispatcherTypes = DispatcherType.ERROR)
public class ErrorPageFilter extends HttpFilter {
  @Serial private static final long serialVersionUID = 1L;

  private static final Logger LOG = System.getLogger(ErrorPageFilter.class.getName());
  private static final String FALLBACK = "/WEB-INF/fallback.html";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(new PlainGet(request), response);
    } catch (IOException | ServletException | RuntimeException e) {
      LOG.log(Level.ERROR, "an error page failed", e);
      if (!response.isCommitted()) {
        fallback(request, response);
      }
    }
  }

  private static void fallback(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = response.getStatus();
    response.reset();
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; style-src-attr 'unsafe-inline'");
    response.setHeader("Cache-Control", "no-store");
    try (InputStream page = request.getServletContext().getResourceAsStream(FALLBACK)) {
      page.transferTo(response.getOutputStream());
    }
  }

  private static final class PlainGet extends HttpServletRequestWrapper {

    PlainGet(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }

    /** A partial request would be answered with XML, which shows nobody anything. */
    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase("Faces-Request") ? null : super.getHeader(name);
    }
  }
}
