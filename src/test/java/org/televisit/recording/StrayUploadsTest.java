package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.audit.AuditAction;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** Uploads that nobody may make, more of them than anybody can hold. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StrayUploadsTest {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  final StrayUploads strays = new StrayUploads();
  final List<String> audited = new ArrayList<>();
  final List<Stray> sent = new ArrayList<>();

  /** One request as the container keeps it. */
  private static final class Stray {
    final AtomicInteger completed = new AtomicInteger();
    int status;
    @Nullable AsyncListener listener;

    AsyncListener listener() {
      return Objects.requireNonNull(listener);
    }

    AsyncEvent event() {
      return new AsyncEvent(fake(AsyncContext.class));
    }

    private <T> T fake(Class<T> type) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, args) ->
                  switch (method.getName()) {
                    case "getRemoteAddr" -> "127.0.0.1";
                    case "startAsync" -> fake(AsyncContext.class);
                    case "addListener" -> {
                      listener = (AsyncListener) args[0];
                      yield null;
                    }
                    case "setStatus" -> {
                      status = (int) args[0];
                      yield null;
                    }
                    case "complete" -> {
                      completed.incrementAndGet();
                      listener().onComplete(event());
                      yield null;
                    }
                    default -> null;
                  }));
    }
  }

  @BeforeEach
  void open() {
    strays.clock = Clock.fixed(NOON, ZoneOffset.UTC);
    strays.trail =
        new AuditTrail() {
          @Override
          public void refused(Actor actor, AuditAction action, String entity, String detail) {
            audited.add(detail);
          }
        };
  }

  private void storm(int size) {
    for (int i = 0; i < size; i++) {
      Stray stray = new Stray();
      sent.add(stray);
      strays.hold(
          StrayUploads.Reason.UNKNOWN_TOKEN,
          stray.fake(HttpServletRequest.class),
          stray.fake(HttpServletResponse.class));
    }
  }

  @Test
  void none_is_answered_when_it_comes_however_many_do_and_what_is_held_is_bounded() {
    storm(2_000);
    assertThat(strays.held()).isEqualTo(512);
    assertThat(sent.subList(0, 2_000 - 512)).allMatch(s -> s.completed.get() == 1);
    assertThat(sent.subList(0, 2_000 - 512)).allMatch(s -> s.status == 404); // the oldest first
    assertThat(sent.subList(2_000 - 512, 2_000)).allMatch(s -> s.completed.get() == 0);
  }

  @Test
  void they_are_audited_once_a_minute() {
    storm(100);
    assertThat(audited).containsExactly("unknown-token from 127.0.0.1");
    strays.clock = Clock.fixed(NOON.plus(Duration.ofMinutes(1)), ZoneOffset.UTC);
    storm(100);
    assertThat(audited).hasSize(2);
  }

  @Test
  void each_gives_its_place_back_when_it_is_over_and_is_answered_once() throws IOException {
    storm(2);
    for (Stray stray : sent) {
      stray.listener().onTimeout(stray.event());
      stray.listener().onError(stray.event());
    }
    assertThat(sent).allMatch(s -> s.completed.get() == 1 && s.status == 404);
    assertThat(strays.held()).isZero();
  }
}
