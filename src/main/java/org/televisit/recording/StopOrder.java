package org.televisit.recording;

import java.time.Instant;

/**
 * That a recording is to end, as its upload learns it before the row does.
 *
 * @param at when it was said
 */
record StopOrder(RecordingEnd why, Instant at) {}
