package org.televisit.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the person is, so that a change of language brings them back; also from an error page. */
@Named
@RequestScoped
public class PageAddress {

  @Inject HttpServletRequest request;

  /** The path and query that stand in the browser's address line. */
  public String getBack() {
    @Nullable Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = Objects.requireNonNullElse(failed, request.getRequestURI()).toString();
    @Nullable String query =
        failed == null
            ? request.getQueryString()
            : (String) request.getAttribute("jakarta.servlet.error.query_string");
    return query == null ? path : path + "?" + query;
  }

  /** The language that the switch offers: the one the page is not in. */
  public Language getOther() {
    return Language.of(request) == Language.ENGLISH ? Language.CHINESE : Language.ENGLISH;
  }
}
