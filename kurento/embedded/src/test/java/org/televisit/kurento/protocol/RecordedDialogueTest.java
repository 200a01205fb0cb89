package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.kurento.protocol.Replay.Step;

/** Replays what clients said to a real Kurento 7.3 and compares what the two servers answered. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordedDialogueTest {

  @TempDir Path directory;
  private TestServer server;

  RecordedDialogueTest() throws IOException {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private final class ThisServer implements Replay.Subject {
    @Override
    public InetSocketAddress address() {
      return server.address();
    }

    @Override
    public void restart() throws IOException {
      InetSocketAddress same = server.address();
      server.close();
      server = TestServer.start(KurentoSettings.on(same));
    }
  }

  @Test
  void every_answer_and_event_is_like_those_of_Kurento() throws IOException {
    assertAlike("transcript.jsonl", 300);
  }

  @Test
  void every_answer_that_the_Java_client_got_is_like_those_of_Kurento() throws IOException {
    assertAlike("java-client.jsonl", 60);
  }

  private void assertAlike(String name, int atLeast) throws IOException {
    List<Step> steps;
    List<String> surplus;
    try (Replay replay = new Replay(Recording.load(name), new ThisServer(), directory)) {
      steps = replay.run();
      surplus = replay.surplus();
    }
    assertThat(unexplained(steps)).isEmpty();
    assertThat(KnownDifferences.outdated(steps)).as("differences that are none any more").isEmpty();
    assertThat(surplus).as("events that Kurento does not send").isEmpty();
    assertThat(steps).hasSizeGreaterThan(atLeast);
  }

  private static Map<String, Set<String>> unexplained(List<Step> steps) {
    Map<String, Set<String>> unexplained = new TreeMap<>();
    steps.stream()
        .filter(step -> !KnownDifferences.unexplained(step).isEmpty())
        .forEach(step -> unexplained.put(step.name(), KnownDifferences.unexplained(step)));
    return unexplained;
  }
}
