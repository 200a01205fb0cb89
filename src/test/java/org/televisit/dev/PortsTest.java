package org.televisit.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PortsTest {
  private final Properties properties = new Properties();

  @Test
  void trying_out_and_testing_share_no_port() {
    Ports up = Ports.of("up", 0, properties);
    Ports it = Ports.of("it", 20_000, properties);

    assertThat(Service.values())
        .noneSatisfy(
            a ->
                assertThat(Service.values())
                    .anySatisfy(b -> assertThat(up.of(a)).isEqualTo(it.of(b))));
  }

  @Test
  void a_property_moves_one_service() {
    properties.setProperty("up.keycloak.port", "8190");

    assertThat(Ports.of("up", 0, properties).of(Service.KEYCLOAK)).isEqualTo(8190);
    assertThat(Ports.of("up", 0, properties).of(Service.HTTP)).isEqualTo(8080);
  }

  @Test
  void a_port_in_use_is_named_with_who_wants_it_and_how_to_choose_another() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      properties.setProperty("x.postgres.port", String.valueOf(taken.getLocalPort()));
      Ports ports = Ports.of("x", 30_000, properties);

      assertThatThrownBy(ports::requireFree)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("wanted for PostgreSQL")
          .hasMessageContaining("-Dx.postgres.port=");
    }
  }

  @Test
  void what_is_no_port_is_refused_by_the_name_of_its_property() {
    properties.setProperty("up.smtp.port", "70000");

    assertThatThrownBy(() -> Ports.of("up", 0, properties))
        .isInstanceOf(StackFailure.class)
        .hasMessage("up.smtp.port is not a port number: 70000");
  }

  @Test
  void two_services_on_one_port_are_refused() {
    properties.setProperty("up.ingest.port", "8080");

    assertThatThrownBy(() -> Ports.of("up", 0, properties))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("8080")
        .hasMessageContaining("up.ingest.port");
  }
}
