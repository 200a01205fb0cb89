package org.televisit.platform;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Remembers the language that somebody chose, also before sign-in and without a script, and returns
 * to the page they came from. Takes {@code to} (a BCP 47 tag) and {@code back} (a local path).
 */
@WebServlet("/language")
public class LanguageServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Language> chosen =
        Language.tagged(Objects.requireNonNullElse(request.getParameter("to"), ""));
    if (chosen.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    response.addCookie(cookie(chosen.get(), request));
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader(
        "Location",
        LocalPath.of(request.getParameter("back"))
            .orElse(request.getContextPath() + "/index.xhtml"));
  }

  /** Somebody reloads, or comes back to, the address: nothing was asked for. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendRedirect(request.getContextPath() + "/index.xhtml");
  }

  private static Cookie cookie(Language language, HttpServletRequest request) {
    String path = request.getContextPath();
    Cookie cookie = new Cookie(Language.COOKIE, language.getTag());
    cookie.setPath(path.isEmpty() ? "/" : path);
    cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }
}
