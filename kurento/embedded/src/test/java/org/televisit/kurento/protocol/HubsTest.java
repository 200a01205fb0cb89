package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hubs choose what comes out of their ports. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HubsTest {

  @TempDir Path directory;
  private final TestServer server;
  private final Publisher publisher;
  private final RawClient client;
  private final String pipeline;

  HubsTest() throws IOException {
    server = TestServer.start();
    publisher = new Publisher(server.uri());
    client = publisher.client;
    pipeline = publisher.pipeline;
  }

  @AfterEach
  void stop() {
    publisher.close();
    server.close();
  }

  private String recorder() {
    return publisher.recorder(directory.resolve("film.webm").toUri());
  }

  private String port(String hub) {
    return client.create("HubPort", "{'hub':'" + hub + "'}");
  }

  @Test
  void a_dispatcher_lets_out_of_a_port_what_was_connected_to_it() {
    String hub = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String in = port(hub);
    String out = port(hub);
    String recorder = recorder();
    publisher.connect(publisher.endpoint, in);
    publisher.connect(out, recorder);
    publisher.send();
    assertThat(
            client
                .invoke(hub, "connect", "{'source':'%s','sink':'%s'}".formatted(in, out))
                .has("result"))
        .isTrue();
    publisher.awaitVideo(recorder, "FLOWING");
    String other = port(hub);
    client.invoke(hub, "connect", "{'source':'%s','sink':'%s'}".formatted(other, out));
    publisher.awaitVideo(recorder, "NOT_FLOWING");
  }

  @Test
  void one_source_goes_out_of_all_ports_also_later_ones() {
    String hub = client.create("DispatcherOneToMany", "{'mediaPipeline':'" + pipeline + "'}");
    String in = port(hub);
    publisher.connect(publisher.endpoint, in);
    client.invoke(hub, "setSource", "{'source':'" + in + "'}");
    String recorder = recorder();
    publisher.connect(port(hub), recorder);
    publisher.send();
    publisher.awaitVideo(recorder, "FLOWING");
    client.invoke(hub, "removeSource", "{}");
    publisher.awaitVideo(recorder, "NOT_FLOWING");
  }

  @Test
  void a_port_of_another_hub_is_refused() {
    String hub = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String other = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String ports = "{'source':'%s','sink':'%s'}".formatted(port(hub), port(other));
    assertThat(client.invoke(hub, "connect", ports).at("/error/code").asInt()).isEqualTo(40004);
  }

  @Test
  void a_hub_takes_its_ports_with_it() {
    String hub = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String in = port(hub);
    String out = port(hub);
    client.invoke(hub, "connect", "{'source':'%s','sink':'%s'}".formatted(in, out));
    assertThat(in).startsWith(hub + "/");
    client.call("release", "{'object':'" + hub + "'}");
    assertThat(client.errorCode("describe", "{'object':'" + in + "'}")).isEqualTo(40101);
  }
}
