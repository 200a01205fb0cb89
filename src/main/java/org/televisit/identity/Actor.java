package org.televisit.identity;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The person, or the part of the system, on whose behalf code runs.
 *
 * @param subject the OIDC {@code sub} claim, opaque and stable; {@code system:<part>} for our own
 *     background work; {@code anonymous} before sign-in
 * @param name the name to show
 * @param roles realm roles, possibly empty
 */
public record Actor(String subject, String name, Set<Role> roles) implements Serializable {

  private static final String ANONYMOUS = "anonymous";
  private static final String SYSTEM = "system";

  public Actor {
    roles = Set.copyOf(roles);
  }

  /** Background work of our own, for instance {@code system("ingest")}. */
  public static Actor system(String part) {
    return new Actor(SYSTEM + ":" + part, part, Set.of());
  }

  /** Somebody who has not signed in. */
  public static Actor anonymous() {
    return new Actor(ANONYMOUS, "", Set.of());
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether a person stands behind this, and not the system or a stranger. */
  public boolean isSignedIn() {
    return !subject.equals(ANONYMOUS) && !subject.startsWith(SYSTEM + ":");
  }

  /** The first role that applies, in the order of {@link Role}. */
  public Optional<Role> role() {
    return Arrays.stream(Role.values()).filter(roles::contains).findFirst();
  }

  /** The role as the audit trail names it; {@code system} or {@code none} where there is none. */
  public String roleName() {
    return role().map(Role::realmName).orElse(subject.startsWith(SYSTEM + ":") ? SYSTEM : "none");
  }
}
