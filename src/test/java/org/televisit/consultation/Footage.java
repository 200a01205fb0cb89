package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.televisit.dev.FaultyClinic;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.VirtualWebm;

/**
 * What was recorded of one person's camera in a visit that is over: the sealed stretches in order,
 * each with the times at which its pictures were taken, as the pictures themselves show them.
 */
record Footage(List<Take> takes) {

  /** A machine that is busy films so seldom; what is longer is missing. */
  private static final Duration SLOW = Duration.ofMillis(500);

  /**
   * A camera that is off sends a picture a second, and one on a busy machine may do no better: what
   * is shorter than this within a stretch is nothing that was lost, as the certificate has it.
   */
  private static final Duration STANDSTILL = Duration.ofMillis(2500);

  /** Fewer pictures tell nothing. */
  private static final int FEW = 10;

  /** One stretch; {@code because} is why it ended. */
  record Take(Instant requested, String because, List<Instant> pictures) {

    /** When the newest picture was taken, wherever in the file it is. */
    Instant last() {
      assertThat(pictures).as("pictures of the stretch").hasSizeGreaterThan(FEW);
      return pictures.get(pictures.size() - 1);
    }

    @Override
    public String toString() {
      int shown = Math.max(0, pictures.size() - 3 * FEW);
      return "%s, %s, %d pictures, the last ones of %s"
          .formatted(requested, because, pictures.size(), pictures.subList(shown, pictures.size()));
    }
  }

  /** A time without pictures. */
  record Hole(Instant from, Instant to) {

    Duration length() {
      return Duration.between(from, to);
    }

    /** What of it is between two moments; of no positive length if nothing is. */
    Hole within(Instant earliest, Instant latest) {
      return new Hole(from.isAfter(earliest) ? from : earliest, to.isBefore(latest) ? to : latest);
    }
  }

  static Footage of(WatchedRoom room, String role, Path recordings)
      throws IOException, SQLException {
    List<String> states = room.rows("state", role);
    List<String> ids = room.rows("id", role);
    List<String> lengths = room.rows("length_bytes", role);
    List<String> hashes = room.rows("sha256", role);
    List<String> ends = room.rows("ended_because", role);
    List<String> begins = room.rows("extract(epoch from requested_at) * 1000", role);
    List<Take> takes = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).equals("sealed")) {
        Fingerprint expected = new Fingerprint(Long.parseLong(lengths.get(i)), hashes.get(i));
        takes.add(
            new Take(
                Instant.ofEpochMilli((long) Double.parseDouble(begins.get(i))),
                ends.get(i),
                pictures(recordings, UUID.fromString(ids.get(i)), expected)));
      }
    }
    return new Footage(takes);
  }

  private static List<Instant> pictures(Path recordings, UUID id, Fingerprint expected)
      throws IOException {
    VirtualWebm webm = FaultyClinic.vault(recordings).open(id, expected);
    Path file = Files.createTempFile("recorded", ".webm");
    try (OutputStream out = Files.newOutputStream(file)) {
      webm.read(0, webm.length(), Channels.newChannel(out));
    }
    try {
      return ClockCamera.pictures(file).stream().sorted().toList();
    } finally {
      Files.delete(file);
    }
  }

  /** The stretch that was being recorded at that moment, or was the last one before. */
  Take runningAt(Instant moment) {
    return takes.stream()
        .filter(take -> take.requested().isBefore(moment))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** For how long between two moments there is no picture, but for what a slow machine omits. */
  Duration without(Instant from, Instant to) {
    return holes(from, to).stream().map(Hole::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** Where between two moments there is no picture, but for what a slow machine omits. */
  List<Hole> holes(Instant from, Instant to) {
    return holes().stream()
        .map(hole -> hole.within(from, to))
        .filter(hole -> hole.from().isBefore(hole.to()))
        .toList();
  }

  private List<Hole> holes() {
    List<Hole> holes = new ArrayList<>();
    Instant seen = Instant.MIN;
    for (Take take : takes) {
      Duration longest = SLOW; // from one stretch to the next
      for (Instant picture : take.pictures()) {
        if (picture.isAfter(seen.plus(longest))) {
          holes.add(new Hole(seen, picture));
        }
        seen = picture.isAfter(seen) ? picture : seen; // two stretches may overlap
        longest = STANDSTILL;
      }
    }
    holes.add(new Hole(seen, Instant.MAX));
    return holes;
  }
}
