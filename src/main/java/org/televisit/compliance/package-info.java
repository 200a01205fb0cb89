/**
 * Review of sealed recordings by the compliance office. Depends on much; nothing depends on it.
 *
 * <p>A reviewer sees and plays a visit's recordings only under a {@link
 * org.televisit.compliance.ReviewGrant}: their own, for that visit, with a purpose and a reason,
 * for an hour. {@link org.televisit.compliance.ReviewService} decides; pages and the playback
 * servlet ask it each time.
 */
@NullMarked
package org.televisit.compliance;

import org.jspecify.annotations.NullMarked;
