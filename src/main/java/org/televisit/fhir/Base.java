package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where other programs find the interface. */
@ApplicationScoped
class Base {

  @Inject
  @ConfigProperty(name = "televisit.public-url")
  String address;

  /** Without a slash at the end: {@code https://clinic.example/fhir}. */
  String url() {
    return address.replaceFirst("/+$", "") + "/fhir";
  }
}
