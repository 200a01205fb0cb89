package org.televisit.recording;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the media server posts what it records: one request per recording, chunked, for as long as
 * the visit lasts. Every byte is sealed while it arrives; a broken connection keeps what came
 * before. Listens on the media network's port only.
 */
@WebServlet(value = "/ingest/*", asyncSupported = true)
public class IngestServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject transient IngestDesk desk;
  @Inject transient IngestNetworks networks;
  @Inject transient StrayUploads strays;

  @Inject
  @ConfigProperty(name = "televisit.ingest.port")
  int port;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getLocalPort() != port) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (!networks.contain(request.getRemoteAddr())) {
      strays.hold(StrayUploads.Reason.FOREIGN_NETWORK, request, response);
    } else {
      admit(token(request), request, response);
    }
  }

  private void admit(
      Optional<IngestToken> token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean spent = token.map(desk::isSpent).orElse(false);
    Optional<RecordingId> recording = spent ? Optional.empty() : token.flatMap(desk::admit);
    if (recording.isEmpty()) {
      strays.hold(
          spent ? StrayUploads.Reason.SPENT_TOKEN : StrayUploads.Reason.UNKNOWN_TOKEN,
          request,
          response);
      return;
    }
    desk.receive(recording.get(), request.getInputStream());
    response.setHeader("Connection", "close"); // of what was not read, nothing is the next request
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.flushBuffer(); // before the container waits for the rest of a body that fell silent
  }

  private static Optional<IngestToken> token(HttpServletRequest request) {
    String path = request.getPathInfo();
    try {
      return Optional.of(new IngestToken(path == null ? "" : path.substring(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
