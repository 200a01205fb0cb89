package org.televisit.kurento;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.kurento.protocol.DispatcherTarget;
import org.televisit.kurento.protocol.JsonTarget;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.RtcpTarget;
import org.televisit.kurento.rtp.RtpTarget;
import org.televisit.kurento.sdp.SdpTarget;
import org.televisit.kurento.transport.DtlsTarget;
import org.televisit.kurento.transport.StunTarget;
import org.televisit.kurento.webm.WebmTarget;

/**
 * A short look at what {@code kurento/fuzz} does at length: every parser reads mutilated input for
 * a second, the same in each run.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileInputTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);
  private static final Duration FOR_EVER = Duration.ofSeconds(30);

  record Target(String name, Consumer<byte[]> code, List<byte[]> seeds) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Target> targets() {
    return Stream.of(
        new Target("STUN", StunTarget::fuzzerTestOneInput, StunTarget.seeds()),
        new Target("DTLS", DtlsTarget::fuzzerTestOneInput, DtlsTarget.seeds()),
        new Target("RTP", RtpTarget::fuzzerTestOneInput, RtpTarget.seeds()),
        new Target("RTCP", RtcpTarget::fuzzerTestOneInput, RtcpTarget.seeds()),
        new Target("SDP", SdpTarget::fuzzerTestOneInput, SdpTarget.seeds()),
        new Target("JSON", JsonTarget::fuzzerTestOneInput, JsonTarget.seeds()),
        new Target("Dispatcher", DispatcherTarget::fuzzerTestOneInput, DispatcherTarget.seeds()),
        new Target("WebM", WebmTarget::fuzzerTestOneInput, WebmTarget.seeds()));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void is_read_or_refused_and_nothing_else(Target target) {
    assertTimeoutPreemptively(FOR_EVER, () -> attack(target));
  }

  @Test
  void what_the_targets_begin_with_becomes_a_picture_of_each_codec() {
    Map<Codec, Integer> pictures = new EnumMap<>(Codec.class);
    for (byte[] seed : RtpTarget.seeds()) {
      RtpTarget.pictures(seed).forEach((codec, made) -> pictures.merge(codec, made, Integer::sum));
    }
    assertThat(pictures).containsOnlyKeys(Codec.VP8, Codec.VP9, Codec.H264);
    assertThat(pictures.values()).allMatch(made -> made > 0);
  }

  @Test
  void what_is_asked_for_again_in_the_target_has_been_sent() {
    assertThat(RtcpTarget.seeds()).anyMatch(seed -> RtcpTarget.repetitions(seed) > 0);
  }

  private static void attack(Target target) {
    Random random = new Random(20_261_126);
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    target.seeds().forEach(target.code());
    while (System.nanoTime() < end) {
      byte[] seed = target.seeds().get(random.nextInt(target.seeds().size()));
      byte[] input = mutilated(seed, random);
      try {
        target.code().accept(input);
      } catch (RuntimeException | Error failure) {
        throw new AssertionError(target + " fails on " + HexFormat.of().formatHex(input), failure);
      }
    }
  }

  private static byte[] mutilated(byte[] seed, Random random) {
    byte[] input =
        random.nextInt(4) == 0
            ? Arrays.copyOf(seed, random.nextInt(seed.length + 64))
            : seed.clone();
    for (int changes = random.nextInt(8); changes >= 0 && input.length > 0; changes--) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(3)) {
        case 0 -> input[at] = (byte) random.nextInt();
        case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
        default -> input[at] = (byte) (random.nextBoolean() ? 0xff : 0);
      }
    }
    return input;
  }
}
