package org.televisit.platform;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Gives every new view the person's language: the remembered choice before the browser's wish. */
public class LanguageViewHandler extends ViewHandlerWrapper {

  public LanguageViewHandler(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public Locale calculateLocale(FacesContext context) {
    return context.getExternalContext().getRequest() instanceof HttpServletRequest request
        ? Language.of(request).locale()
        : super.calculateLocale(context);
  }
}
