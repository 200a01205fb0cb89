package org.televisit.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a form says.
 *
 * @param text paragraphs, divided by an empty line
 */
public record Wording(String title, String text) {

  /** As it is stored: one kind of line end, no blanks around, whatever a browser sent. */
  public Wording {
    title = title.strip();
    text = text.replace("\r\n", "\n").strip();
  }

  /** SHA-256 of the UTF-8 text, lower-case hex. */
  String sha256() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
