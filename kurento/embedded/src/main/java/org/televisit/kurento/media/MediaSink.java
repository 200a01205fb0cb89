package org.televisit.kurento.media;

/** An element that media goes into, by {@link MediaSource#connect}. */
public sealed interface MediaSink permits MediaElement {}
