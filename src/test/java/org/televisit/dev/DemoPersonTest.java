package org.televisit.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoPersonTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void the_realm_knows_exactly_these_people() throws IOException {
    JsonNode users = json.readTree(new File("keycloak/televisit-users-0.json")).get("users");

    assertThat(stream(users).map(DemoPersonTest::described))
        .containsExactlyElementsOf(
            Arrays.stream(DemoPerson.values()).map(DemoPersonTest::described).toList());
  }

  @Test
  void whoever_needs_a_second_factor_has_one() throws IOException {
    JsonNode roles = json.readTree(new File("keycloak/televisit-realm.json")).at("/roles/realm");
    Set<String> asked =
        stream(roles)
            .filter(role -> role.at("/composites/realm").toString().contains("second-factor"))
            .map(role -> role.get("name").asText())
            .collect(Collectors.toSet());

    assertThat(asked).containsExactlyInAnyOrder("practitioner", "compliance");
    assertThat(DemoPerson.values())
        .allSatisfy(
            person ->
                assertThat(person.totp().isPresent()).isEqualTo(asked.contains(person.role())));
  }

  @Test
  void nobody_from_the_demo_is_in_the_file_that_production_imports() throws IOException {
    JsonNode realm = json.readTree(new File("keycloak/televisit-realm.json"));

    assertThat(realm.has("users")).isFalse();
    assertThat(realm.toString()).doesNotContain(DemoPerson.PASSWORD);
  }

  private static List<String> described(DemoPerson person) {
    return List.of(
        person.subject(),
        person.username(),
        person.fullName(),
        person.role(),
        DemoPerson.PASSWORD,
        person.totp().map(Totp::base32).orElse("no second factor"));
  }

  private static List<String> described(JsonNode user) {
    JsonNode credentials = user.get("credentials");
    return List.of(
        user.get("id").asText(),
        user.get("username").asText(),
        user.get("firstName").asText() + " " + user.get("lastName").asText(),
        user.get("realmRoles").get(0).asText(),
        credentials.get(0).get("value").asText(),
        credentials.size() < 2
            ? "no second factor"
            : new Totp(otpSecret(credentials.get(1))).base32());
  }

  private static String otpSecret(JsonNode credential) {
    return credential.get("secretData").asText().replaceAll(".*\"value\": *\"([^\"]*)\".*", "$1");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
