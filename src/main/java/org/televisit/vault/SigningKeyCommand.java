package org.televisit.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's command for the key that signs certificates: {@code list}; {@code rotate}, which
 * makes a new one and keeps the public half of the old; {@code keep <file>}, which adds a former
 * public key, for instance of a certificate that was downloaded. It prints ids, never keys. The
 * place of the key is taken from the environment, like the application's, which reads it when it
 * starts.
 */
public final class SigningKeyCommand {

  private static final String PLACE = "TELEVISIT_SIGNING_KEY_FILE";
  private static final String USAGE = "usage: list | rotate | keep <file of a public key>";

  private final Map<String, String> environment;
  private final PrintStream out;

  SigningKeyCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Exits with 0, or with 1 and a message if nothing was changed. */
  public static void main(String[] arguments) {
    try {
      new SigningKeyCommand(System.getenv(), System.out).run(List.of(arguments));
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * @throws IllegalArgumentException if it is not understood
   * @throws IOException if it cannot be done, or must not
   */
  void run(List<String> words) throws IOException {
    Path file =
        Optional.ofNullable(environment.get(PLACE))
            .map(Path::of)
            .orElseThrow(() -> new IllegalArgumentException(PLACE + " is not set"));
    FormerKeys former = FormerKeys.beside(file);
    if (words.equals(List.of("rotate"))) {
      SigningKey.renew(file, former);
    } else if (words.size() == 2 && words.get(0).equals("keep")) {
      former.keep(read(Path.of(words.get(1))));
    } else if (!words.equals(List.of("list"))) {
      throw new IllegalArgumentException(USAGE);
    }
    if (Files.exists(file)) {
      out.println(SigningKey.at(file, false).keyId() + " current");
    }
    for (String id : former.ids()) {
      out.println(id + " former");
    }
  }

  private static PublicKey read(Path file) throws IOException {
    try {
      return SigningKey.publicKey(Files.readString(file, US_ASCII));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("the file " + file + " holds no public key of P-256", e);
    }
  }
}
