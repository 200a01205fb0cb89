package org.televisit;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.audit.AuditAction;
import org.televisit.recording.RecordingEnd;
import org.televisit.recording.RecordingFailure;
import org.televisit.recording.RecordingPermit;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessagesTest {

  private static final Path BUNDLES = Path.of("src/main/resources/org/televisit");
  private static final String ENGLISH = "messages.properties";
  private static final String CHINESE = "messages_zh_CN.properties";
  private static final Pattern USED =
      Pattern.compile("msg\\['([\\w.-]+)']|text\\.of\\('([\\w.-]+)'");
  private static final Pattern LITERAL = Pattern.compile("['\"]([a-z][\\w-]*\\.[\\w.-]*)['\"]");

  /** Attributes that are read out or shown. */
  private static final List<String> SPOKEN =
      List.of("alt", "title", "aria-label", "placeholder", "label", "text", "help", "itemLabel");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
  private static final Pattern KEY_OF_LINE = Pattern.compile("^([^#\\s=][^=]*?)\\s*=");

  @Test
  void english_and_chinese_have_the_same_keys() throws IOException {
    assertThat(keys(CHINESE)).isEqualTo(keys(ENGLISH));
  }

  /** What concerns no visit, so that no review shows it. */
  private static final Set<String> NEVER_IN_A_VISIT =
      Set.of(
          "appointment.series",
          "booking-rules.change",
          "calendar-feed.issue",
          "calendar-feed.read",
          "calendar-feed.revoke",
          "consent.form.draft",
          "consent.form.publish",
          "deviation.add",
          "deviation.remove",
          "fhir.enter",
          "fhir.search",
          "notification.read",
          "patient.birth-date",
          "recording.ingest",
          "related-person.add",
          "related-person.end",
          "retention.end-policy",
          "retention.read",
          "retention.read-own",
          "retention.set-policy",
          "review.list",
          "sign-in",
          "sign-out",
          "visit-type.add",
          "visit-type.change",
          "waitlist.enter",
          "waitlist.leave",
          "working-hours.add",
          "working-hours.read",
          "working-hours.remove");

  @Test
  void whatever_may_happen_to_a_visit_has_words_in_its_review() throws IOException {
    Set<String> actions =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.televisit")
                .stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(AuditAction.class))
                .flatMap(type -> Stream.of(type.reflect().getEnumConstants()))
                .map(action -> ((AuditAction) action).code())
                .collect(toCollection(TreeSet::new));
    assertThat(actions).hasSizeGreaterThan(60).containsAll(NEVER_IN_A_VISIT);
    actions.removeAll(NEVER_IN_A_VISIT);
    assertThat(keys(ENGLISH))
        .containsAll(actions.stream().map(action -> "compliance.event." + action).toList());
  }

  @Test
  void whatever_may_be_missing_from_a_recording_has_words_for_why() throws Exception {
    Set<String> causes = new TreeSet<>();
    Stream.of(RecordingEnd.values()).map(RecordingEnd::code).forEach(causes::add);
    Stream.of(RecordingFailure.values()).map(RecordingFailure::code).forEach(causes::add);
    Stream.of(RecordingPermit.values()).map(RecordingPermit::code).forEach(causes::add);
    for (Field own : Class.forName("org.televisit.completeness.GapCause").getDeclaredFields()) {
      if (own.getType() == String.class) {
        own.setAccessible(true);
        causes.add((String) own.get(null));
      }
    }
    assertThat(causes).contains("not-webm", "nothing-sent", "declined");
    assertThat(keys(ENGLISH))
        .containsAll(causes.stream().map(cause -> "compliance.cause." + cause).toList());
  }

  @Test
  void whatever_a_recording_fails_for_has_words_in_a_review() throws IOException {
    assertThat(keys(ENGLISH))
        .containsAll(
            Stream.of(RecordingFailure.values())
                .map(failure -> "compliance.failure." + failure.code())
                .toList());
  }

  @Test
  void both_languages_use_the_same_arguments() throws IOException {
    Properties english = load(ENGLISH);
    Properties chinese = load(CHINESE);
    assertThat(english.stringPropertyNames())
        .allSatisfy(
            key ->
                assertThat(placeholders(chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.getProperty(key))));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void no_key_is_given_twice(String bundle) throws IOException {
    List<String> given =
        Files.readAllLines(BUNDLES.resolve(bundle)).stream()
            .flatMap(line -> KEY_OF_LINE.matcher(line).results())
            .map(key -> key.group(1))
            .toList();
    assertThat(given).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void no_text_is_empty_or_breaks_as_a_pattern(String bundle) throws IOException {
    Properties texts = load(bundle);
    assertThat(texts.stringPropertyNames())
        .allSatisfy(
            key -> {
              String text = texts.getProperty(key);
              assertThat(text).as(key).isNotBlank();
              assertThat(text).as("%s: write ’ for an apostrophe", key).doesNotContain("'");
              assertThat(new MessageFormat(text, Locale.ROOT)).as(key).isNotNull();
            });
  }

  @Test
  void what_looks_english_in_the_chinese_bundle_is_a_name() throws IOException {
    Properties chinese = load(CHINESE);
    assertThat(chinese.stringPropertyNames())
        .allSatisfy(
            key ->
                assertThat(chinese.getProperty(key))
                    .as(key)
                    .matches(
                        text -> text.equals("Televisit") || isChinese(text) || !hasWords(text)));
  }

  @Test
  void every_text_that_a_page_asks_for_exists() throws IOException {
    Set<String> known = keys(ENGLISH);
    try (Stream<Path> pages = Files.walk(Path.of("src/main/webapp"))) {
      Set<String> missing =
          pages
              .filter(page -> page.toString().endsWith(".xhtml"))
              .flatMap(MessagesTest::used)
              .filter(key -> !key.endsWith(".") && !known.contains(key))
              .collect(toCollection(TreeSet::new));
      assertThat(missing).isEmpty();
    }
  }

  @Test
  void every_text_is_used_somewhere() throws IOException {
    Set<String> used = literals();
    Set<String> idle =
        keys(ENGLISH).stream()
            .filter(key -> !key.startsWith("jakarta.faces."))
            .filter(key -> !used.contains(key) && prefixes(key).noneMatch(used::contains))
            .collect(toCollection(TreeSet::new));
    assertThat(idle).isEmpty();
  }

  /** What pages and classes write in quotes; a key that is put together begins with "feature.". */
  private static Set<String> literals() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      return sources
          .filter(source -> source.toString().matches(".*\\.(xhtml|java|m?js)"))
          .flatMap(source -> LITERAL.matcher(read(source)).results())
          .map(match -> match.group(1))
          .collect(toCollection(TreeSet::new));
    }
  }

  /** "a.b.cD" is looked for as "a.b.", "a." and, where the last part is put together, "a.b.c". */
  private static Stream<String> prefixes(String key) {
    return IntStream.range(key.indexOf('.') + 2, key.length())
        .filter(end -> key.charAt(end - 1) == '.' || Character.isUpperCase(key.charAt(end)))
        .mapToObj(end -> key.substring(0, end));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void no_page_has_words_of_its_own(Path page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document = factory.newDocumentBuilder().parse(page.toFile());
    assertThat(words(document.getDocumentElement())).isEmpty();
  }

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
      return files.filter(page -> page.toString().endsWith(".xhtml")).toList().stream();
    }
  }

  /** Texts and spoken attributes with words outside of expressions, below one element. */
  private static List<String> words(Element element) {
    List<String> found = new ArrayList<>();
    if (element.getTagName().startsWith("cc:interface")) {
      return found; // documentation of a composite, which nobody sees
    }
    if (element.getTagName().endsWith("Button") && speaks(element.getAttribute("value"))) {
      found.add(element.getAttribute("value"));
    }
    SPOKEN.stream().map(element::getAttribute).filter(MessagesTest::speaks).forEach(found::add);
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        found.addAll(words(inner));
      } else if (child instanceof Text && speaks(child.getTextContent())) {
        found.add(child.getTextContent().strip());
      }
    }
    return found;
  }

  private static boolean speaks(String text) {
    return text.replaceAll("#\\{[^}]*}|SHA-256", "").codePoints().anyMatch(Character::isLetter);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> used(Path page) {
    return USED.matcher(read(page))
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1));
  }

  private static boolean isChinese(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  /** Whether words remain when the arguments are taken out. */
  private static boolean hasWords(String text) {
    return Pattern.compile("[A-Za-z]{2,}").matcher(text.replaceAll("\\{[^}]*}", "")).find();
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> keys(String bundle) throws IOException {
    return new TreeSet<>(load(bundle).stringPropertyNames());
  }

  private static Properties load(String bundle) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(bundle))) {
      texts.load(reader);
    }
    return texts;
  }
}
