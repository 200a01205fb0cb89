package org.televisit.consent;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Relation;
import org.televisit.identity.RelationTerm;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.Violations;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.NotYourAppointmentException;
import org.televisit.scheduling.SchedulingService;

/**
 * What must be fulfilled before anybody is recorded in a visit: the strictest rule of all places
 * from which people take part. What a place asks is the clinic's own table.
 *
 * <p>Not transactional itself, for the reason given at {@link SchedulingService}.
 */
@ApplicationScoped
public class RecordingRules {

  private static final String ONE_PLACE = "attendance_location_one_at_a_time";
  private static final Pattern ISO_3166 = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  @Inject RuleRegister register;
  @Inject Consents consents;
  @Inject Mandates mandates;
  @Inject SchedulingService scheduling;
  @Inject AuditTrail trail;

  /** Where the clinic is; counts for everybody who has not stated where they are. */
  @Inject
  @ConfigProperty(name = "televisit.clinic.jurisdiction")
  String home;

  /** The strictest rule of all participants' places; a place not stated is the clinic's own. */
  public RecordingRule of(AppointmentId appointment) {
    return strictest(appointment, consents.rules());
  }

  /**
   * As {@link #of}, within the caller's transaction: until that ends, no place asks anything else.
   * That nobody states another place meanwhile is the caller's business, who has locked the
   * appointment.
   */
  public RecordingRule lockedOf(AppointmentId appointment) {
    return strictest(appointment, consents.lockedRules());
  }

  private RecordingRule strictest(AppointmentId appointment, Map<String, RecordingRule> rules) {
    Map<String, String> stated = consents.stated(appointment);
    Appointment visit = scheduling.forReview(appointment);
    return strictest(
        participants(visit, scheduling.accompanying(visit).stream())
            .map(p -> stated.getOrDefault(p, home)),
        rules);
  }

  /**
   * From when on which rule was the strictest, by what each place asked at that time, by where the
   * clinic was, and by who accompanied the patient; the first from the beginning of time on. A
   * place that was not in the table yet asked what "anywhere else" did.
   */
  public NavigableMap<Instant, RecordingRule> history(AppointmentId appointment) {
    List<AttendanceLocation> places = consents.everStated(appointment);
    List<RuleTerm> terms = consents.terms();
    NavigableMap<Instant, String> homes = consents.clinicPlaces();
    homes.putIfAbsent(Instant.EPOCH, home);
    Appointment visit = scheduling.forReview(appointment);
    List<RelationTerm> company = scheduling.everAccompanying(visit);
    NavigableMap<Instant, RecordingRule> history = new TreeMap<>();
    Stream.of(
            homes.keySet().stream(),
            places.stream().flatMap(AttendanceLocation::changes),
            company.stream().flatMap(RelationTerm::changes),
            terms.stream().flatMap(RuleTerm::changes))
        .flatMap(moments -> moments)
        .forEach(
            moment -> {
              Map<String, String> stated = stated(places, moment);
              String unstated = homes.floorEntry(moment).getValue();
              Stream<Relation> beside =
                  company.stream().filter(c -> c.counts(moment)).map(RelationTerm::relation);
              Stream<String> where =
                  participants(visit, beside).map(p -> stated.getOrDefault(p, unstated));
              history.put(moment, strictest(where, rules(terms, moment)));
            });
    return history;
  }

  private static Map<String, RecordingRule> rules(List<RuleTerm> terms, Instant moment) {
    return terms.stream()
        .filter(term -> term.counts(moment))
        .collect(toMap(RuleTerm::jurisdiction, RuleTerm::rule));
  }

  private static Map<String, String> stated(List<AttendanceLocation> places, Instant moment) {
    return places.stream()
        .filter(place -> place.counts(moment))
        .collect(toMap(AttendanceLocation::subject, AttendanceLocation::jurisdiction));
  }

  private static RecordingRule strictest(Stream<String> places, Map<String, RecordingRule> rules) {
    return places
        .map(place -> rule(rules, place))
        .reduce(RecordingRule.OWN_CONSENT, RecordingRule::stricter);
  }

  /** Where everybody was at each moment, whatever was stated since. */
  public Whereabouts whereabouts(AppointmentId appointment) {
    NavigableMap<Instant, String> homes = consents.clinicPlaces();
    homes.putIfAbsent(Instant.EPOCH, home);
    return new Whereabouts(consents.everStated(appointment), homes);
  }

  /** Where this person takes part from; empty if not stated. */
  public Optional<String> location(AppointmentId appointment, String subject) {
    return Optional.ofNullable(consents.stated(appointment).get(subject));
  }

  /** What a place asks; one that the table does not name asks what "anywhere else" does. */
  public RecordingRule at(String jurisdiction) {
    return rule(consents.rules(), jurisdiction);
  }

  /** The clinic's own jurisdiction. */
  public String home() {
    return home;
  }

  /**
   * States from where {@code subject} takes part: oneself, or the minor whom one represents. The
   * same place again changes nothing. Once the visit is over nobody may.
   *
   * @throws NotYourAppointmentException if the person has no part in the visit
   * @throws NotAllowedException if it is somebody else's to state; the refusal is audited
   * @throws UnknownPlaceException if the table does not name the place
   * @throws PlaceSettledException if the visit is over; the refusal is audited
   */
  public void state(Actor actor, AppointmentId appointment, String subject, String jurisdiction) {
    Appointment visit = scheduling.asParticipant(actor, appointment);
    if (!actor.subject().equals(subject) && !represents(visit, actor, subject)) {
      trail.refused(actor, ConsentAction.LOCATE, appointment.entity());
      throw new NotAllowedException("where somebody is, only they may state");
    }
    if (!consents.rules().containsKey(jurisdiction)) {
      throw new UnknownPlaceException();
    }
    try {
      register.state(actor, new Party(appointment, subject), jurisdiction);
    } catch (PlaceSettledException e) {
      trail.refused(actor, ConsentAction.LOCATE, appointment.entity(), "over");
      throw e;
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE_PLACE) ? new AnsweredMeanwhileException() : e;
    }
  }

  /** All places that the clinic knows, by code. */
  public List<Jurisdiction> table() {
    return consents.table();
  }

  /**
   * Says what a place asks, one that is known already or a new one; only a clinic admin may. Visits
   * under way follow at once.
   *
   * @throws NotAllowedException for everybody else; the refusal is audited
   * @throws UnknownPlaceException if the code is not one of ISO 3166
   */
  public void change(Actor actor, String jurisdiction, RecordingRule rule) {
    if (!actor.is(Role.CLINIC_ADMIN)) {
      trail.refused(actor, ConsentAction.RULE, "recording-rule/" + jurisdiction);
      throw new NotAllowedException("rules need a clinic admin");
    }
    if (!isKnown(jurisdiction)) {
      throw new UnknownPlaceException();
    }
    register.change(actor, jurisdiction, rule);
  }

  private boolean isKnown(String code) {
    return code.equals(Jurisdiction.ELSEWHERE)
        || (ISO_3166.matcher(code).matches() && COUNTRIES.contains(code.substring(0, 2)));
  }

  private boolean represents(Appointment visit, Actor actor, String subject) {
    return visit.getPatient().subject().equals(subject)
        && mandates.representative(visit, actor.subject()).isPresent();
  }

  private static Stream<String> participants(Appointment visit, Stream<Relation> beside) {
    return Stream.concat(
        Stream.of(visit.getPatient().subject(), visit.getPractitioner().subject()),
        beside.map(Relation::person).map(p -> p.subject()));
  }

  private static RecordingRule rule(Map<String, RecordingRule> rules, String jurisdiction) {
    RecordingRule elsewhere = rules.getOrDefault(Jurisdiction.ELSEWHERE, RecordingRule.ALL_PARTY);
    return rules.getOrDefault(jurisdiction, elsewhere);
  }
}
