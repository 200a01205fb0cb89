package org.televisit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;

/** As the provisioned server has them, on whatever machine. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class JobThreadsIT {

  /** More than wait for a database at once. */
  private static final int HANGING = 12;

  @Resource ManagedScheduledExecutorService scheduler;
  @Resource ManagedExecutorService executor;

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  @Test
  void a_dozen_jobs_that_hang_keep_no_other_from_its_turn() throws Exception {
    hangAndDoOneMore(scheduler);
  }

  @Test
  void a_dozen_rooms_that_hang_keep_no_other_from_its_turn() throws Exception {
    hangAndDoOneMore(executor);
  }

  private static void hangAndDoOneMore(ExecutorService threads) throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    try {
      for (int i = 0; i < HANGING; i++) {
        threads.execute(() -> hang(released));
      }
      assertThat(threads.submit(() -> "done").get(30, TimeUnit.SECONDS)).isEqualTo("done");
    } finally {
      released.countDown();
    }
  }

  private static void hang(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
