package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.compliance.TinyWebm;
import org.televisit.media.MediaKind;
import org.televisit.vault.MediaTrack;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.TrackHole;
import org.televisit.vault.Vault;

/** The ingest tells of each track for how long it has not arrived, by a clock that bytes move. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SilenceOfTracksTest {

  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

  /** Of a stream; a second of its media is about ten of them. */
  private static final int PIECE = 4096;

  private final List<RecordingProgress> told = new ArrayList<>();
  private final IngestLimits limits = new IngestLimits();
  private Vault vault;
  private Instant now = TEN;
  private @Nullable Ingest ingest;

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    vault = Vault.at(home.resolve("recordings"), home.resolve("kek.json"), true);
    limits.maxBytes = Long.MAX_VALUE;
    limits.maxDuration = Duration.ofHours(8);
  }

  /** 4 KiB every tenth of a second, as a network brings them. */
  private final class Trickle extends InputStream {

    private final ByteArrayInputStream media;

    Trickle(byte[] media) {
      this.media = new ByteArrayInputStream(media);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("nobody reads one byte");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (ingest != null) {
        told.add(ingest.progress());
      }
      now = now.plusMillis(100);
      return media.read(buffer, offset, Math.min(length, PIECE));
    }
  }

  private Ingested take(byte[] media) throws IOException {
    try (SealedWriter writer = vault.create(UUID.randomUUID())) {
      Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
      ingest = new Ingest(new Upload(new Trickle(media), clock), writer, limits, clock);
      return ingest.take(new byte[0]);
    }
  }

  private Duration longest(MediaKind kind) {
    return told.stream().map(p -> p.silenceOf(kind)).max(Duration::compareTo).orElseThrow();
  }

  @Test
  void two_tracks_that_flow_are_never_silent_for_long() throws IOException {
    Ingested upload = take(TinyWebm.withSound(20, 20));
    assertThat(longest(MediaKind.AUDIO)).isLessThan(Duration.ofSeconds(1));
    assertThat(longest(MediaKind.VIDEO)).isLessThan(Duration.ofSeconds(1));
    assertThat(upload.file().holes()).isEmpty();
  }

  @Test
  void sound_that_stops_is_silent_while_the_picture_is_not() throws IOException {
    Ingested upload = take(TinyWebm.withSound(10, 20));
    assertThat(longest(MediaKind.AUDIO)).isGreaterThan(Duration.ofSeconds(9));
    assertThat(longest(MediaKind.VIDEO)).isLessThan(Duration.ofSeconds(1));
    assertThat(told).allMatch(p -> p.silence().compareTo(Duration.ofSeconds(1)) < 0);
    assertThat(upload.file().holes())
        .containsExactly(new TrackHole(MediaTrack.AUDIO, 10_000, 20_000));
  }

  @Test
  void a_track_that_never_came_is_silent_from_the_first_byte_on() throws IOException {
    take(TinyWebm.withSound(0, 5));
    RecordingProgress last = told.get(told.size() - 1);
    assertThat(last.silenceOf(MediaKind.AUDIO))
        .isEqualTo(Duration.between(TEN, now.minusMillis(100)));
  }
}
