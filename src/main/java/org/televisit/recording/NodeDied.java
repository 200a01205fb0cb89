package org.televisit.recording;

import java.time.Instant;

/**
 * Another node is dead beyond doubt, and this one does for it what it cannot do any more. Told
 * again and again as long as it is.
 *
 * @param lastHeard by the clock of the database
 */
public record NodeDied(String node, Instant lastHeard) {}
