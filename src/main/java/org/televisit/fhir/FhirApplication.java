package org.televisit.fhir;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** FHIR lives below {@code /fhir}. */
@ApplicationPath("/fhir")
public class FhirApplication extends Application {}
