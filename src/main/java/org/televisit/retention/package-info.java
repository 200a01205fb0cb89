/**
 * How long recordings are kept, what must not be deleted, what was asked to be, and the destruction
 * itself: a key is destroyed, and what it opened is noise for ever.
 *
 * <p>The database has the last word: a legal hold beats policy and request by a trigger. {@link
 * org.televisit.retention.RetentionPlan} says what will be deleted when and why; {@code Eraser}
 * does it, in two steps that a crash between them cannot confuse.
 */
@NullMarked
package org.televisit.retention;

import org.jspecify.annotations.NullMarked;
