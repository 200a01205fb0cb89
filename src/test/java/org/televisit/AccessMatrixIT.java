package org.televisit;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.AccessTable.Row;
import org.televisit.AccessTable.Visitor;
import org.televisit.compliance.RecordedVisit;
import org.televisit.compliance.TinyWebm;
import org.televisit.dev.DemoPerson;

/**
 * Who gets what: each page and endpoint, asked for by nobody and by a person of each role. A page
 * or an endpoint that no row of {@link AccessTable} names fails the last tests of this class.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessMatrixIT {

  @RegisterExtension static final Chromium chromium = Chromium.withFakeCamera();

  private static final AccessProbe PROBE = new AccessProbe();
  private static final Map<Visitor, String> COOKIES = new EnumMap<>(Visitor.class);
  private static final Map<String, UUID> IDS = new HashMap<>();

  /** Anna's visit with Dr Lin is on and recorded; Bo's with Dr Meyer is none of theirs. */
  @BeforeAll
  static void aClinicWithTwoVisits() throws Exception {
    Stack.cleanSlate();
    Instant now = Instant.now();
    RecordedVisit visit = RecordedVisit.between(DemoPerson.ANNA, DemoPerson.LIN, now);
    RecordedVisit strangers = RecordedVisit.between(DemoPerson.BO, DemoPerson.MEYER, now);
    IDS.put("{visit}", visit.id());
    IDS.put("{strangers}", strangers.id());
    IDS.put("{recording}", visit.record(DemoPerson.ANNA, TinyWebm.ofSeconds(20), Duration.ZERO));
    IDS.put("{running}", visit.order(DemoPerson.LIN, "L".repeat(43)));
    Instant soon = now.plus(Duration.ofMinutes(30));
    IDS.put("{grant}", visit.grant(DemoPerson.COMPLIANCE, soon));
    IDS.put("{expired}", visit.grant(DemoPerson.COMPLIANCE, now));
    IDS.put("{colleagues}", visit.grant(DemoPerson.ADMIN, soon)); // a subject that is not theirs
    IDS.put("{certificate}", visit.certify("{}"));
    IDS.put("{elsewhere}", strangers.grant(DemoPerson.COMPLIANCE, soon));
    for (Visitor visitor : Visitor.values()) {
      COOKIES.put(visitor, visitor.person == null ? "" : signIn(visitor.person));
    }
  }

  private static String signIn(DemoPerson who) {
    return chromium.as(who).context().cookies(Stack.url("/")).stream()
        .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
        .collect(joining("; "));
  }

  @ParameterizedTest
  @MethodSource({"org.televisit.AccessTable#rows", "org.televisit.AccessTable#tricks"})
  void everybody_gets_what_the_table_says(Row row) throws Exception {
    String request = row.request();
    for (Map.Entry<String, UUID> id : IDS.entrySet()) {
      request = request.replace(id.getKey(), id.getValue().toString());
    }
    Map<Visitor, String> answers = new EnumMap<>(Visitor.class);
    for (Visitor visitor : Visitor.values()) {
      String answer = PROBE.ask(request, Objects.requireNonNull(COOKIES.get(visitor)));
      answers.put(visitor, visitor.word(answer));
    }
    assertThat(answers).isEqualTo(row.expected());
  }

  @Test
  void the_table_names_every_page() throws IOException {
    assertThat(pathsBelow("src/main/webapp", ".xhtml"))
        .filteredOn(page -> !page.startsWith("/WEB-INF/") && !page.startsWith("/resources/"))
        .isNotEmpty()
        .isSubsetOf(named());
  }

  @Test
  void the_table_names_something_of_every_directory_that_is_served() throws IOException {
    Set<String> directories = named().stream().map(AccessMatrixIT::directory).collect(toSet());
    assertThat(pathsBelow("src/main/webapp", ""))
        .extracting(AccessMatrixIT::directory)
        .isNotEmpty()
        .isSubsetOf(directories);
  }

  @Test
  void the_table_names_every_endpoint_in_the_code() {
    JavaClasses code =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.televisit");
    List<String> endpoints = code.stream().flatMap(AccessMatrixIT::endpoints).toList();
    assertThat(endpoints).contains("/compliance/media/*", "/signalling/{visit}", "/ingest/*");
    assertThat(endpoints).allMatch(this::isNamed);
  }

  @Test
  void the_table_names_every_servlet_of_the_descriptor() throws IOException {
    String descriptor = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));
    Matcher mappings =
        Pattern.compile("<servlet-mapping>.*?<url-pattern>(.*?)</url-pattern>", Pattern.DOTALL)
            .matcher(descriptor);
    assertThat(mappings.results().map(found -> found.group(1)).toList())
        .containsExactly("*.xhtml"); // pages, each of which is named; another one needs its rows
  }

  private static Stream<String> endpoints(JavaClass type) {
    Stream<String> servlets =
        type.tryGetAnnotationOfType(WebServlet.class).stream()
            .flatMap(
                servlet ->
                    Stream.concat(Stream.of(servlet.value()), Stream.of(servlet.urlPatterns())));
    Stream<String> sockets =
        type.tryGetAnnotationOfType(ServerEndpoint.class).stream().map(ServerEndpoint::value);
    Stream<String> resources =
        type.tryGetAnnotationOfType("jakarta.ws.rs.ApplicationPath").stream()
            .map(path -> path.get("value").orElseThrow().toString() + "/*");
    return Stream.of(servlets, sockets, resources).flatMap(found -> found);
  }

  private boolean isNamed(String endpoint) {
    String fixed = endpoint.replaceFirst("[*{].*", "");
    return named().stream()
        .anyMatch(path -> endpoint.equals(fixed) ? path.equals(fixed) : path.startsWith(fixed));
  }

  private static Set<String> named() {
    return AccessTable.rows().map(Row::path).collect(toSet());
  }

  private static String directory(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end);
  }

  private static List<String> pathsBelow(String root, String ending) throws IOException {
    Path directory = Path.of(root);
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> "/" + directory.relativize(file).toString().replace('\\', '/'))
          .filter(path -> path.endsWith(ending))
          .toList();
    }
  }
}
