package org.televisit.vault;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The public halves of keys with which the clinic signed once: a directory beside the signing key,
 * with a file of PEM for each, named {@code <key id>.pem}. A certificate is as valid as before when
 * the key that signed it has been replaced. Read whenever one is asked for, so one that is brought
 * back counts at once.
 */
final class FormerKeys {

  private static final System.Logger LOG = System.getLogger(FormerKeys.class.getName());

  private static final String DIRECTORY = "former-signing-keys";
  private static final String SUFFIX = ".pem";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Path directory;

  private FormerKeys(Path directory) {
    this.directory = directory;
  }

  static FormerKeys beside(Path signingKey) {
    return new FormerKeys(signingKey.resolveSibling(DIRECTORY));
  }

  /** Empty if there is none, or if what stands under that name is not the key of that id. */
  Optional<PublicKey> find(String id) {
    Path file = file(id);
    if (!ID.matcher(id).matches() || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      PublicKey key = SigningKey.publicKey(Files.readString(file, US_ASCII));
      if (SigningKey.id(key).equals(id)) {
        return Optional.of(key);
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.log(WARNING, "cannot read the former signing key " + file, e);
      return Optional.empty();
    }
    LOG.log(WARNING, "{0} is another key than its name says, and does not count", file);
    return Optional.empty();
  }

  /** Adds one, durably; does nothing if it is there. */
  void keep(PublicKey key) throws IOException {
    Files.createDirectories(directory);
    try {
      SecretFile.create(file(SigningKey.id(key)), SigningKey.pem(key).getBytes(US_ASCII));
    } catch (FileAlreadyExistsException e) {
      if (find(SigningKey.id(key)).isEmpty()) {
        throw new IOException("another key has its name: " + file(SigningKey.id(key)), e);
      }
    }
  }

  /** All ids, in order. */
  List<String> ids() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(id -> find(id).isPresent())
          .sorted()
          .toList();
    }
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }
}
