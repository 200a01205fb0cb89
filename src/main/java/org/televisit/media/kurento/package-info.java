/** Speaks to Kurento Media Server 7.3; translates its exceptions and hides its types. */
@NullMarked
package org.televisit.media.kurento;

import org.jspecify.annotations.NullMarked;
