package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.televisit.vault.Run.Picture;

class WebmIndexerTest {

  /** Sound every 20 ms, a picture every 40 ms, a key frame every 2 s, a cluster every 8 s. */
  static final byte[] STREAM = stream(30, 8_000, 2_000);

  static byte[] stream(int seconds, int clusterMillis, int keyMillis) {
    EbmlWriter out = head();
    byte[] media = new byte[60];
    new Random(4).nextBytes(media);
    for (int time = 0; time < seconds * 1000; time += 20) {
      int relative = time % clusterMillis;
      if (relative == 0) {
        cluster(out, time);
      }
      if (time % 40 == 0) {
        block(out, 1, relative, time % keyMillis == 0, media);
      }
      block(out, 2, relative, true, media);
    }
    return out.toBytes();
  }

  static EbmlWriter head() {
    return new EbmlWriter()
        .element(Ebml.EBML, new EbmlWriter().text(0x4282, "webm"))
        .id(Ebml.SEGMENT)
        .bigEndian(0x01FFFFFFFFFFFFFFL, 8)
        .element(Ebml.INFO, new EbmlWriter().unsigned(Ebml.TIMESTAMP_SCALE, 1_000_000))
        .element(
            Ebml.TRACKS,
            new EbmlWriter()
                .element(Ebml.TRACK_ENTRY, track(1, 1))
                .element(Ebml.TRACK_ENTRY, track(2, 2)));
  }

  static EbmlWriter track(int number, int type) {
    return new EbmlWriter().unsigned(Ebml.TRACK_NUMBER, number).unsigned(Ebml.TRACK_TYPE, type);
  }

  static void cluster(EbmlWriter out, long time) {
    out.id(Ebml.CLUSTER).bigEndian(0x01FFFFFFFFFFFFFFL, 8).unsigned(Ebml.TIMESTAMP, time);
  }

  static void block(EbmlWriter out, int track, int relative, boolean key, byte[] media) {
    out.element(
        Ebml.SIMPLE_BLOCK,
        new EbmlWriter()
            .bigEndian(0x80 | track, 1)
            .bigEndian(relative, 2)
            .bigEndian(key ? 0x80 : 0, 1)
            .raw(media));
  }

  static MediaIndex index(byte[] stream) {
    WebmIndexer indexer = new WebmIndexer();
    indexer.feed(stream, 0, stream.length);
    return indexer.index();
  }

  static MediaIndex index(byte[] stream, List<Integer> pieces) {
    WebmIndexer indexer = new WebmIndexer();
    int at = 0;
    for (int i = 0; at < stream.length; i++) {
      int length = Math.min(stream.length - at, pieces.get(i % pieces.size()));
      indexer.feed(stream, at, length);
      at += length;
    }
    return indexer.index();
  }

  static List<Run> runs(MediaIndex index) {
    return IntStream.range(0, index.runs().size()).mapToObj(index.runs()::get).toList();
  }

  /** Bytes of the blocks alone, header and media. */
  static long blockBytes(MediaIndex index) {
    return runs(index).stream().mapToLong(Run::length).sum();
  }

  @Example
  void a_run_begins_at_each_key_frame_and_each_cluster() {
    List<Run> runs = runs(index(STREAM));
    assertThat(runs).hasSize(15).allMatch(run -> run.picture() == Picture.KEY);
    assertThat(runs).extracting(Run::time).startsWith(0L, 2_000L, 4_000L, 6_000L, 8_000L);
    assertThat(runs).extracting(Run::clusterTime).startsWith(0L, 0L, 0L, 0L, 8_000L);
  }

  @Example
  void without_key_frames_a_run_lasts_5_seconds() {
    assertThat(runs(index(stream(30, 30_000, 30_000))))
        .extracting(Run::time)
        .containsExactly(0L, 5_000L, 10_000L, 15_000L, 20_000L, 25_000L);
  }

  @Example
  void key_frames_that_come_too_often_do_not_make_too_many_runs() {
    MediaIndex index = index(stream(30, 30_000, 40));
    assertThat(index.keyFrames()).isEqualTo(750);
    assertThat(index.runs().size()).isLessThanOrEqualTo(30);
  }

  @Example
  void everything_about_the_stream_is_found() {
    MediaIndex index = index(STREAM);
    assertThat(index.complete()).isTrue();
    assertThat(index.duration()).hasMillis(30_000);
    assertThat(index.keyFrames()).isEqualTo(15);
    assertThat(index.videoTrack()).isEqualTo(1);
    assertThat(index.audioTrack()).isEqualTo(2);
    assertThat(blockBytes(index)).isEqualTo((1500 + 750) * 66L);
  }

  @Property(tries = 300)
  void cuts_make_no_difference(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 400) Integer> pieces) {
    MediaIndex cut = index(STREAM, pieces);
    MediaIndex whole = index(STREAM);
    assertThat(runs(cut)).isEqualTo(runs(whole));
    assertThat(cut.tracks()).isEqualTo(whole.tracks());
    assertThat(cut.duration()).isEqualTo(whole.duration());
    assertThat(cut.complete()).isTrue();
  }

  @Property(tries = 2000)
  void random_bytes_never_throw(@ForAll @Size(max = 2000) byte[] bytes) {
    isSound(index(bytes, List.of(17)), bytes.length);
  }

  @Property(tries = 2000)
  void a_damaged_stream_never_throws_and_never_points_outside(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 9_999) Integer> places,
      @ForAll @Size(min = 20, max = 20) byte[] values) {
    byte[] bytes = Arrays.copyOf(STREAM, 10_000);
    for (int i = 0; i < places.size(); i++) {
      bytes[places.get(i)] = values[i];
    }
    MediaIndex index = index(bytes, List.of(997));
    isSound(index, bytes.length);
    assertThat(runs(index)).isEqualTo(runs(index(bytes, List.of(1))));
  }

  /** What an index frame may hold: reading it back checks order and bounds of the runs. */
  static void isSound(MediaIndex index, int length) {
    assertThat(
            runs(
                new MediaIndex(
                    new byte[0],
                    0,
                    0,
                    1_000_000,
                    0,
                    0,
                    true,
                    Runs.parse(index.runs().bytes(), length),
                    List.of())))
        .isEqualTo(runs(index));
    assertThat(index.end()).isNotNegative();
    assertThat(runs(index)).allMatch(run -> run.time() >= 0);
  }

  @Example
  void zeroes_between_clusters_cost_nothing() {
    for (int length = 1; length < 40; length++) {
      MediaIndex index = index(withGarbage(new byte[length]));
      assertThat(blockBytes(index)).isEqualTo((1500 + 750) * 66L);
      assertThat(index.complete()).isFalse();
    }
  }

  @Example
  void garbage_that_reads_like_an_element_together_with_the_cluster_costs_nothing() {
    MediaIndex index = index(withGarbage(new byte[] {0x42}));
    assertThat(blockBytes(index)).isEqualTo((1500 + 750) * 66L);
    assertThat(index.complete()).isFalse();
  }

  @Example
  void garbage_that_claims_a_size_costs_what_it_claims_and_the_rest_of_that_cluster() {
    for (int claim : new int[] {100, 10_000, 39_000}) {
      byte[] block = new EbmlWriter().id(Ebml.SIMPLE_BLOCK).wideSize(claim).toBytes();
      MediaIndex index = index(withGarbage(block));
      assertThat(runs(index)).extracting(Run::clusterTime).contains(0L, 16_000L, 24_000L);
      assertThat(blockBytes(index)).isGreaterThanOrEqualTo((1500 + 750 - 400 - 200) * 66L);
    }
  }

  @Property
  void garbage_costs_nothing_that_came_before_it(@ForAll @Size(min = 1, max = 40) byte[] garbage) {
    MediaIndex index = index(withGarbage(garbage));
    isSound(index, STREAM.length + garbage.length);
    assertThat(blockBytes(index)).isGreaterThanOrEqualTo((400 + 200) * 66L);
  }

  /** The stream with these bytes before its second cluster. */
  private static byte[] withGarbage(byte[] garbage) {
    int second = indexOf(STREAM, "1f43b675", 200);
    return new EbmlWriter()
        .raw(Arrays.copyOf(STREAM, second))
        .raw(garbage)
        .raw(Arrays.copyOfRange(STREAM, second, STREAM.length))
        .toBytes();
  }

  private static int indexOf(byte[] bytes, String hex, int from) {
    byte[] wanted = HexFormat.of().parseHex(hex);
    return IntStream.range(from, bytes.length)
        .filter(i -> Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length))
        .findFirst()
        .orElseThrow();
  }

  @Example
  void sizes_that_lie_take_no_memory() {
    for (int id : new int[] {Ebml.TRACKS, Ebml.INFO, Ebml.TAGS, Ebml.EBML, Ebml.VOID}) {
      byte[] lie = new EbmlWriter().id(id).wideSize(1L << 40).raw(STREAM).toBytes();
      MediaIndex index = index(lie);
      assertThat(index.complete()).isFalse();
      assertThat(blockBytes(index)).isEqualTo((1500 + 750) * 66L); // not swallowed
    }
  }

  @Example
  void a_flood_of_tiny_clusters_is_bounded() {
    EbmlWriter piece = new EbmlWriter();
    for (int i = 0; i < 1000; i++) {
      cluster(piece, i);
      block(piece, 2, 0, true, new byte[1]);
    }
    byte[] thousand = piece.toBytes();
    WebmIndexer indexer = new WebmIndexer();
    byte[] head = head().toBytes();
    indexer.feed(head, 0, head.length);
    for (int i = 0; i < Runs.MAX / 1000 + 10; i++) {
      indexer.feed(thousand, 0, thousand.length);
    }
    assertThat(indexer.index().runs().size()).isEqualTo(Runs.MAX);
    assertThat(indexer.index().complete()).isFalse();
  }

  @Example
  void timestamps_that_lie_do_not_make_a_duration() {
    for (long time : new long[] {-1, Long.MAX_VALUE, 31L * 24 * 3600 * 1000}) {
      EbmlWriter out = head();
      out.id(Ebml.CLUSTER).bigEndian(0x01FFFFFFFFFFFFFFL, 8).unsigned(Ebml.TIMESTAMP, time, 8);
      block(out, 2, 0, true, new byte[10]);
      assertThat(index(out.toBytes()).duration()).isZero();
    }
  }

  @Example
  void a_block_counts_once_its_last_byte_has_come() {
    MediaIndex whole = index(STREAM);
    MediaIndex short1 = index(Arrays.copyOf(STREAM, STREAM.length - 1));
    assertThat(blockBytes(short1)).isEqualTo(blockBytes(whole) - 66);
    assertThat(short1.complete()).isTrue();
  }

  @Example
  void an_indexer_that_fails_keeps_what_it_knew_and_does_not_throw() {
    StreamIndex index =
        new StreamIndex(
            TestVault.ID,
            new WebmIndexer() {
              int fed;

              @Override
              void feed(byte[] bytes, int offset, int length) {
                if (++fed == 3) {
                  throw new IllegalStateException("a fault in the parser");
                }
                super.feed(bytes, offset, length);
              }
            });
    for (int at = 0; at < STREAM.length; at += 50_000) {
      index.feed(STREAM, at, Math.min(50_000, STREAM.length - at));
    }
    assertThat(index.index().complete()).isFalse();
    assertThat(blockBytes(index.index())).isBetween(90_000L, 100_000L);
    assertThat(index.duration()).isPositive();
  }
}
