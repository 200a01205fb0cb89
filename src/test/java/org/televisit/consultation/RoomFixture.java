package org.televisit.consultation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.televisit.audit.AuditAction;
import org.televisit.audit.AuditTarget;
import org.televisit.audit.AuditTrail;
import org.televisit.consent.FakeConsents;
import org.televisit.consent.FakeRules;
import org.televisit.consent.Provision;
import org.televisit.consent.Saying;
import org.televisit.consent.SpokenAnswer;
import org.televisit.identity.Actor;
import org.televisit.identity.Relationship;
import org.televisit.identity.Role;
import org.televisit.media.FakeMediaServer;
import org.televisit.recording.Company;
import org.televisit.recording.FakeRecordings;
import org.televisit.recording.RecordingPermit;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.Kinship;
import org.televisit.scheduling.NotYourAppointmentException;
import org.televisit.scheduling.SchedulingService;

/** A room on hand-written neighbours, with a clock and a thread that only the test moves. */
final class RoomFixture {

  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  static final Duration GRACE = Duration.ofSeconds(60);
  static final Actor PATIENT = new Actor("sub-p", "Ada", Set.of(Role.PATIENT));
  static final Actor DOCTOR = new Actor("sub-d", "Dr Lind", Set.of(Role.PRACTITIONER));
  static final Actor MOTHER = new Actor("sub-m", "Eva", Set.of(Role.PATIENT));
  static final AppointmentId VISIT = AppointmentId.random();

  final FakeMediaServer media = new FakeMediaServer();
  final FakeRecordings recordings = new FakeRecordings();
  final List<String> trail = new ArrayList<>();

  /** What the media server had been asked when something was audited last, by action. */
  private final Map<String, List<String>> asked = new HashMap<>();

  /** Sees every action when it is audited, and everybody who is welcomed. */
  Consumer<String> watch = action -> {};

  /** Whether the office has given the visit to another practitioner. */
  boolean handedOver;

  /** Who comes in the patient's place. */
  final Set<String> standIns = new HashSet<>();

  final List<String> appointment = new ArrayList<>();
  final FakeConsents consents = new FakeConsents();
  final FakeRules rules = new FakeRules();
  final FakeNotes notes = new FakeNotes();
  final InMemoryEncounters encounters = new InMemoryEncounters();
  final RoomRegister register = new RoomRegister();
  private final Deque<Runnable> thread = new ArrayDeque<>();
  private final Deque<Runnable> beside = new ArrayDeque<>();

  /** Whether nobody has time for what rooms do beside their queues. */
  boolean busy;

  private Instant now = TEN;
  final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  final Room room;

  RoomFixture() {
    register.encounters = encounters;
    register.clock = clock;
    register.node = "televisit-1";
    register.trail = new Trail();
    register.scheduling =
        new SchedulingService() {
          @Override
          public void arrived(AppointmentId id) {
            appointment.add("arrived");
          }

          @Override
          public void stillWith(AppointmentId id, String practitioner) {
            if (handedOver) {
              throw new NotYourAppointmentException(id);
            }
          }

          @Override
          public boolean standsIn(AppointmentId id, String subject) {
            return standIns.contains(subject);
          }

          @Override
          public Optional<Kinship> kinship(AppointmentId id, String subject) {
            return subject.equals(MOTHER.subject())
                ? Optional.of(
                    new Kinship(Relationship.PARENT, PATIENT.name(), standIns.contains(subject)))
                : Optional.empty();
          }

          @Override
          public String patientOf(AppointmentId id) {
            return PATIENT.subject();
          }

          @Override
          public void begun(AppointmentId id, Instant at) {
            appointment.add("begun");
          }

          @Override
          public void fulfilled(AppointmentId id) {
            appointment.add("fulfilled");
          }
        };
    media.clock = () -> now;
    recordings.permits = this::lastCheck;
    consents.clock = clock;
    consents.answers.put(PATIENT.subject(), Provision.PERMIT);
    consents.answers.put(DOCTOR.subject(), Provision.PERMIT);
    room = newRoom();
    consents.news = room::consentChanged;
  }

  private Map<UUID, RecordingPermit> lastCheck(Company company) {
    if (consents.away) {
      throw new IllegalStateException("no database");
    }
    return RecordingPermit.of(
        company.situation(
            rules.rule, subject -> Optional.ofNullable(consents.answers.get(subject))));
  }

  /** Nothing happens at the very same moment as something else. */
  void nudge() {
    now = now.plusMillis(1);
  }

  long recordersStarted() {
    return media.asked.stream().filter(asked -> asked.startsWith("record r")).count();
  }

  RoomServices services() {
    TurnServers turn = new TurnServers();
    turn.uris = Optional.empty();
    turn.secret = Optional.empty();
    return new RoomServices(
        register, recordings, consents, rules, notes, media, turn, new Trail(), clock, GRACE);
  }

  /** Another life of the room: the same database and media server, nothing else. */
  Room newRoom() {
    return new Room(
        VISIT,
        services(),
        task -> (busy && task instanceof FutureTask ? beside : thread).add(task));
  }

  /** Somebody comes in, and everything that follows from it happens. */
  Guest enters(Actor person) {
    return enters(room, person);
  }

  Guest enters(Room where, Actor person) {
    boolean doctor = person.is(Role.PRACTITIONER);
    Role beside = person.equals(PATIENT) ? Role.PATIENT : Role.RELATED_PERSON;
    return enters(where, person, doctor ? Role.PRACTITIONER : beside);
  }

  private Guest enters(Room where, Actor person, Role role) {
    RecordedLine line = new RecordedLine();
    line.watch =
        message -> {
          if (message instanceof ServerMessage.Welcome) {
            watch.accept("room.welcome");
          }
        };
    Visitor visitor = new Visitor(where, person, role, line);
    where.expect();
    where.enter(visitor);
    settle();
    return new Guest(this, visitor, line);
  }

  /** What the media server had been asked when this was audited last. */
  List<String> askedAtLast(String action) {
    return asked.getOrDefault(action, List.of());
  }

  /** Both are in the room, and the visit has begun. */
  Meeting meeting() {
    Guest doctor = enters(DOCTOR);
    Guest patient = enters(PATIENT);
    doctor.says(new ClientMessage.Admit(patient.seat()));
    return new Meeting(doctor, patient);
  }

  record Meeting(Guest doctor, Guest patient) {}

  /** Lets the room do all that waits. */
  void settle() {
    if (!busy) {
      thread.addAll(beside);
      beside.clear();
    }
    for (Runnable task = thread.poll(); task != null; task = thread.poll()) {
      task.run();
    }
  }

  /** Time passes, second by second; browsers that are connected answer their pings. */
  void pass(Duration time, Guest... alive) {
    for (long second = 0; second < time.toSeconds(); second++) {
      now = now.plusSeconds(1);
      for (Guest guest : alive) {
        guest.visitor().heard();
      }
      room.look();
      room.tick();
      settle();
    }
  }

  /** The clinic's clock is put right. */
  void stepsBack(Duration by) {
    now = now.minus(by);
  }

  /** Time passes, and what is done in the room's queue does not come to its end. */
  void passHeldUp(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      now = now.plusSeconds(1);
      room.look();
      room.tick();
    }
  }

  /** The whole machine stands still for that time, and then goes on. */
  void standsStill(Duration time) {
    now = now.plus(time);
    room.tick();
    settle();
  }

  /** A disk that keeps its notes in mind. */
  static final class FakeNotes extends WithdrawalNotes {
    final Set<Path> kept = new HashSet<>();

    /** Whether it takes no more. */
    boolean full;

    /** Sees how many notes there are whenever one is dropped. */
    Consumer<Integer> watch = left -> {};

    private int written;

    @Override
    Optional<Path> keep(AppointmentId visit, Actor person, Saying saying) {
      return write(person.subject());
    }

    @Override
    Optional<Path> keep(AppointmentId visit, Actor witness, SpokenAnswer answer, Saying saying) {
      return write(witness.subject() + " of " + answer.subject());
    }

    private Optional<Path> write(String words) {
      if (full) {
        return Optional.empty();
      }
      Path note = Path.of(words + " " + ++written);
      kept.add(note);
      return Optional.of(note);
    }

    @Override
    void drop(Path note) {
      kept.remove(note);
      watch.accept(kept.size());
    }
  }

  private final class Trail extends AuditTrail {
    @Override
    public void done(Actor actor, AuditAction action, AuditTarget target) {
      watch.accept(action.code());
      asked.put(action.code(), List.copyOf(media.asked));
      trail.add("done " + action.code() + " by " + actor.name());
    }

    @Override
    public void refused(Actor actor, AuditAction action, AuditTarget target) {
      trail.add("refused " + action.code() + " to " + actor.name());
    }
  }
}
