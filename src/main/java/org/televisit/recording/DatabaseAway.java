package org.televisit.recording;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer from one that says no. */
public final class DatabaseAway {

  private static final int MOST_CAUSES = 50;

  private DatabaseAway() {}

  /**
   * Whether trying again later may help: no connection (SQLSTATE class 08), a server that stops or
   * starts (57P), too little of something (53), or none of the pool to be had (no SQLSTATE). Why a
   * commit failed is no cause of what the transaction manager throws, but suppressed by it.
   */
  public static boolean causes(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> next = new ArrayDeque<>();
    next.add(failure);
    while (!next.isEmpty() && seen.size() < MOST_CAUSES) {
      Throwable one = next.remove();
      if (!seen.add(one)) {
        continue;
      }
      if (one instanceof SQLTransientException
          || (one instanceof SQLException sql && isAway(sql.getSQLState()))) {
        return true;
      }
      Throwable cause = one.getCause();
      if (cause != null) {
        next.add(cause);
      }
      next.addAll(List.of(one.getSuppressed()));
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
