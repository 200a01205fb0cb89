package org.televisit.consultation;

import java.io.IOException;
import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** The tests that break a clinic, one after the other, for which it is started once. */
@Suite
@SelectClasses({RecordingFaultIT.class, WithdrawalFaultIT.class, LostSoundPageIT.class})
class FaultsIT {

  @AfterSuite
  static void end() throws IOException {
    BreakableClinic.end();
  }
}
