package org.televisit.recording;

import java.time.Duration;

/**
 * The ingest's own count of one upload.
 *
 * @param bytes that have arrived
 * @param lasted from the beginning to the last of them, by this node's clock; never negative
 */
record Received(long bytes, Duration lasted) {}
