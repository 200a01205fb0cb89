package org.televisit.recording;

import org.televisit.media.Capture;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.RecordingProfile;

/**
 * What is to be recorded of a person.
 *
 * @param endpoint where it arrives
 * @param profile that fits what flows there
 * @param brake by which it can be ended at once
 */
public record RecordingSource(
    Capture media, Endpoint endpoint, RecordingProfile profile, RecordingBrake brake) {}
