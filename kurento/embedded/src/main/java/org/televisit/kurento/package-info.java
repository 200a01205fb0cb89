/** The embedded media server: one process that speaks the Kurento protocol and does real media. */
@NullMarked
package org.televisit.kurento;

import org.jspecify.annotations.NullMarked;
