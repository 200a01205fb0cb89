package org.televisit.identity;

import java.util.Arrays;
import java.util.Locale;

/** What a person may do here. */
public enum Role {
  PATIENT,
  PRACTITIONER,
  CLINIC_ADMIN,
  COMPLIANCE,

  /**
   * Accompanies a patient in a visit. A part in one visit, never a role of the realm: who has it
   * signs in as a patient, and the relation to that patient decides.
   */
  RELATED_PERSON;

  /** The name in the realm, in {@code web.xml} and in the audit trail: {@code clinic-admin}. */
  public String realmName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The role of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Role named(String realmName) {
    return valueOf(realmName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether the OIDC provider gives this role to people. */
  boolean isOfTheRealm() {
    return this != RELATED_PERSON;
  }

  /** Those that the OIDC provider gives to people. */
  static Role[] ofTheRealm() {
    return Arrays.stream(values()).filter(Role::isOfTheRealm).toArray(Role[]::new);
  }
}
