package org.televisit.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.televisit.Stack;
import org.televisit.dev.DemoPerson;

/** A program that has been registered with the identity provider, and asks for people. */
final class FhirClient {

  static final String OURS = "fhir-test";

  /** Registered too, but not for this interface. */
  static final String FOREIGN = "foreign-test";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private FhirClient() {}

  /** Does what docs/fhir.md tells an administrator to do. */
  static void register() throws IOException, InterruptedException {
    String admin =
        token(
            "/realms/master",
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", DemoPerson.PASSWORD));
    String mapper =
        """
        [{"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
          "config": {"included.custom.audience": "televisit-fhir", "access.token.claim": "true"}}]
        """;
    for (String client : new String[] {OURS, FOREIGN}) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(Stack.keycloak() + "/admin/realms/televisit/clients"))
              .header("Authorization", "Bearer " + admin)
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      """
                      {"clientId": "%s", "publicClient": true, "standardFlowEnabled": false,
                       "directAccessGrantsEnabled": true, "protocolMappers": %s}
                      """
                          .formatted(client, client.equals(OURS) ? mapper : "[]")))
              .build();
      int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 201 && status != 409) { // 409: an earlier class has done so
        throw new IOException("Keycloak answers " + status);
      }
    }
  }

  /** An access token of that client for a person. */
  static String token(String client, DemoPerson person) throws IOException, InterruptedException {
    return token(
        "/realms/televisit",
        Map.of(
            "grant_type",
            "password",
            "scope",
            "openid",
            "client_id",
            client,
            "username",
            person.username(),
            "password",
            DemoPerson.PASSWORD,
            "totp",
            person.totp().map(totp -> totp.code(Instant.now())).orElse("")));
  }

  private static String token(String realm, Map<String, String> form)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(Stack.keycloak() + realm + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    try (JsonReader json = Json.createReader(new StringReader(answer.body()))) {
      String token = json.readObject().getString("access_token", "");
      if (token.isEmpty()) {
        throw new IOException("no token: " + answer.body());
      }
      return token;
    }
  }

  static HttpResponse<String> get(String token, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address(path)).GET(), token);
  }

  static HttpResponse<String> post(String token, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/fhir+json")
            .POST(BodyPublishers.ofString(body)),
        token);
  }

  static HttpResponse<String> send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  static URI address(String path) {
    return URI.create(Stack.url("/fhir" + path));
  }

  /** A token for each person of the demo clinic who may sign in to it. */
  static Map<DemoPerson, String> tokens() throws IOException, InterruptedException {
    Map<DemoPerson, String> tokens = new EnumMap<>(DemoPerson.class);
    for (DemoPerson person :
        List.of(
            DemoPerson.ANNA,
            DemoPerson.BO,
            DemoPerson.LIN,
            DemoPerson.ADMIN,
            DemoPerson.COMPLIANCE)) {
      tokens.put(person, token(OURS, person));
    }
    return tokens;
  }

  /** A refusal as every program can read it, which says nothing of the inside. */
  static OperationOutcome refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/fhir+json");
    assertThat(answer.body()).doesNotContain("Exception", "at org.", "\\tat ");
    return FhirCheck.valid(OperationOutcome.class, answer.body());
  }
}
