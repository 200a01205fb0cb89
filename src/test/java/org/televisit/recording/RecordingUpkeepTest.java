package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.transaction.RollbackException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingUpkeepTest {

  static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("no database"),
        new RollbackException("not committed"), // checked, and thrown though nothing declares it
        new OutOfMemoryError("no thread to be had"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void goes_on_whatever_is_thrown(Throwable failure) {
    List<Runnable> tasks = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    RecordingUpkeep upkeep = new RecordingUpkeep();
    upkeep.scheduler = scheduler(tasks);
    upkeep.recovery =
        new RecordingRecovery() {
          @Override
          List<RecordingId> leftBy(String node) {
            return List.of();
          }
        };
    upkeep.salvage = new Salvage();
    upkeep.orphans = new Orphans();
    upkeep.uploads = new UploadRows();
    upkeep.uploads.late = new LateRows();
    upkeep.uploads.ingests = new Ingests();
    upkeep.node =
        new NodeLife() {
          @Override
          String name() {
            return "here";
          }

          @Override
          synchronized void beat() {
            tried.add("beat");
            throw RecordingUpkeepTest.<RuntimeException>unchecked(failure);
          }
        };
    upkeep.start(new Object());

    assertThat(tasks).hasSizeGreaterThan(1);
    assertThat(tasks).allSatisfy(task -> assertThatCode(task::run).doesNotThrowAnyException());
    assertThat(tried).containsExactly("beat");
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException unchecked(Throwable any) throws E {
    throw (E) any;
  }

  /** One that only remembers what it is to do. */
  private static ManagedScheduledExecutorService scheduler(List<Runnable> tasks) {
    return (ManagedScheduledExecutorService)
        Proxy.newProxyInstance(
            RecordingUpkeepTest.class.getClassLoader(),
            new Class<?>[] {ManagedScheduledExecutorService.class},
            (proxy, method, values) -> remember(tasks, values));
  }

  private static @Nullable Object remember(List<Runnable> tasks, Object[] values) {
    tasks.add((Runnable) values[0]);
    return null;
  }
}
