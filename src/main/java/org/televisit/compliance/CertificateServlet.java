package org.televisit.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.identity.ActorFactory;
import org.televisit.platform.NotFoundException;
import org.televisit.vault.SignedText;

/**
 * Hands out a certificate with all that is needed to check it elsewhere: {@code GET
 * /compliance/certificate/<grant>/<certificate>}, a ZIP of the text, its signature, the public key
 * and how to check it with openssl. 403 without a grant, 404 for what is not.
 */
@WebServlet("/compliance/certificate/*")
@ServletSecurity(@HttpConstraint(rolesAllowed = "compliance"))
public class CertificateServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final String UUID_TEXT = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
  private static final Pattern PATH = Pattern.compile("/" + UUID_TEXT + "/" + UUID_TEXT);

  private static final String HOW =
      """
      This certificate was signed with ECDSA over P-256 and SHA-256. To check it, with openssl alone:

        openssl dgst -sha256 -verify public-key.pem -signature certificate.sig certificate.json

      The answer must be "Verified OK". That proves that the text was signed by whoever holds the
      private key of public-key.pem. That this is the clinic's key is proved by its id: compare

        openssl pkey -pubin -in public-key.pem -outform DER | openssl dgst -sha256

      with the key id that the clinic has made known to you in another way.
      """;

  @Inject transient CertificateDesk desk;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable String path = request.getPathInfo();
    Matcher named = PATH.matcher(path == null ? "" : path);
    response.setHeader("Cache-Control", "no-store");
    if (!named.matches()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Optional<SignedText> text =
        text(ActorFactory.from(request), UUID.fromString(named.group(1)), named.group(2), response);
    if (text.isPresent()) {
      response.setContentType("application/zip");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader(
          "Content-Disposition", "attachment; filename=\"certificate-" + named.group(2) + ".zip\"");
      write(text.get(), response.getOutputStream());
    }
  }

  private Optional<SignedText> text(
      Actor actor, UUID grant, String certificate, HttpServletResponse response)
      throws IOException {
    try {
      return Optional.of(desk.hand(actor, grant, UUID.fromString(certificate)));
    } catch (ReviewRefusedException e) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } catch (NotFoundException e) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
    return Optional.empty();
  }

  private static void write(SignedText text, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      add(zip, "certificate.json", text.body().getBytes(UTF_8));
      add(zip, "certificate.sig", text.signature());
      add(zip, "public-key.pem", text.publicKey().getBytes(UTF_8));
      add(zip, "how-to-check.txt", HOW.getBytes(UTF_8));
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
