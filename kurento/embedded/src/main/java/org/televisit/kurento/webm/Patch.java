package org.televisit.kurento.webm;

/** Bytes to be written over others once everything is written. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
public record Patch(long position, byte[] bytes) {}
