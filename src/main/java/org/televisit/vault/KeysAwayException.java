package org.televisit.vault;

import java.io.IOException;
import java.util.UUID;

/**
 * The key service that wraps the recordings' keys does not answer. Nothing is wrong with the
 * recording, and trying again later helps.
 */
public final class KeysAwayException extends IOException {
  private static final long serialVersionUID = 1L;

  KeysAwayException(UUID recording, KeyServiceException cause) {
    super(
        "the key of recording " + recording + " cannot be had while the key service is away",
        cause);
  }
}
