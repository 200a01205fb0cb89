package org.televisit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A session ends with the person, however busy a page of theirs goes on being (ASVS 7.3.1). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdleFilterTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final String POLL = "live:poll";
  private static final String BUTTON = "live:save";

  private Instant now = Instant.parse("2026-11-26T09:00:00Z");
  private boolean signedIn = true;
  private String path = "/admin/board.xhtml";
  private final List<String> log = new ArrayList<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private final HttpSession session =
      fake(
          HttpSession.class,
          (name, arguments) ->
              switch (name) {
                case "getMaxInactiveInterval" -> (int) TIMEOUT.toSeconds();
                case "getAttribute" -> attributes.get(String.valueOf(arguments[0]));
                case "setAttribute" -> attributes.put(String.valueOf(arguments[0]), arguments[1]);
                default -> null;
              });
  private final IdleFilter filter = new IdleFilter();

  /** One method of something that the server supplies. */
  private interface Answers {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.to(method.getName(), arguments)));
  }

  @BeforeEach
  void somebodySignsIn() {
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    LoginSession sessions = new LoginSession();
    sessions.clock = clock;
    sessions.sessionCreated(new HttpSessionEvent(session));
    filter.clock = clock;
    filter.departure =
        new Departure() {
          @Override
          void of(HttpServletRequest request) {
            log.add("signed out");
          }
        };
  }

  /**
   * @param source of a Faces request without a page, or null for one that asks for a page
   */
  private HttpServletRequest request(String method, @Nullable String source) {
    return fake(
        HttpServletRequest.class,
        (name, arguments) ->
            switch (name) {
              case "getSession" -> session;
              case "getUserPrincipal" -> signedIn ? (Principal) () -> "ada" : null;
              case "getServletPath" -> path;
              case "getContextPath" -> "";
              case "getMethod" -> method;
              case "getRequestURL" -> new StringBuffer("https://clinic.example/admin/board.xhtml");
              case "getQueryString" -> "day=2026-11-26";
              case "getCharacterEncoding" -> "UTF-8";
              case "getHeader" -> source == null ? null : "partial/ajax";
              case "getParameter" -> source;
              default -> null;
            });
  }

  private String answer(HttpServletRequest request) throws Exception {
    log.clear();
    HttpServletResponse response =
        fake(
            HttpServletResponse.class,
            (name, arguments) -> log.add(name + " " + arguments[0]) ? null : null);
    filter.doFilter(request, response, (in, out) -> log.add("served"));
    return String.join(", ", log);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void a_page_that_asks_by_itself_does_not_keep_its_person_signed_in() throws Exception {
    for (int asked = 0; asked < 180; asked++) { // every ten seconds for half an hour
      assertThat(answer(request("POST", POLL))).isEqualTo("served");
      path = "/img/icons.svg"; // drawn anew
      assertThat(answer(request("GET", null))).isEqualTo("served");
      path = "/admin/board.xhtml";
      pass(Duration.ofSeconds(10));
    }
    pass(Duration.ofMillis(1));
    assertThat(answer(request("POST", POLL))).isEqualTo("signed out, setStatus 401");
  }

  @Test
  void whoever_does_something_stays_signed_in() throws Exception {
    for (int hour = 0; hour < 8; hour++) {
      pass(TIMEOUT);
      assertThat(answer(request("POST", BUTTON))).isEqualTo("served");
      pass(TIMEOUT);
      assertThat(answer(request("GET", null))).isEqualTo("served");
    }
  }

  @Test
  void whoever_took_long_to_sign_in_is_not_signed_out_at_once() throws Exception {
    signedIn = false;
    pass(TIMEOUT.plusMinutes(1));
    assertThat(answer(request("GET", null))).isEqualTo("served");
    signedIn = true;
    pass(TIMEOUT);
    assertThat(answer(request("GET", null))).isEqualTo("served");
  }

  @Test
  void whoever_is_in_a_room_is_there() throws Exception {
    pass(TIMEOUT);
    LastDeed.of(session).note(now);
    pass(TIMEOUT);
    assertThat(answer(request("POST", POLL))).isEqualTo("served");
  }

  @Test
  void who_comes_back_too_late_signs_in_and_finds_the_page_again() throws Exception {
    pass(TIMEOUT.plusMillis(1));
    assertThat(answer(request("GET", null)))
        .isEqualTo(
            "signed out, sendRedirect https://clinic.example/admin/board.xhtml?day=2026-11-26");
    assertThat(answer(request("POST", BUTTON))).isEqualTo("signed out, setStatus 401");
    assertThat(answer(request("POST", null))).isEqualTo("signed out, sendRedirect /index.xhtml");
  }

  @Test
  void every_page_that_asks_by_itself_says_so() throws IOException {
    Pattern poll = Pattern.compile("<p:poll [^>]*>");
    try (Stream<Path> pages = Files.walk(Path.of("src/main/webapp"))) {
      List<String> polls =
          pages
              .filter(page -> page.toString().endsWith(".xhtml"))
              .flatMap(page -> poll.matcher(read(page)).results())
              .map(found -> found.group())
              .toList();
      assertThat(polls).hasSizeGreaterThan(1).allMatch(tag -> tag.contains(" id=\"poll\" "));
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
