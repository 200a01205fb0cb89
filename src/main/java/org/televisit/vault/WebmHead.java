package org.televisit.vault;

/** What stands before the first cluster: EBML header, segment, seek head, info, tracks, cues. */
final class WebmHead {

  private static final int SEEK = 0x4DBB;
  private static final int SEEK_ID = 0x53AB;
  private static final int SEEK_POSITION = 0x53AC;
  private static final int MUXING_APP = 0x4D80;
  private static final int WRITING_APP = 0x5741;
  private static final String APPLICATION = "Televisit";

  private final MediaIndex index;
  private final CueSheet cues;
  private final byte[] info;

  WebmHead(MediaIndex index, CueSheet cues) {
    this.index = index;
    this.cues = cues;
    this.info =
        new EbmlWriter()
            .element(
                Ebml.INFO,
                new EbmlWriter()
                    .unsigned(Ebml.TIMESTAMP_SCALE, index.timestampScale())
                    .number(Ebml.DURATION, (double) index.end())
                    .text(MUXING_APP, APPLICATION)
                    .text(WRITING_APP, APPLICATION))
            .toBytes();
  }

  /** Length of the head, which does not depend on where the clusters lie. */
  long length(int runs) {
    return encode(new long[runs + 1]).length;
  }

  /**
   * @param clusters where each run's cluster begins in the file, and where the last one ends
   */
  byte[] encode(long[] clusters) {
    byte[] ebml = ebmlHeader();
    long segmentAt = ebml.length + 4 + 8L;
    long[] positions = new long[clusters.length];
    for (int i = 0; i < clusters.length; i++) {
      positions[i] = Math.max(0, clusters[i] - segmentAt);
    }
    int infoAt = seekHead(0, 0, 0).length;
    int tracksAt = infoAt + info.length;
    int cuesAt = tracksAt + index.tracks().length;
    return new EbmlWriter()
        .raw(ebml)
        .id(Ebml.SEGMENT)
        .wideSize(positions[positions.length - 1])
        .raw(seekHead(infoAt, tracksAt, cuesAt))
        .raw(info)
        .raw(index.tracks())
        .raw(cues.encode(positions))
        .toBytes();
  }

  private static byte[] ebmlHeader() {
    return new EbmlWriter()
        .element(
            Ebml.EBML,
            new EbmlWriter()
                .unsigned(0x4286, 1) // EBMLVersion
                .unsigned(0x42F7, 1) // EBMLReadVersion
                .unsigned(0x42F2, 4) // EBMLMaxIDLength
                .unsigned(0x42F3, 8) // EBMLMaxSizeLength
                .text(0x4282, "webm") // DocType
                .unsigned(0x4287, 4) // DocTypeVersion
                .unsigned(0x4285, 2)) // DocTypeReadVersion
        .toBytes();
  }

  private static byte[] seekHead(int infoAt, int tracksAt, int cuesAt) {
    return new EbmlWriter()
        .element(
            Ebml.SEEK_HEAD,
            new EbmlWriter()
                .element(SEEK, seek(Ebml.INFO, infoAt))
                .element(SEEK, seek(Ebml.TRACKS, tracksAt))
                .element(SEEK, seek(Ebml.CUES, cuesAt)))
        .toBytes();
  }

  private static EbmlWriter seek(int id, int position) {
    return new EbmlWriter()
        .element(SEEK_ID, new EbmlWriter().id(id))
        .unsigned(SEEK_POSITION, position, Integer.BYTES);
  }
}
