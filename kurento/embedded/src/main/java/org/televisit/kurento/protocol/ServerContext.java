package org.televisit.kurento.protocol;

import java.time.Clock;
import org.televisit.kurento.media.MediaEngine;

/** What every media object works with. */
record ServerContext(
    Definitions definitions,
    ObjectRegistry objects,
    Sessions sessions,
    Subscriptions subscriptions,
    ControlLoop loop,
    MediaEngine engine,
    Clock clock) {}
