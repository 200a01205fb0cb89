package org.televisit.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answers; its failure is in the server's log, not in the answer. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {

  private static final int PATIENCE = 2; // seconds

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(answers()).build();
  }

  private boolean answers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(PATIENCE);
    } catch (SQLException e) {
      return false;
    }
  }
}
