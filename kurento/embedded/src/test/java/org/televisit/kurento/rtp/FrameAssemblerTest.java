package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FrameAssemblerTest {

  static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
  }

  static Optional<VideoFrame> add(
      FrameAssembler frames, int timestamp, boolean marker, String payload) {
    return frames.add(new JitterBuffer.Packet(timestamp, marker, hex(payload), false, 0));
  }

  static Optional<VideoFrame> afterLoss(
      FrameAssembler frames, int timestamp, boolean marker, String payload) {
    return frames.add(new JitterBuffer.Packet(timestamp, marker, hex(payload), true, 0));
  }

  @Nested
  @DisplayNameGeneration(ReplaceUnderscores.class)
  class Of_VP9 {
    /** 320 x 180, profile 1, as libvpx writes it. */
    static final String KEY = "a2498342e013f00b36103824";

    final FrameAssembler frames = FrameAssembler.of(Codec.VP9);

    @Test
    void a_frame_is_the_sum_of_its_packets_without_their_descriptors() {
      assertThat(add(frames, 1, false, "88" + "01" + KEY)).isEmpty();
      VideoFrame frame = add(frames, 1, true, "84" + "8001" + "aabb").orElseThrow();
      assertThat(frame.keyFrame()).isTrue();
      assertThat(frame.data()).isEqualTo(hex(KEY, "aabb"));
      assertThat(frame.format().orElseThrow().width()).isEqualTo(320);
      assertThat(frame.format().orElseThrow().height()).isEqualTo(180);
      assertThat(add(frames, 2, true, "cc 02 86 00").orElseThrow().keyFrame()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
      "08, 1", // start of frame, nothing else
      "8801, 2", // a picture id of 7 bits
      "888001, 3", // of 15 bits
      "a88001 0000, 5", // layers, not flexible: with TL0PICIDX
      "b88001 00, 4", // flexible
      "f88001 00 01 02, 6", // flexible with two references
      "8a01 18 0140 00b4 01 04 01, 10" // a scalability structure
    })
    void each_form_of_the_descriptor_is_understood(String descriptor, int length) {
      assertThat(Vp9Frames.descriptorLength(hex(descriptor, "ffffffff"))).isEqualTo(length);
    }

    @Test
    void a_descriptor_that_does_not_fit_is_refused() {
      assertThat(Vp9Frames.descriptorLength(hex("80"))).isEqualTo(-1);
      assertThat(Vp9Frames.descriptorLength(hex("8a01 f8"))).isEqualTo(-1);
    }

    @Test
    void the_layers_of_a_picture_are_one_frame() {
      assertThat(add(frames, 1, false, "a8 01 00 00" + KEY)).isEmpty();
      VideoFrame frame = add(frames, 1, true, "ac 01 02 00 77").orElseThrow();
      assertThat(frame.data()).isEqualTo(hex(KEY, "77"));
    }

    @Test
    void after_a_loss_a_key_frame_is_waited_for() {
      assertThat(add(frames, 1, true, "8c01" + KEY)).isPresent();
      assertThat(afterLoss(frames, 3, true, "cc03 86 00")).isEmpty();
      assertThat(frames.keyFrameNeeded()).isTrue();
      assertThat(add(frames, 4, true, "8c04" + KEY)).isPresent();
    }
  }

  @Nested
  @DisplayNameGeneration(ReplaceUnderscores.class)
  class Of_H264 {
    static final String SEQUENCE = "6742c016d900a03db011000003000100000300140f162e48";
    static final String PICTURE = "68cb83cb20";

    final FrameAssembler frames = FrameAssembler.of(Codec.H264);

    static String sized(String unit) {
      return "%08x".formatted(unit.length() / 2) + unit;
    }

    static String aggregated(String... units) {
      StringBuilder out = new StringBuilder("78");
      for (String unit : units) {
        out.append("%04x".formatted(unit.length() / 2)).append(unit);
      }
      return out.toString();
    }

    @Test
    void parameter_sets_and_fragments_are_one_access_unit() {
      assertThat(add(frames, 1, false, aggregated(SEQUENCE, PICTURE))).isEmpty();
      assertThat(add(frames, 1, false, "7c 85 1111")).isEmpty();
      assertThat(add(frames, 1, false, "7c 05 2222")).isEmpty();
      VideoFrame frame = add(frames, 1, true, "7c 45 3333").orElseThrow();
      assertThat(frame.keyFrame()).isTrue();
      assertThat(frame.data())
          .isEqualTo(hex(sized(SEQUENCE), sized(PICTURE), sized("65111122223333")));
      VideoFrame.Format format = frame.format().orElseThrow();
      assertThat(format.width()).isEqualTo(640);
      assertThat(format.codecPrivate())
          .isEqualTo(hex("01 42c016 ff e1 0018", SEQUENCE, "01 0005", PICTURE));
      assertThat(add(frames, 2, true, "41 9a00").orElseThrow().keyFrame()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
      "6742c016d900a03db011000003000100000300140f162e48, 640, 480",
      "6764001facd9405005bb011000000300100000030140f1831960, 1280, 720",
      "674d4016eca05017f736022000000300200000030281e2c5b2c0, 636, 358"
    })
    void the_size_is_read_from_the_parameter_set(String unit, int width, int height) {
      assertThat(H264Parameters.parse(hex(unit))).contains(new H264Parameters(width, height));
    }

    @Test
    void half_a_key_frame_never_comes_out() {
      assertThat(add(frames, 1, true, aggregated(SEQUENCE, PICTURE, "6511"))).isPresent();
      assertThat(afterLoss(frames, 2, false, "6522")).as("of the frame before").isEmpty();
      assertThat(add(frames, 3, false, aggregated(SEQUENCE, PICTURE))).isEmpty();
      assertThat(afterLoss(frames, 3, true, "6533")).as("its middle lacks").isEmpty();
      assertThat(add(frames, 4, true, "419a")).as("depends on it").isEmpty();
      assertThat(add(frames, 5, true, aggregated(SEQUENCE, PICTURE, "6544"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "65 22", // a slice that is not the first
          "7c 85 22", // a fragment of one
          "78 0002 6522", // one in an aggregate
          "68cb83cb20" // parameters of the picture, without those of the sequence
        })
    void a_key_frame_without_its_beginning_never_comes_out(String second) {
      assertThat(add(frames, 1, true, aggregated(SEQUENCE, PICTURE, "6588"))).isPresent();
      assertThat(afterLoss(frames, 2, false, second)).isEmpty();
      assertThat(add(frames, 2, true, "6533")).isEmpty();
      assertThat(frames.keyFrameNeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6e4000", "4122", "68cb83cb20"})
    void without_a_loss_whatever_comes_first_begins_a_picture(String first) {
      assertThat(add(frames, 1, true, aggregated(SEQUENCE, PICTURE, "6588"))).isPresent();
      assertThat(add(frames, 2, false, first)).isEmpty();
      VideoFrame frame = add(frames, 2, true, "419a").orElseThrow();
      assertThat(frame.data()).isEqualTo(hex(sized(first), sized("419a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"65 88", "7c c5 88", "78 0002 6588", "09 f0", "06 05"})
    void after_a_loss_a_key_frame_begins_with_its_first_slice_or_what_precedes_it(String first) {
      assertThat(add(frames, 1, true, aggregated(SEQUENCE, PICTURE, "6588"))).isPresent();
      assertThat(afterLoss(frames, 2, false, first)).isEmpty();
      assertThat(add(frames, 2, true, "6544").orElseThrow().keyFrame()).isTrue();
    }

    @Test
    void a_unit_that_never_ends_is_given_up() {
      String key = aggregated(SEQUENCE, PICTURE, "6588");
      assertThat(add(frames, 1, true, key)).isPresent();
      assertThat(add(frames, 2, false, "7c 81 9a")).isEmpty();
      byte[] middle = new byte[1200];
      middle[0] = 0x7c;
      middle[1] = 0x01;
      for (int i = 0; i < 20_000; i++) {
        frames.add(new JitterBuffer.Packet(2, false, middle, false, 0));
      }
      assertThat(frames.keyFrameNeeded()).isTrue();
      assertThat(add(frames, 2, true, "7c 41 9a")).isEmpty();
      assertThat(add(frames, 3, true, key)).isPresent();
    }

    @Test
    void a_fragment_without_its_beginning_is_malformed() {
      String key = aggregated(SEQUENCE, PICTURE, "6588");
      assertThat(add(frames, 1, true, key)).isPresent();
      assertThat(add(frames, 2, false, "41 9a")).isEmpty();
      assertThat(add(frames, 2, true, "7c 41 9a")).isEmpty();
      assertThat(frames.keyFrameNeeded()).isTrue();
      assertThat(add(frames, 3, true, key)).isPresent();
    }

    @Test
    void an_aggregate_that_does_not_fit_is_dropped() {
      assertThat(add(frames, 1, true, "78 00ff 65")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"VP8", "VP9"})
  void What_was_made_of_a_frame_becomes_it_again(Codec codec) {
    Packetizer packetizer = new Packetizer(codec, 96);
    FrameAssembler frames = FrameAssembler.of(codec);
    JitterBuffer buffer = new JitterBuffer();
    byte[] start =
        codec == Codec.VP8 ? hex("100000 9d012a 4001 f000") : hex("a2498342e013f00b36103824");
    List<byte[]> made = new ArrayList<>();
    List<byte[]> seen = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.writeBytes(start);
      byte[] rest = new byte[random.nextInt(6000)];
      random.nextBytes(rest);
      frame.writeBytes(rest);
      made.add(frame.toByteArray());
      for (RtpPacket packet : packetizer.packets(made.get(i), true, i * 3000)) {
        assertThat(packet.payloadLength()).isLessThan(1110);
        buffer.add(
            packet, 0, ordered -> frames.add(ordered).ifPresent(whole -> seen.add(whole.data())));
      }
    }
    assertThat(seen).usingElementComparator(java.util.Arrays::compare).isEqualTo(made);
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"VP8", "VP9", "H264"})
  void Nonsense_is_dropped_and_nothing_else(Codec codec) {
    Random random = new Random(9);
    FrameAssembler frames = FrameAssembler.of(codec);
    for (int i = 0; i < 50_000; i++) {
      byte[] payload = new byte[random.nextInt(40)];
      random.nextBytes(payload);
      boolean marker = random.nextBoolean();
      boolean lost = random.nextInt(20) == 0;
      frames.add(new JitterBuffer.Packet(i / 3, marker, payload, lost, i));
    }
    assertThat(frames.add(new JitterBuffer.Packet(-1, true, new byte[0], false, 0))).isEmpty();
  }
}
