package org.televisit.recording;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.List;
import org.televisit.vault.Vault;

/**
 * Finishes, when the application starts, what was being recorded when it last died: the file gets
 * its end, the row what proves it whole. What cannot be opened any more fails, and its bytes stay.
 */
@ApplicationScoped
class RecordingRecovery {

  private static final Logger LOG = System.getLogger(RecordingRecovery.class.getName());

  @Inject RecordingRegister register;
  @Inject Vault vault;

  @Resource ManagedExecutorService executor;

  /** Lists before the first upload can come, and works while they come already. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    List<RecordingId> unfinished = register.unfinished();
    if (!unfinished.isEmpty()) {
      executor.execute(() -> unfinished.forEach(this::recover));
    }
  }

  void recover(RecordingId id) {
    try {
      register.finished(vault.recover(id.value()));
      LOG.log(INFO, "{0} was cut off and has been recovered", id.entity());
    } catch (IOException e) {
      LOG.log(WARNING, id.entity() + " cannot be recovered", e);
      register.fail(id, RecordingFailure.LOST);
    }
  }
}
