package org.televisit.platform;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.FacesContextFactory;
import jakarta.faces.lifecycle.Lifecycle;
import org.primefaces.csp.CspState;

/**
 * Puts our nonce where PrimeFaces looks for its own before it makes one. Stands below PrimeFaces'
 * factory, by the order in META-INF/faces-config.xml.
 */
public class PageNonceFactory extends FacesContextFactory {

  public PageNonceFactory(FacesContextFactory wrapped) {
    super(wrapped);
  }

  @Override
  public FacesContext getFacesContext(
      Object context, Object request, Object response, Lifecycle lifecycle) {
    FacesContext faces = getWrapped().getFacesContext(context, request, response, lifecycle);
    faces.getAttributes().put(CspState.class.getName(), new PageNonce(faces));
    return faces;
  }
}
