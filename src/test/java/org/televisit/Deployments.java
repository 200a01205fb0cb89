package org.televisit;

import java.io.File;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.platform.suite.api.SelectClasses;

/**
 * The application once more, beside the one that people use, with tests inside that call services
 * in their container. Both share the database and the recordings.
 */
public final class Deployments {
  /** How often the storm of bookings tries: a system property here, a resource in the container. */
  public static final String ATTEMPTS = "televisit.race.attempts";

  private Deployments() {}

  /** What the tests in the container share, and Arquillian does not add by itself. */
  private static final List<String> SHARED =
      List.of(
          "org.televisit.Rows",
          "org.televisit.compliance.TinyWebm",
          "org.televisit.consent.ConsentFixture",
          "org.televisit.recording.RecordingRowsFixture",
          "org.televisit.retention.RetentionFixture",
          "org.televisit.scheduling.BookingStorm",
          "org.televisit.vault.S3Server");

  /**
   * The war that Maven has built, under /televisit-it, without sign-in, with all tests of {@link
   * InContainerIT}.
   */
  public static WebArchive televisit() {
    return ShrinkWrap.create(ZipImporter.class, "televisit-it.war")
        .importFrom(new File("target/televisit.war"))
        .as(WebArchive.class)
        .setWebXML("deployment/web.xml")
        .addAsWebInfResource("deployment/jboss-web.xml", "jboss-web.xml")
        .addAsLibrary(jarOf(Assertions.class))
        .addClasses(tests())
        // what the build was told travels along
        .addAsResource(new StringAsset(System.getProperty(ATTEMPTS, "1500")), ATTEMPTS);
  }

  private static Class<?>[] tests() {
    String[] tests = InContainerIT.class.getAnnotation(SelectClasses.class).names();
    return Stream.concat(Stream.of(tests), SHARED.stream())
        .map(Deployments::named)
        .toArray(Class<?>[]::new);
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, Deployments.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
