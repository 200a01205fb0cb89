package org.televisit.compliance;

import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_GONE;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.identity.ActorFactory;
import org.televisit.platform.NotFoundException;
import org.televisit.vault.ByteRange;
import org.televisit.vault.DamagedRecordingException;
import org.televisit.vault.ShreddedRecordingException;

/**
 * Sends a recording to its reviewer, by ranges (RFC 9110, section 14): {@code GET} or {@code HEAD}
 * {@code /compliance/media/<grant>/<recording>}.
 *
 * <p>403 without a grant or after its end, 404 for a path or recording that is not, 409 while it is
 * being recorded, 410 if it is damaged anywhere, missing or destroyed, 416 for a range beyond its
 * end, 503 if the store cannot be read, and 503 with {@code Retry-After} while it is being read to
 * see whether it is whole.
 */
@WebServlet("/compliance/media/*")
@ServletSecurity(@HttpConstraint(rolesAllowed = "compliance"))
public class PlaybackServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final System.Logger LOG = System.getLogger(PlaybackServlet.class.getName());

  @Inject transient PlaybackService service;

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, false);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, true);
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, boolean withBody)
      throws IOException {
    Optional<PlaybackTarget> target =
        PlaybackTarget.parse(request.getPathInfo(), request.getParameter("opening"));
    if (target.isEmpty()) {
      refuse(response, SC_NOT_FOUND);
      return;
    }
    Actor actor = ActorFactory.from(request);
    Optional<Playback> opened = open(actor, target.get(), response);
    if (opened.isEmpty()) {
      return;
    }
    Playback playback = opened.get();
    ByteRange range = range(request, playback);
    if (describe(response, playback, range) && withBody) {
      service.playing(actor, playback, target.get());
      try {
        playback.media().read(range.offset(), range.length(), new Body(response.getOutputStream()));
      } catch (DamagedRecordingException e) {
        service.broke(actor, target.get(), e);
        breakOff(response, e);
      } catch (ShreddedRecordingException e) { // since it was opened
        breakOff(response, e);
      }
    }
  }

  private Optional<Playback> open(
      Actor actor, PlaybackTarget target, HttpServletResponse response) {
    try {
      return Optional.of(service.open(actor, target));
    } catch (ReviewRefusedException e) {
      refuse(response, status(e.refusal()));
    } catch (NotFoundException e) {
      refuse(response, SC_NOT_FOUND);
    } catch (StillCheckedException e) {
      response.setHeader("Retry-After", "2");
      refuse(response, SC_SERVICE_UNAVAILABLE);
    } catch (IOException e) {
      LOG.log(ERROR, "recording " + target.recording() + " cannot be read", e);
      refuse(response, SC_SERVICE_UNAVAILABLE);
    }
    return Optional.empty();
  }

  /** The part that is asked for; everything if it was asked for of another version (If-Range). */
  private static ByteRange range(HttpServletRequest request, Playback playback) {
    @Nullable String condition = request.getHeader("If-Range");
    boolean applies = condition == null || condition.equals(playback.media().etag());
    return ByteRange.of(applies ? request.getHeader("Range") : null, playback.media().length());
  }

  /** Sets status and headers; returns whether there is anything to send. */
  private static boolean describe(
      HttpServletResponse response, Playback playback, ByteRange range) {
    response.setStatus(range.status());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (range.status() != HttpServletResponse.SC_OK) {
      response.setHeader("Content-Range", range.contentRange());
    }
    response.setContentLengthLong(range.length());
    if (range.length() == 0) {
      return false;
    }
    response.setContentType("video/webm");
    response.setHeader("ETag", playback.media().etag());
    return true;
  }

  /**
   * Tells by a status that nothing is sent. Where something was, the connection breaks: the browser
   * must not take what it got for the whole.
   */
  private static void breakOff(HttpServletResponse response, IOException cause) throws IOException {
    if (response.isCommitted()) {
      throw cause;
    }
    response.reset();
    refuse(response, SC_GONE);
  }

  private static int status(Refusal refusal) {
    return switch (refusal) {
      case NOT_SEALED -> SC_CONFLICT;
      case DAMAGED, ERASED -> SC_GONE;
      default -> SC_FORBIDDEN;
    };
  }

  /** A status and no page: who asks is a video element. */
  private static void refuse(HttpServletResponse response, int status) {
    response.setHeader("Cache-Control", "no-store");
    response.setStatus(status);
    response.setContentLength(0);
  }
}
