package org.televisit.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.televisit.availability.TimeSlot;
import org.televisit.consent.Receipt.Voice;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.Relationship;
import org.televisit.identity.Role;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;

/** Answers about the visit that Mia has with Dr Lin. */
final class ReceiptFixture {

  static final Instant ANSWERED = Instant.parse("2026-03-02T12:00:00.123Z");

  /** Before the visit. */
  static final Instant VALID_UNTIL = Instant.parse("2026-03-02T23:00:00Z");

  static final PersonRef MIA = new PersonRef(UUID.randomUUID(), "mia", "Mia Schmidt");
  static final PersonRef ANNA = new PersonRef(UUID.randomUUID(), "anna", "Anna Schmidt");
  static final PersonRef LIN = new PersonRef(UUID.randomUUID(), "lin", "林 Mei & <Co>");
  static final String ENGLISH =
      "You are being asked.\n\nPurpose: the recording serves to check the quality of care, and what is"
          + " longer than one line of a page has to be broken somewhere between two of its words.";
  static final String CHINESE =
      "我们想请问您：您是否同意在本次就诊中录制您本人的图像和声音。每个人只为自己回答：您的回答只决定您的图像和声音，"
          + "对方的回答只决定对方的。\n\n用途：录制用于检查诊疗的质量和安全。";

  private ReceiptFixture() {}

  static ReceiptText text(Receipt receipt) {
    return new ReceiptText(receipt, "Riverside Clinic", ZoneId.of("Europe/Berlin"));
  }

  /** A mother agreed for her child, on the page. */
  static Receipt byMother(String language) {
    return receipt(MIA, Role.PATIENT, mother(), choice(language, Provision.PERMIT));
  }

  /** The mother said no aloud, for her child. */
  static Receipt spoken() {
    Voice voice = new Voice(ANNA, mother().as(), How.SPOKEN, Optional.of(LIN), false);
    return receipt(MIA, Role.PATIENT, voice, choice("en", Provision.DENY));
  }

  /** One of the parents said no aloud, for the child. */
  static Receipt unnamed(String language) {
    Voice voice = new Voice(MIA, Optional.empty(), How.SPOKEN, Optional.of(LIN), true);
    return receipt(MIA, Role.PATIENT, voice, choice(language, Provision.DENY));
  }

  /** The doctor answered for herself. */
  static Receipt byDoctor() {
    return receipt(LIN, Role.PRACTITIONER, self(LIN), choice("en", Provision.PERMIT));
  }

  /** The mother answered about her own picture, and changed her mind a minute later. */
  static Receipt endedOfMother() {
    Choice choice = choice("en", Provision.PERMIT);
    return receipt(
        ANNA,
        Role.RELATED_PERSON,
        self(ANNA),
        new Choice(
            choice.form(),
            Provision.PERMIT,
            "inactive",
            ANSWERED,
            ANSWERED.plus(Duration.ofMinutes(1))));
  }

  /** The mother agreed, and the visit was moved to after the end of what she had read. */
  static Receipt lapsedOfMother(String language) {
    Choice choice =
        new Choice(
            new Form(language) {
              @Override
              public Instant getLastMoment() {
                return VALID_UNTIL.minusMillis(1);
              }

              @Override
              boolean isValidAt(Instant moment) {
                return moment.isBefore(VALID_UNTIL);
              }
            },
            Provision.PERMIT,
            "active",
            ANSWERED,
            null);
    return receipt(MIA, Role.PATIENT, mother(), choice);
  }

  private static Voice self(PersonRef person) {
    return new Voice(person, Optional.empty(), How.PAGE, Optional.empty(), false);
  }

  private static Voice mother() {
    Relation relation = new Relation(ANNA.id(), ANNA, Relationship.PARENT, true);
    return new Voice(ANNA, Optional.of(relation), How.PAGE, Optional.empty(), false);
  }

  private static Choice choice(String language, Provision provision) {
    return new Choice(
        new Form(language),
        provision,
        provision == Provision.PERMIT ? "active" : "rejected",
        ANSWERED,
        null);
  }

  private static Receipt receipt(PersonRef person, Role role, Voice voice, Choice choice) {
    return new Receipt(UUID.randomUUID(), new Visit(), person, role, voice, choice);
  }

  /** A wording that otherwise only the database makes. */
  private static class Form extends ConsentForm {
    private final UUID id = UUID.randomUUID();
    private final String language;

    Form(String language) {
      this.language = language;
    }

    @Override
    public UUID getId() {
      return id;
    }

    @Override
    public Purpose getPurpose() {
      return Purpose.RECORDING;
    }

    @Override
    public String getLanguage() {
      return language;
    }

    @Override
    public int getVersion() {
      return 3;
    }

    @Override
    public String getTitle() {
      return language.equals("en") ? "Recording of your picture and voice" : "录制您的图像和声音";
    }

    @Override
    public String getText() {
      return language.equals("en") ? ENGLISH : CHINESE;
    }

    @Override
    public String getSha256() {
      return new Wording(getTitle(), getText()).sha256();
    }
  }

  private static final class Visit extends Appointment {
    private final AppointmentId id = AppointmentId.random();

    @Override
    public AppointmentId getId() {
      return id;
    }

    @Override
    public PersonRef getPatient() {
      return MIA;
    }

    @Override
    public PersonRef getPractitioner() {
      return LIN;
    }

    @Override
    public TimeSlot getSlot() {
      return TimeSlot.of(Instant.parse("2026-03-03T09:00:00Z"), Duration.ofMinutes(20));
    }
  }
}
