package org.televisit.platform;

import jakarta.faces.context.FacesContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.primefaces.csp.CspState;

/**
 * The nonce of the page that is rendered. PrimeFaces expects every form to bring back the nonce of
 * the page it was on, which only its script adds: a form sent before the script ran, or without
 * scripts, would fail. A whole page needs nothing of its predecessor, so it gets a fresh nonce;
 * only a partial update has to name the nonce that the browser already knows.
 */
class PageNonce extends CspState {

  private static final String KEY = "primefaces.nonce";

  private final FacesContext context;
  private @Nullable String fresh;

  PageNonce(FacesContext context) {
    super(context);
    this.context = context;
  }

  @Override
  public String getNonce() {
    if (context.getPartialViewContext().isAjaxRequest()) {
      return super.getNonce();
    }
    @Nullable String nonce = fresh;
    if (nonce == null) {
      nonce = generateNonce();
      fresh = nonce;
      remember(nonce);
    }
    return nonce;
  }

  private void remember(String nonce) {
    if (!context.getViewRoot().isTransient()) {
      Map<String, Object> view = context.getViewRoot().getViewMap(true);
      view.put(KEY, nonce);
    }
  }
}
