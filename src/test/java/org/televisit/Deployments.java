package org.televisit;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The application once more, beside the one that people use, with a test class inside: for tests
 * that call services in their container. Both share the database and the recordings.
 */
public final class Deployments {
  private Deployments() {}

  /** The war that Maven has built, under /televisit-it, without sign-in, with these classes. */
  public static WebArchive televisitWith(Class<?>... classes) {
    return ShrinkWrap.create(ZipImporter.class, "televisit-it.war")
        .importFrom(new File("target/televisit.war"))
        .as(WebArchive.class)
        .setWebXML("deployment/web.xml")
        .addAsWebInfResource("deployment/jboss-web.xml", "jboss-web.xml")
        .addAsLibrary(jarOf(Assertions.class))
        .addClasses(classes);
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
