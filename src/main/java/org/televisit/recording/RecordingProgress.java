package org.televisit.recording;

import java.time.Duration;

/**
 * Proof of life of a recording that runs.
 *
 * @param stored how much of it is sealed and would survive a crash now
 * @param silence for how long neither picture nor sound has arrived, whatever else did
 * @param bytes received so far
 */
public record RecordingProgress(Duration stored, Duration silence, long bytes) {}
