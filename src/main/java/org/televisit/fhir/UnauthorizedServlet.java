package org.televisit.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The body of an answer 401, which the server gives before any of our code runs: an
 * OperationOutcome for programs, nothing for pages' scripts, whose status says enough.
 */
@WebServlet("/unauthorized")
public class UnauthorizedServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  @Inject transient FhirCodec codec;

  /** For whichever method the refused request had. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object refused = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (refused == null) { // nobody was refused: somebody typed the address
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (refused.toString().startsWith(request.getContextPath() + "/fhir")) {
      response.setContentType(FhirWriter.FHIR_JSON);
      response
          .getOutputStream()
          .write(
              codec
                  .write(
                      Outcomes.outcome(
                          new FhirProblem(
                              401, IssueType.LOGIN, "A valid access token is needed.", List.of())))
                  .getBytes(UTF_8));
    }
  }
}
