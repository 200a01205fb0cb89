package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** What a suite runs is run by nothing else, and what is run by nothing else is in a suite. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuitesTest {

  private static final Pattern EXCLUDED = Pattern.compile("<exclude>(org/televisit/.*)\\.java<");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(location -> location.contains("IT.class"))
          .importPath(Path.of("target/test-classes/org/televisit"));

  @Test
  void the_build_leaves_out_what_the_suites_have_and_nothing_else() throws IOException {
    List<String> left =
        EXCLUDED
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .map(found -> found.group(1).replace('/', '.'))
            .toList();
    List<String> had =
        TESTS.stream()
            .filter(type -> type.isAnnotatedWith(Suite.class))
            .flatMap(type -> members(type.getAnnotationOfType(SelectClasses.class)))
            .toList();
    assertThat(left).isNotEmpty().containsExactlyInAnyOrderElementsOf(had).doesNotHaveDuplicates();
  }

  @Test
  void every_test_in_the_container_shares_the_deployment() {
    List<String> inContainer =
        TESTS.stream()
            .filter(type -> type.isAnnotatedWith(ExtendWith.class))
            .filter(SuitesTest::isDeployed)
            .map(JavaClass::getName)
            .toList();
    assertThat(inContainer)
        .isNotEmpty()
        .containsExactlyInAnyOrder(InContainerIT.class.getAnnotation(SelectClasses.class).names());
  }

  private static boolean isDeployed(JavaClass type) {
    return type.getAllMethods().stream().anyMatch(m -> m.isAnnotatedWith(Deployment.class));
  }

  private static Stream<String> members(SelectClasses selected) {
    return Stream.concat(
        Stream.of(selected.value()).map(Class::getName), Stream.of(selected.names()));
  }
}
