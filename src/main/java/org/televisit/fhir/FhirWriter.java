package org.televisit.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.hl7.fhir.r4.model.Resource;

/** Writes what the resources answer. */
@Provider
@Produces({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
public class FhirWriter implements MessageBodyWriter<Resource> {

  static final String FHIR_JSON = "application/fhir+json";

  @Inject FhirCodec codec;

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Resource.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Resource resource,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(codec.write(resource).getBytes(UTF_8));
  }
}
