/**
 * The append-only trail. Every feature writes to it through {@link org.televisit.audit.AuditTrail};
 * it knows none of them.
 */
@NullMarked
package org.televisit.audit;

import org.jspecify.annotations.NullMarked;
