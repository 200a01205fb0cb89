package org.televisit.recording;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer from one that says no. */
final class DatabaseAway {

  private static final int MOST_CAUSES = 20;

  private DatabaseAway() {}

  /**
   * Whether trying again later may help: no connection (SQLSTATE class 08), a server that stops or
   * starts (57P), too little of something (53), or none of the pool to be had (no SQLSTATE).
   */
  static boolean causes(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof SQLTransientException
          || (cause instanceof SQLException sql && isAway(sql.getSQLState()))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isAway(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53");
  }
}
