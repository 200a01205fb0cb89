package org.televisit.vault;

import java.security.GeneralSecurityException;

/**
 * The key service did not do what it was asked; the key may be all right, and it may do so later.
 */
final class KeyServiceException extends GeneralSecurityException {
  private static final long serialVersionUID = 1L;

  KeyServiceException(String message) {
    super(message);
  }

  KeyServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
