package org.televisit.fhir;

import java.io.Serial;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * A request that is answered with an OperationOutcome. Its text is for the reader, and in English.
 */
class FhirProblem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String text;
  private final int status;
  private final IssueType type;
  private final transient List<String> hints;

  /**
   * @param status of HTTP
   * @param hints further remarks, each an issue of its own
   */
  FhirProblem(int status, IssueType type, String text, List<String> hints) {
    super(text);
    this.text = text;
    this.status = status;
    this.type = type;
    this.hints = List.copyOf(hints);
  }

  /** What was asked for makes no sense. */
  static FhirProblem bad(String text) {
    return new FhirProblem(400, IssueType.INVALID, text, List.of());
  }

  /** It makes sense, and is not done here. */
  static FhirProblem unsupported(String text) {
    return new FhirProblem(400, IssueType.NOTSUPPORTED, text, List.of());
  }

  /** In words. */
  String text() {
    return text;
  }

  int status() {
    return status;
  }

  IssueType type() {
    return type;
  }

  List<String> hints() {
    return hints;
  }
}
