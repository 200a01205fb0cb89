package org.televisit.identity;

import java.util.Locale;

/** What a person may do here; each is a realm role of the OIDC provider. */
public enum Role {
  PATIENT,
  PRACTITIONER,
  CLINIC_ADMIN,
  COMPLIANCE;

  /** The name in the realm, in {@code web.xml} and in the audit trail: {@code clinic-admin}. */
  public String realmName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
