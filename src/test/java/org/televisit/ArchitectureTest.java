package org.televisit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** Holds the shape of the code base; docs/architecture.md draws the same table. */
@AnalyzeClasses(packages = "org.televisit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** Feature to the features it may use. */
  static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry(
              "compliance",
              Set.of(
                  "completeness",
                  "retention",
                  "recording",
                  "consent",
                  "scheduling",
                  "availability",
                  "vault",
                  "audit",
                  "identity",
                  "platform")),
          entry(
              "consultation",
              Set.of(
                  "completeness",
                  "recording",
                  "consent",
                  "scheduling",
                  "availability",
                  "media",
                  "audit",
                  "identity",
                  "platform")),
          entry(
              "completeness",
              Set.of(
                  "recording",
                  "vault",
                  "consent",
                  "scheduling",
                  "availability",
                  "audit",
                  "identity",
                  "platform")),
          entry(
              "retention",
              Set.of(
                  "recording",
                  "vault",
                  "consent",
                  "scheduling",
                  "availability",
                  "audit",
                  "identity",
                  "platform")),
          entry(
              "recording",
              Set.of(
                  "vault",
                  "consent",
                  "scheduling",
                  "availability",
                  "media",
                  "audit",
                  "identity",
                  "platform")),
          entry("fhir", Set.of("scheduling", "availability", "audit", "identity", "platform")),
          entry(
              "notification",
              Set.of("scheduling", "availability", "consent", "audit", "identity", "platform")),
          entry("consent", Set.of("scheduling", "availability", "audit", "identity", "platform")),
          entry("scheduling", Set.of("availability", "audit", "identity", "platform")),
          entry("availability", Set.of("audit", "identity", "platform")),
          entry("audit", Set.of("identity", "platform")),
          entry("media", Set.of("platform")),
          entry("vault", Set.of("platform")),
          entry("identity", Set.of("platform")),
          entry("platform", Set.of()));

  /** The embedded media server shares the root package's name, and leaves the build by itself. */
  private static final String EMBEDDED_MEDIA_SERVER = "kurento";

  private static final int COLLABORATORS = 4;

  @ArchTest
  static void a_feature_uses_only_what_the_table_allows(JavaClasses code) {
    MAY_USE.forEach(
        (feature, allowed) -> {
          String[] forbidden =
              MAY_USE.keySet().stream()
                  .filter(Predicate.not(feature::equals))
                  .filter(Predicate.not(allowed::contains))
                  .map(other -> "org.televisit." + other + "..")
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage("org.televisit." + feature + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(forbidden)
              .check(code);
        });
  }

  @ArchTest
  static void the_table_names_every_feature(JavaClasses code) {
    assertThat(
            code.stream()
                .map(ArchitectureTest::feature)
                .filter(Predicate.not(String::isEmpty))
                .filter(Predicate.not(EMBEDDED_MEDIA_SERVER::equals))
                .collect(toSet()))
        .isEqualTo(MAY_USE.keySet());
  }

  @ArchTest
  static void features_are_flat(JavaClasses code) {
    assertThat(code.stream().map(JavaClass::getPackageName).collect(toSet()))
        .filteredOn(name -> name.split("\\.", -1).length > 3)
        .filteredOn(name -> !name.startsWith("org.televisit." + EMBEDDED_MEDIA_SERVER))
        .containsExactly("org.televisit.media.kurento");
  }

  @ArchTest
  static void every_package_says_what_may_be_null(JavaClasses code) {
    assertThat(
            code.stream()
                .filter(type -> MAY_USE.containsKey(feature(type)))
                .map(JavaClass::getPackage)
                .distinct())
        .allMatch(home -> home.isAnnotatedWith(NullMarked.class));
  }

  @ArchTest
  static final ArchRule kurento_stays_behind_the_port =
      noClasses()
          .that()
          .resideOutsideOfPackages("..media.kurento..", "org.televisit.kurento..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.kurento..");

  @ArchTest
  static final ArchRule the_media_server_knows_nothing_of_the_application =
      noClasses()
          .that()
          .resideInAPackage("org.televisit.kurento..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              MAY_USE.keySet().stream()
                  .map(feature -> "org.televisit." + feature + "..")
                  .toArray(String[]::new))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothing_lives_in_the_http_session_but_what_the_next_page_tells =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.televisit.platform.UnreadNotices")
          .should()
          .beAnnotatedWith(SessionScoped.class);

  @ArchTest
  static final ArchRule nothing_lives_in_static_fields =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(
              MAY_USE.keySet().stream()
                  .map(feature -> "org.televisit." + feature + "..")
                  .toArray(String[]::new))
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule pages_do_not_speak_to_the_database =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Page")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class);

  /** What an expression of a page names is the page's own bean, or one of a few for every page. */
  @ArchTest
  static final ArchRule pages_are_named_after_their_page =
      classes()
          .that()
          .areAnnotatedWith(Named.class)
          .and()
          .resideOutsideOfPackage("org.televisit.platform..")
          .should()
          .haveSimpleNameEndingWith("Page");

  @ArchTest
  static void a_page_has_few_collaborators(JavaClasses code) {
    assertThat(code.stream().filter(type -> type.getSimpleName().endsWith("Page")))
        .isNotEmpty()
        .allSatisfy(
            page ->
                assertThat(page.getFields().stream().filter(ArchitectureTest::isInjected))
                    .as(page.getName())
                    .hasSizeLessThanOrEqualTo(COLLABORATORS));
  }

  private static boolean isInjected(JavaField field) {
    return field.isAnnotatedWith(Inject.class)
        && !field.getModifiers().contains(JavaModifier.STATIC);
  }

  private static String feature(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length < 3 ? "" : parts[2];
  }
}
