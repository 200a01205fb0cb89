package org.televisit.kurento;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.kurento.MediaServerSettings.InvalidSettingException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MediaServerSettingsTest {

  @Test
  void without_any_variable_everything_stays_on_loopback() throws InvalidSettingException {
    MediaServerSettings settings = MediaServerSettings.from(Map.of());
    assertThat(settings.kurento().listen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.kurento().listen().getPort()).isEqualTo(8888);
    assertThat(settings.kurento().keepAlive()).isEqualTo(Duration.ofMinutes(4));
    assertThat(settings.media().bind().isLoopbackAddress()).isTrue();
    assertThat(settings.media().advertised()).isEmpty();
    assertThat(settings.exitWithStdin()).isFalse();
  }

  @Test
  void every_variable_is_read() throws Exception {
    MediaServerSettings settings =
        MediaServerSettings.from(
            Map.ofEntries(
                Map.entry("KURENTO_LISTEN", "[::1]:9999"),
                Map.entry("KURENTO_HOSTS", "Media.example , other.example"),
                Map.entry("KURENTO_KEEP_ALIVE_SECONDS", "30"),
                Map.entry("KURENTO_MAX_CONNECTIONS", "1"),
                Map.entry("KURENTO_MAX_SESSIONS", "2"),
                Map.entry("KURENTO_MAX_OBJECTS", "3"),
                Map.entry("MEDIA_ADDRESS", "0.0.0.0"),
                Map.entry("MEDIA_UDP_PORT", "40000"),
                Map.entry("MEDIA_ADVERTISED_ADDRESSES", "192.0.2.1,192.0.2.2"),
                Map.entry("MEDIA_MAX_ENDPOINTS", "4"),
                Map.entry("MEDIA_MAX_KILOBITS", "5"),
                Map.entry("MEDIA_EXIT_WITH_STDIN", "true")));
    assertThat(settings.kurento().listen().getPort()).isEqualTo(9999);
    assertThat(settings.kurento().hosts())
        .containsExactlyInAnyOrder("media.example", "other.example");
    assertThat(settings.kurento().keepAlive()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.kurento().maxConnections()).isEqualTo(1);
    assertThat(settings.kurento().maxSessions()).isEqualTo(2);
    assertThat(settings.kurento().maxObjects()).isEqualTo(3);
    assertThat(settings.media().bind().isAnyLocalAddress()).isTrue();
    assertThat(settings.media().udpPort()).isEqualTo(40000);
    assertThat(settings.media().advertised())
        .extracting(InetAddress::getHostAddress)
        .containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(settings.media().maxSessions()).isEqualTo(4);
    assertThat(settings.media().maxKilobits()).isEqualTo(5);
    assertThat(settings.exitWithStdin()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "KURENTO_LISTEN,8888",
    "KURENTO_LISTEN,127.0.0.1:99999",
    "KURENTO_LISTEN,not a name:1",
    "KURENTO_KEEP_ALIVE_SECONDS,0",
    "KURENTO_MAX_OBJECTS,many",
    "MEDIA_UDP_PORT,70000",
    "MEDIA_ADVERTISED_ADDRESSES,192.0.2.1 192.0.2.2",
    "MEDIA_EXIT_WITH_STDIN,perhaps"
  })
  void an_unusable_value_is_refused_with_the_name_of_its_variable(String name, String value) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> MediaServerSettings.from(Map.of(name, value)))
        .withMessageStartingWith(name);
  }

  @Test
  void a_file_completes_the_environment(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("settings");
    Files.writeString(file, "# ours\nMEDIA_UDP_PORT=5000\nMEDIA_MAX_KILOBITS=20000\n");
    MediaServerSettings settings =
        MediaServerSettings.from(
            Map.of("MEDIA_SETTINGS", file.toString(), "MEDIA_UDP_PORT", "6000"));
    assertThat(settings.media().udpPort()).isEqualTo(6000);
    assertThat(settings.media().maxKilobits()).isEqualTo(20_000);
  }

  @Test
  void the_documented_file_holds_the_defaults() throws Exception {
    Map<String, String> named =
        Map.of("MEDIA_SETTINGS", "kurento/embedded/media-server.properties");
    assertThat(MediaServerSettings.from(named)).isEqualTo(MediaServerSettings.from(Map.of()));
  }

  @Test
  void a_file_that_says_something_unknown_is_refused(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("settings");
    Files.writeString(file, "MEDIA_PORT=5000\n");
    assertThatThrownBy(() -> MediaServerSettings.from(Map.of("MEDIA_SETTINGS", file.toString())))
        .hasMessageContaining("MEDIA_PORT");
    assertThatThrownBy(() -> MediaServerSettings.from(Map.of("MEDIA_SETTINGS", file + "x")))
        .hasMessageContaining("MEDIA_SETTINGS");
  }
}
