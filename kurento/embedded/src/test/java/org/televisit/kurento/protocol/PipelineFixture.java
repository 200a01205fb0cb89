package org.televisit.kurento.protocol;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server, a client of it that writes its own JSON, and a pipeline of that. */
abstract class PipelineFixture {

  TestServer server;
  RawClient client;
  String pipeline;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start();
    client = server.connect();
    pipeline = client.create("MediaPipeline", "{}");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }
}
