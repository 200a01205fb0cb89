package org.televisit.platform;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recognises which rule of the database a change has broken, wherever the failure surfaced. */
public final class Violations {

  private static final String INTEGRITY_CONSTRAINT = "23"; // class of SQLSTATE, ISO/IEC 9075

  private Violations() {}

  /**
   * Whether {@code failure} was caused by the named constraint. Hibernate does not extract the name
   * of an exclusion constraint (23P01), therefore the server's message is asked.
   */
  public static boolean isOf(Throwable failure, String constraint) {
    return Stream.<@Nullable Throwable>iterate(failure, t -> t != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .anyMatch(e -> names(e, constraint));
  }

  private static boolean names(SQLException e, String constraint) {
    @Nullable String state = e.getSQLState();
    @Nullable String message = e.getMessage();
    return state != null
        && state.startsWith(INTEGRITY_CONSTRAINT)
        && message != null
        && message.contains('"' + constraint + '"');
  }
}
