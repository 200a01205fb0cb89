package org.televisit.identity;

import java.util.Locale;

/** What a person may do here; each but one is a realm role of the OIDC provider. */
public enum Role {
  PATIENT,
  PRACTITIONER,
  CLINIC_ADMIN,
  COMPLIANCE,
  /**
   * Takes part in a patient's visit beside them: a parent, carer or interpreter. Signs in as a
   * {@link #PATIENT}; only a place in a room has this role.
   */
  RELATED_PERSON;

  /** The name in the realm, in {@code web.xml} and in the audit trail: {@code clinic-admin}. */
  public String realmName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
