package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.dev.CleanSlate;
import org.televisit.dev.FaultyClinic;
import org.televisit.dev.Settings;
import org.televisit.dev.SmallDisk;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.VirtualWebm;

/**
 * What breaks while people meet and are recorded, in a clinic of its own. Each test measures how
 * long the doctor's page takes to say so, and how much was lost: from the last recorded picture,
 * which shows the time it was taken, to the fault.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingFaultIT {

  private static final Duration ALARM = Duration.ofSeconds(5);
  private static final Duration LOSS = Duration.ofSeconds(1);

  @RegisterExtension static final Chromium BROWSER = Chromium.withFakeCamera();

  private static Settings settings;
  private static Optional<SmallDisk> disk;
  private static Path recordings;
  private static Relay relay;
  private static FaultyClinic clinic;

  @BeforeAll
  static void open() throws IOException {
    settings = FaultyClinic.settings();
    disk = SmallDisk.mount(settings.data().resolveSibling("disk"), 64);
    recordings = disk.map(SmallDisk::path).orElse(settings.data()).resolve("recordings");
    relay = new Relay(settings.ingest().getPort());
    clinic =
        FaultyClinic.open(
            Map.of(
                "TELEVISIT_INGEST_URI",
                "http://127.0.0.1:" + relay.port() + "/ingest",
                "TELEVISIT_RECORDING_DIRECTORY",
                recordings.toString(),
                "TELEVISIT_RECORDING_ROOM_TO_SALVAGE",
                "4194304"));
  }

  @AfterAll
  static void close() throws IOException {
    clinic.close();
    relay.close();
    disk.ifPresent(SmallDisk::close);
  }

  @BeforeEach
  void begin() {
    new CleanSlate(settings).wipe();
  }

  @AfterEach
  void mend() throws IOException {
    if (disk.isPresent()) {
      disk.get().clear();
    }
    clinic.mend();
  }

  @Test
  void a_killed_application_finishes_what_had_arrived_and_records_on() throws Exception {
    WatchedRoom room = WatchedRoom.begin(BROWSER, settings);
    Instant fault = Instant.now();
    clinic.killApplication();
    Instant told = room.shown(fault, WatchedRoom.Shown::connectionLost);
    clinic.startApplication();
    room.recordsAgain();
    room.goesOn();
    report("application killed", fault, told, room);
    assertThat(room.rows("ended_because", "patient")).first().isEqualTo("node-died");
  }

  @Test
  void a_killed_media_server_costs_a_second_and_the_room_is_built_anew() throws Exception {
    WatchedRoom room = WatchedRoom.begin(BROWSER, settings);
    Instant fault = Instant.now();
    clinic.killMediaServer();
    Instant told = room.shown(fault, shown -> shown.problem() || shown.alarms() > 0);
    clinic.startMediaServer();
    room.recordsAgain();
    room.goesOn();
    report("media server killed", fault, told, room);
    assertThat(room.rows("ended_because", "patient")).first().isEqualTo("media-lost");
  }

  @Test
  void a_cut_wire_to_the_ingest_begins_a_new_stretch() throws Exception {
    WatchedRoom room = WatchedRoom.begin(BROWSER, settings);
    Instant fault = Instant.now();
    relay.cut();
    Instant told = room.shown(fault, shown -> shown.alarms() > 0);
    room.recordsAgain();
    room.goesOn();
    report("ingest cut", fault, told, room);
  }

  @Test
  void bytes_that_stop_although_nobody_hung_up_are_an_alarm() throws Exception {
    WatchedRoom room = WatchedRoom.begin(BROWSER, settings);
    Instant fault = Instant.now();
    relay.stall();
    Instant told = room.shown(fault, shown -> shown.alarms() > 0);
    room.recordsAgain();
    room.goesOn();
    report("ingest stalled", fault, told, room);
  }

  @Test
  void a_full_disk_ends_no_visit_and_what_was_recorded_before_is_played_later() throws Exception {
    assumeTrue(disk.isPresent(), "only root can mount a small disk: nothing was filled");
    WatchedRoom room = WatchedRoom.begin(BROWSER, settings);
    Instant fault = Instant.now();
    disk.get().fill();
    Instant told = room.shown(fault, shown -> shown.alarms() > 0);
    room.goesOn();
    disk.get().clear();
    room.recordsAgain();
    Waiting.until(() -> room.rows("state", "patient"), states -> states.get(0).equals("sealed"));
    report("disk full", fault, told, room);
  }

  @Test
  void a_database_that_is_away_stops_neither_the_visit_nor_its_recordings() throws Exception {
    WatchedRoom room = WatchedRoom.begin(BROWSER, settings);
    Instant fault = Instant.now();
    clinic.stopDatabase();
    room.goesOn();
    room.storesOn(Duration.ofSeconds(8));
    relay.cut(); // the uploads end while no row can be written
    Instant cut = Instant.now();
    Instant told = room.shown(cut, shown -> shown.alarms() > 0);
    room.goesOn();
    clinic.startDatabase();
    room.recordsAgain();
    assertThat(room.rows("state", "patient")).first().isEqualTo("sealed");
    report(
        "database away " + Duration.between(fault, cut).toSeconds() + " s, then cut",
        cut,
        told,
        room);
  }

  private void report(String what, Instant fault, Instant told, WatchedRoom room)
      throws IOException, SQLException {
    Duration toAlarm = Duration.between(fault, told);
    Duration loss = Duration.ZERO;
    for (String role : List.of("patient", "practitioner")) {
      Waiting.until(() -> room.rows("state", role), states -> states.get(0).equals("sealed"));
      Duration one = Duration.between(lastPicture(room, role), fault);
      loss = one.compareTo(loss) > 0 ? one : loss;
    }
    System.out.printf(
        "FAULT %s: told after %d ms, %d ms of media lost%n",
        what, toAlarm.toMillis(), loss.toMillis());
    room.ends();
    assertThat(toAlarm).as("time to the alarm").isBetween(Duration.ZERO, ALARM);
    assertThat(loss).as("media lost").isLessThanOrEqualTo(LOSS);
  }

  /** Of the first stretch, from its sealed file. */
  private static Instant lastPicture(WatchedRoom room, String role)
      throws IOException, SQLException {
    UUID id = UUID.fromString(room.rows("id", role).get(0));
    Fingerprint expected =
        new Fingerprint(
            Long.parseLong(room.rows("length_bytes", role).get(0)),
            room.rows("sha256", role).get(0));
    VirtualWebm webm = FaultyClinic.vault(recordings).open(id, expected);
    Path file = Files.createTempFile("recorded", ".webm");
    try (OutputStream out = Files.newOutputStream(file)) {
      webm.read(0, webm.length(), Channels.newChannel(out));
    }
    try {
      return ClockCamera.last(file);
    } finally {
      Files.delete(file);
    }
  }
}
