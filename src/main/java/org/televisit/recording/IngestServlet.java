package org.televisit.recording;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.vault.Sealed;

/**
 * Where the media server posts what it records: one request per recording, chunked, for as long as
 * the visit lasts. Every byte is sealed while it arrives; a broken connection keeps what came
 * before. Listens on the media network's port only.
 */
@WebServlet(value = "/ingest/*", asyncSupported = true)
public class IngestServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(IngestServlet.class.getName());

  @Inject transient RecordingRegister register;
  @Inject transient Ingests ingests;
  @Inject transient StrayUploads strays;

  @Inject
  @ConfigProperty(name = "televisit.ingest.port")
  int port;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getLocalPort() != port) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Optional<RecordingId> recording = token(request).flatMap(register::arrive);
    if (recording.isEmpty()) {
      strays.hold(request, response);
      return;
    }
    receive(recording.get(), request);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private void receive(RecordingId id, HttpServletRequest request) {
    try {
      Sealed file = ingests.receive(id, request.getInputStream());
      register.finished(file);
      LOG.log(
          INFO,
          "{0}: {1} ms, {2}",
          id.entity(),
          String.valueOf(file.duration().toMillis()),
          file.reason());
    } catch (IOException e) {
      LOG.log(WARNING, id.entity() + " cannot be stored", e);
      register.fail(id, RecordingFailure.STORAGE);
    }
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
