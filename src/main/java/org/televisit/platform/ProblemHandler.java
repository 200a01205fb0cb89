package org.televisit.platform;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns exceptions into something a person can act on. A {@link ProblemException} becomes its
 * message on the same page; what is missing or forbidden becomes the page for that; a view that was
 * lost is loaded again; everything else is logged under a reference number, and the person sees
 * only that.
 */
class ProblemHandler extends ExceptionHandlerWrapper {

  private static final System.Logger LOG = System.getLogger(ProblemHandler.class.getName());

  ProblemHandler(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    FacesContext context = FacesContext.getCurrentInstance();
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    while (events.hasNext()) {
      Throwable failure = events.next().getContext().getException();
      events.remove();
      if (!context.getResponseComplete()) {
        answer(context, failure);
      }
    }
    getWrapped().handle();
  }

  private static void answer(FacesContext context, Throwable failure) {
    Optional<ProblemException> problem = cause(failure, ProblemException.class);
    if (problem.isPresent()) {
      notices().error(problem.get());
    } else if (cause(failure, OptimisticLockException.class).isPresent()) {
      notices().error("error.changed");
    } else if (cause(failure, ViewExpiredException.class).isPresent()) {
      notices().error("error.expired");
      reload(context);
    } else if (cause(failure, NotFoundException.class).isPresent()) {
      refuse(context, HttpServletResponse.SC_NOT_FOUND);
    } else if (cause(failure, NotAllowedException.class).isPresent()) {
      refuse(context, HttpServletResponse.SC_FORBIDDEN);
    } else {
      report(context, failure);
    }
  }

  /** The page stays, with what was typed; only a page that cannot be drawn gives way. */
  private static void report(FacesContext context, Throwable failure) {
    String reference = ErrorReference.next();
    LOG.log(ERROR, "reference " + reference, failure);
    if (context.isPostback() && context.getCurrentPhaseId() != PhaseId.RENDER_RESPONSE) {
      notices().error("error.unexpected", reference);
    } else {
      context.getExternalContext().getRequestMap().put(ErrorReference.ATTRIBUTE, reference);
      refuse(context, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  private static Notices notices() {
    return CDI.current().select(Notices.class).get();
  }

  private static void refuse(FacesContext context, int status) {
    if (context.getPartialViewContext().isAjaxRequest()) {
      reload(context); // the error page cannot be put into a part of a page; loading it again can
      return;
    }
    ExternalContext external = context.getExternalContext();
    try {
      external.responseReset();
      external.responseSendError(status, null);
    } catch (IOException | IllegalStateException e) { // the person has left, or sees half a page
      LOG.log(ERROR, "an error page could not be sent", e);
    }
    context.responseComplete();
  }

  private static void reload(FacesContext context) {
    ExternalContext external = context.getExternalContext();
    HttpServletRequest request = (HttpServletRequest) external.getRequest();
    @Nullable String query = request.getQueryString();
    try {
      external.redirect(request.getRequestURI() + (query == null ? "" : "?" + query));
    } catch (IOException e) {
      throw new FacesException(e);
    }
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return Stream.<@Nullable Throwable>iterate(failure, t -> t != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
