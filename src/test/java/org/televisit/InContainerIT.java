package org.televisit;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that run inside of the server, one after the other, for which the application is
 * deployed once. To deploy it for each of them takes longer than most of them do.
 */
@Suite
@SelectClasses(
    names = {
      "org.televisit.DeploymentsIT",
      "org.televisit.availability.HoursServiceIT",
      "org.televisit.consent.ConsentServiceIT",
      "org.televisit.consent.RecordingRulesIT",
      "org.televisit.consent.RepresentedMinorIT",
      "org.televisit.consultation.ClosingTimeIT",
      "org.televisit.platform.JobThreadsIT",
      "org.televisit.recording.DeadNodeIT",
      "org.televisit.recording.FailedCommitIT",
      "org.televisit.recording.RecordingRowsIT",
      "org.televisit.retention.GrantedErasureIT",
      "org.televisit.retention.LegalHoldIT",
      "org.televisit.retention.RetentionIT",
      "org.televisit.retention.SettledPlaceIT",
      "org.televisit.scheduling.BookingRaceIT",
      "org.televisit.vault.S3InContainerIT"
    })
class InContainerIT {}
