package org.televisit.vault;

import java.time.Instant;
import java.util.UUID;

/**
 * A recording that nothing will ever open again.
 *
 * @param recording what was destroyed
 * @param at when its key was; the first time, if it was asked for more than once
 * @param mediaDeleted whether its sealed bytes are gone too; if not, they are unreadable, and the
 *     vault goes on trying to delete them
 */
public record Shredded(UUID recording, Instant at, boolean mediaDeleted) {}
