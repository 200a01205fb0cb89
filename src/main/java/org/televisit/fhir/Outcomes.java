package org.televisit.fhir;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.televisit.platform.ErrorReference;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.ProblemException;

/** Turns every failure into an OperationOutcome; what nobody foresaw, into a reference number. */
@Provider
public class Outcomes implements ExceptionMapper<Throwable> {

  private static final Logger LOG = System.getLogger(Outcomes.class.getName());

  @Inject Caller caller;

  @Override
  public Response toResponse(Throwable failure) {
    FhirProblem problem = problem(failure);
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(FhirWriter.FHIR_JSON).entity(outcome(problem));
    if (problem.status() == 401) {
      answer.header("WWW-Authenticate", "Bearer");
    }
    return answer.build();
  }

  /** As FHIR R4 has it. */
  static OperationOutcome outcome(FhirProblem problem) {
    OperationOutcome outcome = new OperationOutcome();
    IssueSeverity severity = problem.status() >= 500 ? IssueSeverity.FATAL : IssueSeverity.ERROR;
    outcome
        .addIssue()
        .setSeverity(severity)
        .setCode(problem.type())
        .setDetails(FhirTypes.text(problem.text()));
    for (String hint : problem.hints()) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDiagnostics(hint);
    }
    return outcome;
  }

  private FhirProblem problem(Throwable failure) {
    if (failure instanceof FhirProblem problem) {
      return problem;
    }
    if (failure instanceof ProblemException problem) {
      return new FhirProblem(409, IssueType.BUSINESSRULE, caller.inWords(problem), List.of());
    }
    if (failure instanceof NotFoundException) {
      return new FhirProblem(404, IssueType.NOTFOUND, "There is no such resource.", List.of());
    }
    if (failure instanceof NotAllowedException) {
      return new FhirProblem(403, IssueType.FORBIDDEN, "That is not for this person.", List.of());
    }
    if (failure instanceof WebApplicationException web
        && web.getResponse().getStatus() < Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
      return ofHttp(web.getResponse().getStatus());
    }
    return unforeseen(failure);
  }

  private static FhirProblem ofHttp(int status) {
    return switch (status) {
      case 404 -> new FhirProblem(404, IssueType.NOTFOUND, "There is nothing here.", List.of());
      case 405 -> new FhirProblem(405, IssueType.NOTSUPPORTED, "Not by that method.", List.of());
      case 406 -> new FhirProblem(406, IssueType.NOTSUPPORTED, "Answers are JSON only.", List.of());
      case 415 ->
          new FhirProblem(415, IssueType.NOTSUPPORTED, "Requests are JSON only.", List.of());
      default -> new FhirProblem(status, IssueType.INVALID, "The request is not valid.", List.of());
    };
  }

  private static FhirProblem unforeseen(Throwable failure) {
    String reference = ErrorReference.next();
    LOG.log(ERROR, "reference " + reference, failure);
    return new FhirProblem(
        500,
        IssueType.EXCEPTION,
        "Something failed here. The clinic finds it under the reference " + reference + ".",
        List.of());
  }
}
