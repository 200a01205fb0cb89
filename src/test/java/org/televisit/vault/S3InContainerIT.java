package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;
import org.televisit.Stack;

/**
 * The object store from within the application server, whose classes of the same kind must not get
 * in the way of the S3 client that the war brings along. What the store does is tested in {@link
 * ObjectStoreIT}.
 */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class S3InContainerIT {

  /** Where the server's side reads what the client's side has started. */
  private static final String ENDPOINT = "s3-endpoint.txt";

  /** On the client's side only. */
  private static @Nullable S3Server server;

  @Deployment
  static WebArchive televisit() throws IOException {
    S3Server started = S3Server.start(Files.createTempDirectory("s3-in-container"));
    server = started;
    Files.writeString(
        Stack.server().resolve("standalone/data").resolve(ENDPOINT), started.endpoint().toString());
    return Deployments.televisit();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void a_finished_file_is_stored_read_by_ranges_and_deleted() throws IOException {
    S3Store store = new S3Store(S3Server.settings(endpoint(), "container/"));
    UUID recording = UUID.randomUUID();
    byte[] content = new byte[9 << 20]; // more than one piece of an upload
    new Random(3).nextBytes(content);
    Path file = Files.write(Files.createTempFile("finished", ".tmrv"), content);

    assertThat(store.take(recording, file)).isTrue();
    assertThat(store.list()).contains(recording);
    try (SealedBytes stored = store.open(recording, 0)) {
      assertThat(stored.size()).isEqualTo(content.length);
      assertThat(stored.read(0, content.length)).isEqualTo(content);
    }
    store.delete(recording);
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> store.open(recording, 0));
    Files.delete(file);
  }

  private static URI endpoint() throws IOException {
    return URI.create(
        Files.readString(Path.of(System.getProperty("jboss.server.data.dir"), ENDPOINT)));
  }
}
