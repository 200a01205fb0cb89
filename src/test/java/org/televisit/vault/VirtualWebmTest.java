package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.televisit.vault.TestVault.ID;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VirtualWebmTest {

  Path directory;
  TestVault vault;

  @BeforeAll
  static void needsFfmpeg() {
    Ffmpeg.require();
  }

  @BeforeEach
  void openVault(@TempDir Path temporary) throws IOException {
    directory = temporary;
    vault = new TestVault(directory);
  }

  @Test
  void picture_and_sound_keep_every_packet_and_gain_a_duration() throws IOException {
    keepsEveryPacket(Ffmpeg.pictureAndSound(20, 100), 20, 400, 4);
  }

  @Test
  void a_picture_alone_does_too() throws IOException {
    keepsEveryPacket(Ffmpeg.pictureOnly(12, 100), 12, 240, 3);
  }

  @Test
  void sound_alone_does_too() throws IOException {
    keepsEveryPacket(Ffmpeg.soundOnly(12), 12, 0, 0);
  }

  @Test
  void a_stream_with_one_key_frame_does_too() throws IOException {
    keepsEveryPacket(Ffmpeg.pictureAndSound(20, 1000), 20, 400, 1);
  }

  @Test
  void a_stream_of_key_frames_only_does_too() throws IOException {
    keepsEveryPacket(Ffmpeg.pictureAndSound(6, 1), 6, 120, 120);
  }

  @Test
  void clusters_of_half_a_minute_do_too() throws IOException {
    byte[] stream = LiveStream.of(Ffmpeg.pictureAndSound(40, 100)).asKurento();
    keepsEveryPacket(stream, 40, 800, 8);
  }

  @Test
  void blocks_in_groups_do_too() throws IOException {
    byte[] stream = LiveStream.of(Ffmpeg.pictureAndSound(20, 100)).inGroups();
    keepsEveryPacket(stream, 20, 400, 4);
  }

  void keepsEveryPacket(byte[] stream, int seconds, int pictures, int keyFrames)
      throws IOException {
    Sealed sealed = vault.seal(ID, stream, 20_000);
    Path source = Files.write(directory.resolve("source.webm"), stream);
    Path served = Files.write(directory.resolve("served.webm"), TestVault.all(vault.webm(ID)));

    assertThat(sealed.keyFrames()).isEqualTo(keyFrames);
    assertThat(sealed.indexed()).isTrue();
    assertThat(sealed.duration().toMillis() / 1000.0).isCloseTo(seconds, within(0.05));
    assertThat(Ffmpeg.duration(served)).isCloseTo(seconds, within(0.05));
    assertThat(Ffmpeg.packets(served)).isNotEmpty().isEqualTo(Ffmpeg.packets(source));
    assertThat(Ffmpeg.complaints(served)).isEmpty();
    if (pictures > 0) {
      assertThat(Ffmpeg.decodedPictures(served)).isEqualTo(pictures);
    }
  }

  @Test
  void a_long_stretch_without_picture_gets_the_last_key_frame_again() throws IOException {
    byte[] stream =
        LiveStream.of(Ffmpeg.pictureAndSound(40, 100))
            .only(part -> part.track() != LiveStream.VIDEO || part.time() < 10_000)
            .asKurento();
    vault.seal(ID, stream, 20_000);
    Path source = Files.write(directory.resolve("source.webm"), stream);
    Path served = Files.write(directory.resolve("served.webm"), TestVault.all(vault.webm(ID)));

    List<String> sent = Ffmpeg.packets(source);
    List<String> added = Ffmpeg.packets(served).stream().filter(p -> !sent.contains(p)).toList();
    assertThat(Ffmpeg.packets(served)).containsAll(sent);
    assertThat(added).hasSize(5).allMatch(packet -> packet.contains(",K_"));
    assertThat(Ffmpeg.decodedPictures(served)).isEqualTo(200 + added.size());
    assertThat(Ffmpeg.duration(served)).isCloseTo(40, within(0.05));
    assertThat(Ffmpeg.complaints(served)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void every_kind_of_recording_is_a_file_that_others_read_without_complaint(RecordingKind kind)
      throws IOException {
    byte[] stream = kind.bytes(kind.stream());
    Sealed sealed = vault.seal(ID, stream, 50_000);
    Path source = Files.write(directory.resolve("source.webm"), stream);
    Path served = Files.write(directory.resolve("served.webm"), TestVault.all(vault.webm(ID)));

    assertThat(sealed.duration().toMillis() / 1000.0).isCloseTo(kind.seconds, within(0.06));
    assertThat(Ffmpeg.duration(served)).isCloseTo(kind.seconds, within(0.06));
    assertThat(Ffmpeg.complaints(served)).allMatch(RecordingKind::isAboutTheMuxerOfFfmpegItself);
    keepsWhatWasWhole(kind, Ffmpeg.packets(source), Ffmpeg.packets(served));
    if (kind.hasPicture) {
      showsWhatWasSent(kind, Ffmpeg.seen(source), Ffmpeg.seen(served));
    }
    leadsToPlacesInOrder(kind, Files.readAllBytes(served));
  }

  /** No packet is lost but one that had not come to its end; only key frames are shown again. */
  private static void keepsWhatWasWhole(
      RecordingKind kind, List<String> sent, List<String> served) {
    Set<String> kept = new HashSet<>(served);
    List<String> lost = sent.stream().filter(packet -> !kept.contains(packet)).toList();
    Set<String> original = new HashSet<>(sent);
    List<String> added = served.stream().filter(packet -> !original.contains(packet)).toList();
    assertThat(lost).hasSizeLessThanOrEqualTo(kind.name().startsWith("TAIL_LOST") ? 1 : 0);
    assertThat(added).hasSameSizeAs(kind.shownAgain()).allMatch(packet -> packet.contains(",K_"));
  }

  /** Every picture looks as it did; only where none was sent an earlier one is seen again. */
  private static void showsWhatWasSent(RecordingKind kind, List<String> sent, List<String> seen) {
    Set<String> moments = new HashSet<>(sent.stream().map(VirtualWebmTest::moment).toList());
    List<String> original = seen.stream().filter(p -> moments.contains(moment(p))).toList();
    List<String> again = seen.stream().filter(p -> !moments.contains(moment(p))).toList();
    int lost = sent.size() - original.size();
    assertThat(lost).isBetween(0, kind.name().startsWith("TAIL_LOST") ? 1 : 0);
    assertThat(original).isEqualTo(sent.subList(0, original.size()));
    assertThat(again.stream().map(p -> Integer.parseInt(moment(p)) / 1000).toList())
        .isEqualTo(kind.shownAgain());
  }

  private static String moment(String picture) {
    return picture.substring(0, picture.indexOf(' '));
  }

  /**
   * Each cue names the cluster of the file that begins at its time; the first is at the start, the
   * last after the end.
   */
  private static void leadsToPlacesInOrder(RecordingKind kind, byte[] file) {
    List<long[]> cues = Cues.of(file);
    assertThat(cues).hasSizeGreaterThanOrEqualTo(2);
    assertThat(cues.get(0)[0]).isLessThan(100);
    assertThat(cues.get(cues.size() - 1)[0]).isGreaterThan((long) (kind.seconds * 1000));
    assertThat(cues.size()).isLessThan((int) (kind.seconds / 2) + 10);
    for (int i = 0; i < cues.size(); i++) {
      int cluster = (int) cues.get(i)[1];
      assertThat((int) Ebml.unsigned(file, cluster, 4)).isEqualTo(Ebml.CLUSTER);
      if (i < cues.size() - 1) {
        assertThat(cues.get(i)[0]).as("cue %d", i).isEqualTo(Cues.beginOf(file, cluster));
      }
      assertThat(i == 0 || cues.get(i)[0] >= cues.get(i - 1)[0]).isTrue();
    }
  }

  @Test
  void any_range_is_cut_from_the_same_file() throws IOException {
    byte[] stream =
        LiveStream.of(Ffmpeg.pictureAndSound(40, 100))
            .only(part -> part.track() != LiveStream.VIDEO || part.time() < 10_000)
            .asKurento();
    vault.seal(ID, stream, 7_001);
    VirtualWebm webm = vault.webm(ID);
    byte[] whole = TestVault.all(webm);
    assertThat(whole).hasSize((int) webm.length());
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      int from = random.nextInt(whole.length);
      int length = random.nextInt(Math.min(whole.length - from, 40_000) + 1);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      webm.read(from, length, Channels.newChannel(out));
      assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
    }
  }

  @Test
  void nothing_beyond_the_file_can_be_asked_for() throws IOException {
    vault.seal(ID, Ffmpeg.soundOnly(12), 20_000);
    VirtualWebm webm = vault.webm(ID);
    OutputStream out = OutputStream.nullOutputStream();
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> webm.read(webm.length() - 1, 2, Channels.newChannel(out)));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> webm.read(-1, 2, Channels.newChannel(out)));
  }

  @Test
  void not_even_the_head_is_sent_unless_the_last_part_was_found_intact() throws IOException {
    Sealed sealed = vault.seal(ID, Ffmpeg.soundOnly(12), 20_000);
    VirtualWebm webm = vault.webm(ID);
    byte[] whole = Files.readAllBytes(vault.store.finished(ID));
    byte[] file = whole.clone();
    int last = (int) sealed.fingerprint().length() + (sealed.parts() - 1) * (20 + 33);
    file[SealedHead.LENGTH + last] ^= 1;
    Files.write(vault.store.finished(ID), file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> webm.read(0, 100, Channels.newChannel(out)));
    assertThatExceptionOfType(DamagedRecordingException.class).isThrownBy(() -> vault.webm(ID));
    assertThat(out.size()).isZero();
    Files.write(vault.store.finished(ID), whole);
    webm.read(0, 100, Channels.newChannel(out));
    assertThat(out.size()).isEqualTo(100);
  }

  @Test
  void a_recording_without_media_says_so() throws IOException {
    vault.seal(ID, new byte[0], 1);
    assertThatExceptionOfType(UnplayableRecordingException.class).isThrownBy(() -> vault.webm(ID));
    UUID noise = UUID.randomUUID();
    vault.seal(noise, "not a film".repeat(1000).getBytes(UTF_8), 100);
    assertThatExceptionOfType(UnplayableRecordingException.class)
        .isThrownBy(() -> vault.webm(noise));
  }

  @Test
  void the_entity_tag_differs_between_recordings_and_stays_for_one() throws IOException {
    UUID other = UUID.randomUUID();
    vault.seal(ID, Ffmpeg.soundOnly(12), 20_000);
    vault.seal(other, Ffmpeg.pictureOnly(12, 100), 20_000);
    assertThat(vault.webm(ID).etag()).isEqualTo(vault.webm(ID).etag()).matches("\"[0-9a-f]+-\\d\"");
    assertThat(vault.webm(other).etag()).isNotEqualTo(vault.webm(ID).etag());
  }

  @Test
  void a_stream_that_broke_off_in_the_middle_of_a_block_plays_up_to_it() throws IOException {
    byte[] stream = Ffmpeg.pictureAndSound(20, 100);
    vault.seal(ID, Arrays.copyOf(stream, stream.length / 2), 20_000);
    Path served = Files.write(directory.resolve("served.webm"), TestVault.all(vault.webm(ID)));
    assertThat(Ffmpeg.complaints(served)).isEmpty();
    assertThat(Ffmpeg.duration(served)).isBetween(7.0, 13.0);
    assertThat(Ffmpeg.decodedPictures(served)).isBetween(140, 260);
  }
}
