package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContainersTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([?-])([^}]*))?}");
  private static final Pattern SETTING = Pattern.compile("(?m)^(\\w+)=(.*)$");

  @Test
  void the_example_environment_names_exactly_what_the_containers_ask_for() throws IOException {
    assertThat(example().keySet())
        .isEqualTo(new TreeSet<>(asked().map(asked -> asked.group(1)).toList()));
  }

  @Test
  void no_password_and_no_secret_has_a_value_that_could_be_left_in_place() throws IOException {
    assertThat(example())
        .allSatisfy(
            (name, value) -> {
              if (isSecret(name)) {
                assertThat(value).as(name).isEmpty();
              }
            });
    assertThat(asked().filter(asked -> isSecret(asked.group(1)) && "-".equals(asked.group(2))))
        .allSatisfy(asked -> assertThat(asked.group(3)).as(asked.group(1)).isEmpty());
  }

  @Test
  void the_media_servers_control_port_is_published_nowhere() throws IOException {
    assertThat(Files.readString(Path.of("docker-compose.yml")))
        .doesNotContainPattern("\"?[\\d.:]*8888:8888");
  }

  @Test
  void recordings_are_taken_from_the_media_servers_network_and_no_other() throws IOException {
    assertThat(Files.readString(Path.of("docker-compose.yml")))
        .containsPattern("x-media-subnet: &media-subnet [\\d.]+/\\d+\n")
        .contains("TELEVISIT_INGEST_NETWORKS: *media-subnet\n")
        .containsPattern(
            "  media:\n    internal: true\n    ipam:\n.*\n +- subnet: \\*media-subnet");
  }

  private static boolean isSecret(String name) {
    return name.contains("PASSWORD") || name.contains("SECRET");
  }

  private static Stream<MatchResult> asked() throws IOException {
    return VARIABLE.matcher(Files.readString(Path.of("docker-compose.yml"))).results();
  }

  private static Map<String, String> example() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    List<MatchResult> lines =
        SETTING.matcher(Files.readString(Path.of(".env.example"))).results().toList();
    lines.forEach(line -> settings.put(line.group(1), line.group(2)));
    return settings;
  }
}
