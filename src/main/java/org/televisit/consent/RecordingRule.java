package org.televisit.consent;

/** Whose permission a recording needs where the participants are, by strictness. */
public enum RecordingRule {
  /** Each person is recorded under their own consent. */
  OWN_CONSENT,
  /** Nobody is recorded unless everybody who takes part permits it. */
  ALL_PARTY,
  PROHIBITED
}
