package org.televisit.platform;

import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema up to date before Hibernate validates it. The migrations run as the schema's
 * owner; the application's own role is named to them and gets only the rights they grant.
 *
 * <p>Settings of the persistence unit: {@value #OWNER}, a JNDI name or a {@link DataSource};
 * {@value #ROLE}, the database role of the application. Without an owner nothing is migrated.
 */
public class FlywayIntegrator implements Integrator {

  static final String OWNER = "televisit.migration.datasource";
  static final String ROLE = "televisit.migration.role";

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
    @Nullable Object owner = factory.getProperties().get(OWNER);
    if (owner != null) {
      migrate(dataSource(owner), String.valueOf(factory.getProperties().get(ROLE)));
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}

  private static void migrate(DataSource owner, String role) {
    Flyway.configure(FlywayIntegrator.class.getClassLoader())
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(Map.of("app", role))
        .load()
        .migrate();
  }

  @SuppressWarnings("BanJNDI") // the name is written in our own persistence.xml
  private static DataSource dataSource(Object owner) {
    if (owner instanceof DataSource given) {
      return given;
    }
    try {
      return InitialContext.doLookup(owner.toString());
    } catch (NamingException e) {
      throw new IllegalStateException("no data source for migrations: " + owner, e);
    }
  }
}
