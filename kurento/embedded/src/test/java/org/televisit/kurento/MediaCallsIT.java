package org.televisit.kurento;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that look at media as it flows, one after the other: side by side with each other they
 * would measure how busy the machine is.
 */
@Suite
@SelectClasses(
    names = {
      "org.televisit.kurento.VisitPageIT",
      "org.televisit.kurento.media.CallPageIT",
      "org.televisit.kurento.media.EmbeddedServerBrowserIT",
      "org.televisit.kurento.protocol.EmbeddedServerFaultIT"
    })
class MediaCallsIT {}
