package org.televisit.dev;

import java.util.Locale;

/** What listens in a running clinic, where it listens by default, and which property moves it. */
public enum Service {
  HTTP(8080, "the application"),
  INGEST(8081, "recordings from the media server"),
  MANAGEMENT(9990, "the application server's management"),
  KEYCLOAK(8180, "Keycloak (signing in)"),
  KURENTO(8888, "the media server's control protocol"),
  MEDIA(8889, "the media server's sound and picture (UDP)"),
  POSTGRES(5442, "PostgreSQL"),
  SMTP(1025, "the mail catcher");

  private final int usualPort;
  private final String purpose;

  Service(int usualPort, String purpose) {
    this.usualPort = usualPort;
    this.purpose = purpose;
  }

  int usualPort() {
    return usualPort;
  }

  String purpose() {
    return purpose;
  }

  boolean isUdp() {
    return this == MEDIA;
  }

  /** The system property that moves it: {@code up.http.port} for {@code up}. */
  String property(String prefix) {
    return prefix + "." + name().toLowerCase(Locale.ROOT) + ".port";
  }
}
