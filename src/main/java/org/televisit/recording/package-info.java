/**
 * Recordings of visits: begun only under the recorded person's own consent, sealed while they
 * arrive, kept with what proves them whole.
 *
 * <p>{@link org.televisit.recording.RecordingService} asks the media server to record; {@code
 * IngestServlet} receives what it posts, and alone decides what was stored. Between the two stands
 * a one-time token. Life of a recording: {@link org.televisit.recording.RecordingState}.
 */
@NullMarked
package org.televisit.recording;

import org.jspecify.annotations.NullMarked;
