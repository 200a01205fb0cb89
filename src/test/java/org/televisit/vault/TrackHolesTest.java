package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A minute with sound every 20 ms and a picture every 40 ms, of which something is missing. */
class TrackHolesTest {

  private static final int VIDEO = 1;
  private static final int AUDIO = 2;
  private static final int END = 60_000;

  /** The blocks that came, told by track and time. */
  static byte[] stream(BiPredicate<Integer, Integer> came) {
    EbmlWriter out = WebmIndexerTest.head();
    byte[] media = new byte[20];
    new Random(4).nextBytes(media);
    for (int time = 0; time < END; time += 20) {
      int relative = time % 8_000;
      if (relative == 0) {
        WebmIndexerTest.cluster(out, time);
      }
      if (time % 40 == 0 && came.test(VIDEO, time)) {
        WebmIndexerTest.block(out, VIDEO, relative, time % 2_000 == 0, media);
      }
      if (came.test(AUDIO, time)) {
        WebmIndexerTest.block(out, AUDIO, relative, true, media);
      }
    }
    return out.toBytes();
  }

  private static List<TrackHole> holes(BiPredicate<Integer, Integer> came) {
    return WebmIndexerTest.index(stream(came)).holes();
  }

  private static boolean isIn(int time, int from, int to) {
    return from <= time && time < to;
  }

  private static TrackHole sound(long from, long to) {
    return new TrackHole(MediaTrack.AUDIO, from, to);
  }

  private static TrackHole picture(long from, long to) {
    return new TrackHole(MediaTrack.VIDEO, from, to);
  }

  @Example
  void a_stream_that_lacks_nothing_has_none() {
    assertThat(holes((track, time) -> true)).isEmpty();
  }

  @Example
  void sound_that_stops_while_the_picture_goes_on_is_a_hole_up_to_the_end() {
    assertThat(holes((track, time) -> track == VIDEO || time < 10_000))
        .containsExactly(sound(10_000, END));
  }

  @Example
  void a_picture_that_stands_still_for_a_while_is_a_hole() {
    assertThat(holes((track, time) -> track == AUDIO || !isIn(time, 10_000, 20_000)))
        .containsExactly(picture(10_000, 20_000));
  }

  @Example
  void a_track_that_comes_late_or_never_is_a_hole() {
    assertThat(holes((track, time) -> track == VIDEO || time >= 3_000))
        .containsExactly(sound(0, 3_000));
    assertThat(holes((track, time) -> track == AUDIO)).containsExactly(picture(0, END));
  }

  @Example
  void what_both_lack_is_a_hole_of_each() {
    assertThat(holes((track, time) -> !isIn(time, 10_000, 20_000)))
        .containsExactly(sound(10_000, 20_000), picture(10_000, 20_000));
  }

  @Example
  void a_camera_that_is_off_a_still_screen_and_a_sender_that_spares_silence_are_none() {
    assertThat(holes((track, time) -> track == AUDIO ? time % 400 == 0 : time % 1_000 == 0))
        .isEmpty();
  }

  @Example
  void a_track_that_stutters_without_end_makes_no_endless_list_and_nothing_is_hidden() {
    EbmlWriter out = WebmIndexerTest.head();
    for (int second = 0; second < 2 * TrackHoles.MOST; second++) {
      WebmIndexerTest.cluster(out, second * 1_000);
      WebmIndexerTest.block(out, VIDEO, 0, true, new byte[20]);
      WebmIndexerTest.block(out, AUDIO, 0, true, new byte[20]);
    }
    List<TrackHole> holes = WebmIndexerTest.index(out.toBytes()).holes();
    assertThat(holes).hasSize(TrackHoles.MOST);
    assertThat(holes.get(TrackHoles.MOST - 1).toMillis())
        .isEqualTo((2 * TrackHoles.MOST - 1) * 1_000);
  }

  @Property(tries = 100)
  void whatever_is_lost_of_a_track_is_found_to_the_millisecond(
      @ForAll @IntRange(min = 2, max = 1_400) int from,
      @ForAll @IntRange(min = 70, max = 1_000) int length,
      @ForAll boolean ofSound) {
    int begin = from * 40;
    int end = Math.min(END, (from + length) * 40);
    List<TrackHole> found =
        holes((track, time) -> track == (ofSound ? VIDEO : AUDIO) || !isIn(time, begin, end));
    MediaTrack lost = ofSound ? MediaTrack.AUDIO : MediaTrack.VIDEO;
    if (end - begin > 2_600) {
      assertThat(found).containsExactly(new TrackHole(lost, begin, end));
    }
    assertThat(found).allMatch(hole -> hole.track() == lost);
  }

  @Property(tries = 200)
  void a_stream_of_damaged_bytes_has_holes_that_can_be_written_and_read(
      @ForAll @IntRange(max = 9_999) int place, @ForAll byte value) {
    byte[] bytes = Arrays.copyOf(stream((track, time) -> time % 3_000 < 1_000), 10_000);
    bytes[place] = value;
    roundTrip(WebmIndexerTest.index(bytes), bytes.length);
  }

  private static MediaIndex roundTrip(MediaIndex index, int length) {
    ByteBuffer encoded = ByteBuffer.allocate(index.encodedLength());
    index.encode(encoded);
    assertThat(encoded.hasRemaining()).isFalse();
    MediaIndex read = MediaIndex.decode(encoded.flip(), length);
    assertThat(read.holes()).isEqualTo(index.holes());
    return read;
  }

  @Example
  void an_index_of_before_they_were_noted_is_read_and_says_nothing_of_them() {
    byte[] bytes = stream((track, time) -> track == VIDEO || time < 10_000);
    MediaIndex index = WebmIndexerTest.index(bytes);
    ByteBuffer encoded = ByteBuffer.allocate(index.encodedLength());
    index.encode(encoded);
    int without = index.encodedLength() - TrackHoles.encodedLength(index.holes());
    ByteBuffer old = ByteBuffer.wrap(Arrays.copyOf(encoded.array(), without)).put(0, (byte) 1);

    MediaIndex read = MediaIndex.decode(old, bytes.length);
    assertThat(read.holes()).isEmpty();
    assertThat(read.duration()).isEqualTo(index.duration());
    assertThat(WebmIndexerTest.runs(read)).isEqualTo(WebmIndexerTest.runs(index));
  }

  @Example
  void an_index_that_lies_about_them_is_refused() {
    for (byte[] lie :
        List.of(
            ByteBuffer.allocate(4).putInt(-1).array(),
            ByteBuffer.allocate(4).putInt(1).array(),
            ByteBuffer.allocate(21).putInt(1).put((byte) 7).putLong(1).putLong(2).array(),
            ByteBuffer.allocate(21).putInt(1).put((byte) 0).putLong(2).putLong(2).array(),
            ByteBuffer.allocate(21).putInt(1).put((byte) 0).putLong(-1).putLong(2).array())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrackHoles.decode(ByteBuffer.wrap(lie)));
    }
  }
}
