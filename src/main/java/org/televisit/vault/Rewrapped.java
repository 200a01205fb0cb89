package org.televisit.vault;

/**
 * What a rotation did to the keys of all recordings.
 *
 * @param changed keys that are now wrapped by the primary key-encryption key and were not before
 * @param unchanged keys that were
 * @param unopened keys that did not open, or could not be written; they are as they were
 */
public record Rewrapped(int changed, int unchanged, int unopened) {

  /** Whether older key-encryption keys are needed no more. */
  public boolean complete() {
    return unopened == 0;
  }
}
