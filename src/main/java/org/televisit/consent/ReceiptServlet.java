package org.televisit.consent;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.ReceiptService.Format;
import org.televisit.identity.ActorFactory;
import org.televisit.platform.ClinicInfo;
import org.televisit.platform.NotFoundException;

/**
 * Hands out a receipt: {@code GET /visit/receipt/<answer>.pdf} or {@code .json} (FHIR R4). 404 for
 * a path or an answer that is not, and for somebody else's.
 */
@WebServlet("/visit/receipt/*")
@ServletSecurity(@HttpConstraint(rolesAllowed = {"patient", "practitioner"}))
public class ReceiptServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final Pattern PATH =
      Pattern.compile(
          "/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.(pdf|json)");

  @Inject transient ReceiptService service;
  @Inject transient ClinicInfo clinic;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable String info = request.getPathInfo();
    Matcher path = PATH.matcher(info == null ? "" : info);
    if (!path.matches()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Format format = Format.valueOf(path.group(2).toUpperCase(Locale.ROOT));
    Optional<Receipt> receipt = receipt(request, UUID.fromString(path.group(1)), format);
    if (receipt.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    send(new ReceiptText(receipt.get(), clinic.getName(), clinic.getZone()), format, response);
  }

  private Optional<Receipt> receipt(HttpServletRequest request, UUID answer, Format format) {
    try {
      return Optional.of(service.receipt(ActorFactory.from(request), answer, format));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static void send(ReceiptText receipt, Format format, HttpServletResponse response)
      throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(); // told apart: no or a whole document
    if (format == Format.PDF) {
      ReceiptPdf.write(receipt, whole);
    } else {
      writeJson(receipt, whole);
    }
    response.setContentType(format == Format.PDF ? "application/pdf" : "application/fhir+json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + name(receipt, format) + "\"");
    response.setContentLength(whole.size());
    whole.writeTo(response.getOutputStream());
  }

  /** Nothing personal: a number that the receipt itself repeats. */
  private static String name(ReceiptText receipt, Format format) {
    return "consent-" + receipt.receipt().id() + "." + format.name().toLowerCase(Locale.ROOT);
  }

  static void writeJson(ReceiptText receipt, OutputStream out) {
    Map<String, Boolean> pretty = Map.of(JsonGenerator.PRETTY_PRINTING, true);
    try (JsonWriter writer = Json.createWriterFactory(pretty).createWriter(out)) {
      writer.writeObject(new ReceiptFhir(receipt).json());
    }
  }
}
