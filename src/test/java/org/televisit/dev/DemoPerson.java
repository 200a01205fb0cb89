package org.televisit.dev;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people of the demo clinic, as {@code keycloak/televisit-users-0.json} has them. */
public enum DemoPerson {
  LIN(1, "dr.lin", "Mei Lin", "practitioner", "televisit-otp-lin-01"),
  MEYER(2, "dr.meyer", "Jonas Meyer", "practitioner", "televisit-otp-meyer1"),
  ANNA(3, "anna", "Anna Schmidt", "patient", null),
  BO(4, "bo", "Bo Andersson", "patient", null),
  CHEN(5, "chen", "Wei Chen", "patient", null),
  ADMIN(6, "admin", "Ada Okafor", "clinic-admin", null),
  COMPLIANCE(7, "compliance", "Carla Rossi", "compliance", "televisit-otp-rossi1"),

  /** A minor, whom Anna represents. */
  MIA(8, "mia", "Mia Schmidt", "patient", null);

  /** The password of every one of them. */
  public static final String PASSWORD = "demo-televisit";

  private final String subject;
  private final String username;
  private final String fullName;
  private final String role;
  private final @Nullable String otpSecret;

  DemoPerson(
      int number, String username, String fullName, String role, @Nullable String otpSecret) {
    this.subject = "00000000-0000-4000-8000-%012x".formatted(number);
    this.username = username;
    this.fullName = fullName;
    this.role = role;
    this.otpSecret = otpSecret;
  }

  /** The identity provider's stable id: the {@code sub} claim. */
  public String subject() {
    return subject;
  }

  public String username() {
    return username;
  }

  public String fullName() {
    return fullName;
  }

  /** The realm role: patient, practitioner, clinic-admin or compliance. */
  public String role() {
    return role;
  }

  /** The second factor, for those who need one. */
  public Optional<Totp> totp() {
    return Optional.ofNullable(otpSecret).map(Totp::new);
  }
}
