package org.televisit.kurento.media;

/**
 * What a {@link MediaEngine} holds and has done since its start.
 *
 * @param kilobits what goes in and out at present, in kbit/s
 * @param droppedDatagrams that were malformed, forged or for nobody
 */
public record EngineFigures(
    int sessions,
    int recorders,
    int players,
    long kilobits,
    long receivedOctets,
    long sentOctets,
    long droppedDatagrams) {}
