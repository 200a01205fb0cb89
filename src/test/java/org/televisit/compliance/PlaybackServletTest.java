package org.televisit.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.televisit.compliance.PlaybackFixture.OFFICER;
import static org.televisit.compliance.PlaybackFixture.VISIT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingState;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.VirtualWebm;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlaybackServletTest {

  static final int SECONDS = 80;

  Path directory;
  PlaybackFixture visit;
  RecordingId recording;
  ReviewGrant grant;
  final PlaybackServlet servlet = new PlaybackServlet();

  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  void recordedVisitUnderAGrant(@TempDir Path temporary) throws IOException {
    directory = temporary;
    visit = new PlaybackFixture(directory);
    servlet.service = visit.service;
    recording = visit.seal(TinyWebm.ofSeconds(SECONDS));
    grant = visit.grant(OFFICER, VISIT);
    visit.trail.clear();
  }

  private Exchange ask(Actor actor, ReviewGrant under, RecordingId what) {
    return new Exchange(actor, "/" + under.getId() + "/" + what);
  }

  private Exchange get(String range) throws Exception {
    return ask(OFFICER, grant, recording).with("Range", range).send(servlet, "GET");
  }

  private int status(Actor actor, ReviewGrant under, RecordingId what) throws Exception {
    Exchange answer = ask(actor, under, what).send(servlet, "GET");
    assertThat(answer.body.size())
        .as("bytes")
        .isEqualTo(answer.status == 200 ? answer.length() : 0);
    return answer.status;
  }

  private byte[] whole() throws IOException {
    VirtualWebm media = visit.service.open(OFFICER, visit.target(grant, recording)).media();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    media.read(0, media.length(), Channels.newChannel(out));
    return out.toByteArray();
  }

  @Nested
  class To_the_holder_of_the_grant {

    @Test
    void sends_everything_where_no_range_is_asked_for() throws Exception {
      Exchange answer = ask(OFFICER, grant, recording).send(servlet, "GET");
      assertThat(answer.status).isEqualTo(200);
      assertThat(answer.body.toByteArray()).isEqualTo(whole());
      assertThat(answer.answered)
          .containsEntry("Accept-Ranges", "bytes")
          .containsEntry("Cache-Control", "no-store")
          .containsEntry("Content-Type", "video/webm")
          .hasEntrySatisfying("ETag", tag -> assertThat(tag).matches("\"[^\"]{16,}\""));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 99", "70000, 140000", "3000000, 3000001"})
    void sends_exactly_the_range_that_is_asked_for(int first, int last) throws Exception {
      Exchange answer = get("bytes=" + first + "-" + last);
      assertThat(answer.status).isEqualTo(206);
      assertThat(answer.body.toByteArray()).isEqualTo(Arrays.copyOfRange(whole(), first, last + 1));
      assertThat(answer.answered)
          .containsEntry("Content-Range", "bytes %d-%d/%d".formatted(first, last, whole().length))
          .containsEntry("Content-Length", Integer.toString(last + 1 - first));
    }

    @Test
    void sends_at_most_two_mebibytes_of_an_open_range() throws Exception {
      assertThat(get("bytes=0-").body.size()).isEqualTo(2 << 20);
      int length = whole().length;
      assertThat(get("bytes=" + (length - 10) + "-").body.size()).isEqualTo(10);
    }

    @Test
    void says_how_long_it_is_where_the_range_lies_beyond() throws Exception {
      Exchange answer = get("bytes=999999999-");
      assertThat(answer.status).isEqualTo(416);
      assertThat(answer.answered).containsEntry("Content-Range", "bytes */" + whole().length);
      assertThat(answer.body.size()).isZero();
    }

    @Test
    void answers_HEAD_like_GET_without_the_bytes_and_without_a_play() throws Exception {
      Exchange head = ask(OFFICER, grant, recording).send(servlet, "HEAD");
      assertThat(head.status).isEqualTo(200);
      assertThat(head.length()).isEqualTo(whole().length);
      assertThat(head.body.size()).isZero();
      assertThat(visit.trail).isEmpty();
    }

    @Test
    void sends_everything_if_the_range_is_of_another_version() throws Exception {
      Exchange other =
          ask(OFFICER, grant, recording)
              .with("Range", "bytes=5-9")
              .with("If-Range", "\"another\"")
              .send(servlet, "GET");
      assertThat(other.status).isEqualTo(200);
      Exchange same =
          ask(OFFICER, grant, recording)
              .with("Range", "bytes=5-9")
              .with("If-Range", other.answered.getOrDefault("ETag", "none"))
              .send(servlet, "GET");
      assertThat(same.status).isEqualTo(206);
    }

    @Test
    void notes_one_play_for_many_ranges_and_opens_the_file_once() throws Exception {
      get("bytes=0-");
      get("bytes=2097152-");
      get("bytes=0-9");
      assertThat(visit.trail)
          .containsExactly(
              "done review.play recording/%s appointment/%s".formatted(recording, VISIT));
      assertThat(visit.openings).isEqualTo(1);
    }

    @Test
    void sends_no_byte_if_the_play_cannot_be_noted() {
      visit.trailWorks = false;
      Exchange exchange = ask(OFFICER, grant, recording);
      assertThatIllegalStateException().isThrownBy(() -> exchange.send(servlet, "GET"));
      assertThat(exchange.body.size()).isZero();
    }
  }

  @Nested
  class To_everybody_else {

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "COMPLIANCE")
    void is_not_there(Role role) throws Exception {
      Actor sameSubject = new Actor(OFFICER.subject(), OFFICER.name(), Set.of(role));
      assertThat(status(sameSubject, grant, recording)).isEqualTo(404);
    }

    @Test
    void is_not_there_without_sign_in() throws Exception {
      assertThat(status(Actor.anonymous(), grant, recording)).isEqualTo(404);
    }

    @Test
    void is_closed_to_another_compliance_officer() throws Exception {
      Actor other = new Actor("officer-2", "Otto Officer", Set.of(Role.COMPLIANCE));
      assertThat(status(other, grant, recording)).isEqualTo(403);
      assertRefused("no-grant");
    }

    @Test
    void is_closed_under_a_grant_for_another_visit() throws Exception {
      ReviewGrant elsewhere = visit.grant(OFFICER, AppointmentId.random());
      visit.trail.clear();
      assertThat(status(OFFICER, elsewhere, recording)).isEqualTo(403);
      assertRefused("other-visit");
    }

    @Test
    void is_closed_under_a_grant_that_was_never_given() throws Exception {
      Exchange answer =
          new Exchange(OFFICER, "/" + UUID.randomUUID() + "/" + recording).send(servlet, "GET");
      assertThat(answer.status).isEqualTo(403);
      assertRefused("no-grant");
    }

    @Test
    void is_closed_once_the_time_is_over_although_the_film_was_open() throws Exception {
      get("bytes=0-");
      visit.trail.clear();
      visit.pass(ReviewGrant.LENGTH);
      assertThat(status(OFFICER, grant, recording)).isEqualTo(403);
      assertRefused("expired");
    }

    @Test
    void is_refused_again_and_again_but_noted_once_a_minute() throws Exception {
      visit.pass(ReviewGrant.LENGTH);
      for (int i = 0; i < 5; i++) {
        assertThat(status(OFFICER, grant, recording)).isEqualTo(403);
      }
      assertThat(visit.trail).hasSize(1);
      visit.pass(Duration.ofMinutes(1));
      status(OFFICER, grant, recording);
      assertThat(visit.trail).hasSize(2);
    }
  }

  @Nested
  class Where_there_is_nothing_to_play {

    @Test
    void says_that_there_is_no_such_recording() throws Exception {
      assertThat(status(OFFICER, grant, RecordingId.random())).isEqualTo(404);
      assertThat(new Exchange(OFFICER, "/x").send(servlet, "GET").status).isEqualTo(404);
    }

    @Test
    void says_that_it_is_not_finished() throws Exception {
      RecordingId running = visit.note(RecordingState.RECORDING, null);
      assertThat(status(OFFICER, grant, running)).isEqualTo(409);
    }

    @Test
    void says_that_it_failed() throws Exception {
      RecordingId failed = visit.note(RecordingState.FAILED, "no-media");
      assertThat(status(OFFICER, grant, failed)).isEqualTo(410);
    }

    @Test
    void says_that_its_file_is_gone() throws Exception {
      Files.delete(file());
      assertThat(status(OFFICER, grant, recording)).isEqualTo(410);
      assertRefused("damaged");
    }

    @Test
    void says_that_its_file_was_cut() throws Exception {
      try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
        cut.setLength(cut.length() - 1);
      }
      assertThat(status(OFFICER, grant, recording)).isEqualTo(410);
      assertRefused("damaged");
    }
  }

  @Test
  void a_recording_that_is_destroyed_while_it_is_played_is_gone() throws Exception {
    Exchange before = get("bytes=0-99");
    assertThat(before.status).isEqualTo(206);
    visit.vault.shred(recording.value());
    Exchange after = get("bytes=100-199");
    assertThat(after.status).isEqualTo(410);
    assertThat(after.body.size()).isZero();
  }

  @Nested
  class Where_one_part_is_damaged {

    private byte[] intact = {};

    private void flipOneBitInTheMiddle() throws IOException {
      intact = Files.readAllBytes(file());
      try (RandomAccessFile bits = new RandomAccessFile(file().toFile(), "rw")) {
        bits.seek(intact.length / 2);
        bits.write(intact[intact.length / 2] ^ 1);
      }
    }

    /** However small the range, and wherever: before the damage, in it, behind it. */
    private void assertNothingIsSent() throws Exception {
      for (String range : List.of("bytes=0-9", "bytes=0-", "bytes=2500000-2500009", "bytes=-9")) {
        Exchange answer = get(range);
        assertThat(answer.status).as(range).isEqualTo(410);
        assertThat(answer.body.size()).as(range).isZero();
        assertThat(answer.answered).doesNotContainKeys("ETag", "Content-Range", "Content-Type");
      }
      assertThat(status(OFFICER, grant, recording)).isEqualTo(410);
      assertThat(ask(OFFICER, grant, recording).send(servlet, "HEAD").status).isEqualTo(410);
    }

    @Test
    void sends_nothing_at_all_and_notes_it_once_a_minute() throws Exception {
      flipOneBitInTheMiddle();
      assertNothingIsSent();
      assertRefused("damaged");
      assertThat(visit.openings).isEqualTo(1);
    }

    @Test
    void sends_nothing_more_once_it_is_damaged_although_it_was_open() throws Exception {
      assertThat(get("bytes=0-99").status).isEqualTo(206);
      visit.trail.clear();
      flipOneBitInTheMiddle();
      assertNothingIsSent();
      assertRefused("damaged");
    }

    @Test
    void plays_again_when_it_was_brought_back_from_a_backup() throws Exception {
      flipOneBitInTheMiddle();
      assertNothingIsSent();
      Files.write(file(), intact);
      visit.pass(Duration.ofMinutes(1));
      assertThat(get("bytes=0-99").status).isEqualTo(206);
      assertThat(whole()).isNotEmpty();
    }

    @Test
    void is_found_so_by_every_grant_anew() throws Exception {
      assertThat(get("bytes=0-99").status).isEqualTo(206);
      flipOneBitInTheMiddle();
      ReviewGrant next = visit.grant(OFFICER, VISIT);
      assertThat(status(OFFICER, next, recording)).isEqualTo(410);
    }
  }

  private void assertRefused(String why) {
    assertThat(visit.trail)
        .containsExactly(
            "refused review.play recording/%s appointment/%s %s".formatted(recording, VISIT, why));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(f -> f.toString().endsWith(recording + ".tmrv"))
          .findFirst()
          .orElseThrow();
    }
  }
}
