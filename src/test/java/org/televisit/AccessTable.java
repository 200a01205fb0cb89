package org.televisit;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.dev.DemoPerson;

/** Who gets what: what is asked for, and the answer that each kind of visitor should get. */
final class AccessTable {

  /** The words are those of {@link AccessProbe}; {@code start} leads to one's own start page. */
  private static final String TABLE =
      """
      request                                                          | nobody  | patient | practitioner | clinic-admin | compliance
      # the door
      GET /                                                            | 200     | start   | start        | start        | start
      GET /index.xhtml                                                 | 200     | start   | start        | start        | start
      GET /sign-in                                                     | sign-in | start   | start        | start        | start
      GET /sign-out                                                    | sign-in | 405     | 405          | 405          | 405
      GET /language                                                    | welcome | welcome | welcome      | welcome      | welcome
      POST /language                                                   | 400     | 400     | 400          | 400          | 400
      # pages of one role
      GET /patient/home.xhtml                                          | sign-in | 200     | 403          | 403          | 403
      GET /patient/recordings.xhtml                                    | sign-in | 200     | 403          | 403          | 403
      GET /patient/find.xhtml                                          | sign-in | 200     | 403          | 403          | 403
      GET /patient/hold.xhtml                                          | sign-in | 404     | 403          | 403          | 403
      GET /patient/appointment.xhtml                                   | sign-in | 404     | 403          | 403          | 403
      GET /practitioner/today.xhtml                                    | sign-in | 403     | 200          | 403          | 403
      GET /practitioner/planned.xhtml                                  | sign-in | 403     | 404          | 403          | 403
      GET /admin/board.xhtml                                           | sign-in | 403     | 403          | 200          | 403
      GET /admin/book.xhtml                                            | sign-in | 403     | 403          | 200          | 403
      GET /admin/series.xhtml                                          | sign-in | 403     | 403          | 200          | 403
      GET /admin/patients.xhtml                                        | sign-in | 403     | 403          | 200          | 403
      GET /admin/patient.xhtml?id={visit}                              | sign-in | 403     | 403          | 404          | 403
      GET /admin/patient.xhtml?id=nonsense                             | sign-in | 403     | 403          | 404          | 403
      GET /admin/patient.xhtml                                         | sign-in | 403     | 403          | 404          | 403
      GET /admin/forms.xhtml                                           | sign-in | 403     | 403          | 200          | 403
      GET /admin/form.xhtml?purpose=recording&version=1                | sign-in | 403     | 403          | 200          | 403
      GET /admin/form.xhtml?purpose=recording&version=9                | sign-in | 403     | 403          | 404          | 403
      GET /admin/form.xhtml?purpose=nonsense&version=1                 | sign-in | 403     | 403          | 404          | 403
      GET /admin/form.xhtml                                            | sign-in | 403     | 403          | 404          | 403
      GET /admin/rules.xhtml                                           | sign-in | 403     | 403          | 200          | 403
      GET /admin/calendar.xhtml                                        | sign-in | 403     | 403          | 200          | 403
      GET /admin/calendar.xhtml?visit={visit}                          | sign-in | 403     | 403          | 200          | 403
      GET /admin/calendar.xhtml?visit=nonsense                         | sign-in | 403     | 403          | 404          | 403
      GET /practitioner/calendar.xhtml                                 | sign-in | 403     | 200          | 403          | 403
      GET /practitioner/calendar.xhtml?visit={visit}                   | sign-in | 403     | 200          | 403          | 403
      GET /practitioner/calendar.xhtml?visit={strangers}               | sign-in | 403     | 404          | 403          | 403
      GET /admin/hours.xhtml                                           | sign-in | 403     | 403          | 200          | 403
      GET /admin/hours.xhtml?id={visit}                                | sign-in | 403     | 403          | 404          | 403
      GET /admin/hours.xhtml?id=nonsense                               | sign-in | 403     | 403          | 404          | 403
      GET /admin/hours.xhtml?change=nonsense                           | sign-in | 403     | 403          | 404          | 403
      GET /admin/absences.xhtml                                        | sign-in | 403     | 403          | 200          | 403
      GET /admin/absences.xhtml?id={visit}                             | sign-in | 403     | 403          | 404          | 403
      GET /admin/absences.xhtml?id=nonsense                            | sign-in | 403     | 403          | 404          | 403
      GET /admin/closures.xhtml                                        | sign-in | 403     | 403          | 200          | 403
      GET /admin/types.xhtml                                           | sign-in | 403     | 403          | 200          | 403
      GET /admin/types.xhtml?change=nonsense                           | sign-in | 403     | 403          | 404          | 403
      GET /admin/booking.xhtml                                         | sign-in | 403     | 403          | 200          | 403
      GET /practitioner/hours.xhtml                                    | sign-in | 403     | 200          | 403          | 403
      GET /practitioner/hours.xhtml?change={visit}                     | sign-in | 403     | 404          | 403          | 403
      GET /practitioner/absences.xhtml                                 | sign-in | 403     | 200          | 403          | 403
      GET /admin/visit.xhtml?id={visit}                                | sign-in | 403     | 403          | 200          | 403
      GET /admin/notifications.xhtml                                   | sign-in | 403     | 403          | 200          | 403
      GET /practitioner/feed.xhtml                                     | sign-in | 403     | 200          | 403          | 403
      # calendars: one visit for its participants, a feed for who knows its secret
      GET /visit/calendar/{visit}.ics                                  | sign-in | 200     | 200          | 403          | 403
      GET /visit/calendar/{strangers}.ics                              | sign-in | 404     | 404          | 403          | 403
      GET /visit/calendar/nonsense                                     | sign-in | 404     | 404          | 403          | 403
      GET /visit/link/{visit}                                          | sign-in | →/room/visit.xhtml | →/room/visit.xhtml | 403 | 403
      GET /visit/link/nonsense                                         | sign-in | 404     | 404          | 403          | 403
      GET /visit/link                                                  | sign-in | 404     | 404          | 403          | 403
      GET /visit/offer/{visit}                                         | sign-in | →/patient/hold.xhtml | →/patient/hold.xhtml | 403 | 403
      GET /visit/offer/nonsense                                        | sign-in | 404     | 404          | 403          | 403
      GET /visit/offer                                                 | sign-in | 404     | 404          | 403          | 403
      POST /visit/calendar/{visit}.ics                                 | sign-in | 405     | 405          | 403          | 403
      GET /feed/unknown.ics                                            | 404     | 404     | 404          | 404          | 404
      # the FHIR interface: a session of the pages counts for nothing
      FETCH /fhir/metadata                                             | 200     | 200     | 200          | 200          | 200
      FETCH /fhir/Appointment                                          | 401     | 401     | 401          | 401          | 401
      POST /fhir/Appointment/$book                                     | 401     | 401     | 401          | 401          | 401
      GET /fhir/unknown                                                | 401     | 401     | 401          | 401          | 401
      GET /unauthorized                                                | sign-in | 404     | 404          | 404          | 404
      GET /feed/                                                       | 404     | 404     | 404          | 404          | 404
      # the visit: role and relationship
      GET /visit/consents.xhtml?id={visit}                             | sign-in | 200     | 200          | 403          | 403
      GET /visit/consents.xhtml?id={strangers}                         | sign-in | 404     | 404          | 403          | 403
      GET /visit/consents.xhtml?id=nonsense                            | sign-in | 404     | 404          | 403          | 403
      GET /visit/receipt/{visit}.pdf                                   | sign-in | 404     | 404          | 403          | 403
      GET /visit/receipt/{visit}.json                                  | sign-in | 404     | 404          | 403          | 403
      GET /visit/receipt/nonsense                                      | sign-in | 404     | 404          | 403          | 403
      GET /visit/consents.xhtml                                        | sign-in | 404     | 404          | 403          | 403
      GET /room/visit.xhtml?id={visit}                                 | sign-in | 200     | 200          | 403          | 403
      GET /room/visit.xhtml?id={strangers}                             | sign-in | 404     | 404          | 403          | 403
      # review
      GET /compliance/queue.xhtml                                      | sign-in | 403     | 403          | 403          | 200
      GET /compliance/queue.xhtml?day=nonsense&page=-1                 | sign-in | 403     | 403          | 403          | 200
      GET /compliance/visit.xhtml?id={visit}                           | sign-in | 403     | 403          | 403          | 200
      GET /compliance/visit.xhtml?id={grant}                           | sign-in | 403     | 403          | 403          | 404
      GET /compliance/visit.xhtml?id=nonsense                          | sign-in | 403     | 403          | 403          | 404
      GET /compliance/visit.xhtml                                      | sign-in | 403     | 403          | 403          | 404
      GET /compliance/retention.xhtml                                  | sign-in | 403     | 403          | 403          | 200
      GET /compliance/retention.xhtml?day=nonsense                     | sign-in | 403     | 403          | 403          | 200
      GET /compliance/holds.xhtml                                      | sign-in | 403     | 403          | 403          | 200
      GET /compliance/holds.xhtml?id={visit}                           | sign-in | 403     | 403          | 403          | 200
      GET /compliance/holds.xhtml?id={grant}                           | sign-in | 403     | 403          | 403          | 404
      GET /compliance/holds.xhtml?id=nonsense                          | sign-in | 403     | 403          | 403          | 404
      # a certificate: role, own grant, its visit, its time
      FETCH /compliance/certificate/{grant}/{certificate}              | 401     | 403     | 403          | 403          | 200
      FETCH /compliance/certificate/{expired}/{certificate}            | 401     | 403     | 403          | 403          | 403
      FETCH /compliance/certificate/{colleagues}/{certificate}         | 401     | 403     | 403          | 403          | 403
      FETCH /compliance/certificate/{elsewhere}/{certificate}          | 401     | 403     | 403          | 403          | 404
      FETCH /compliance/certificate/{recording}/{certificate}          | 401     | 403     | 403          | 403          | 403
      FETCH /compliance/certificate/{grant}/{grant}                    | 401     | 403     | 403          | 403          | 404
      FETCH /compliance/certificate/{grant}                            | 401     | 403     | 403          | 403          | 404
      POST /compliance/certificate/{grant}/{certificate}               | sign-in | 403     | 403          | 403          | 405
      # bytes of a recording: role, own grant, its visit, its time
      GET /compliance/media/{grant}/{recording}                        | sign-in | 403     | 403          | 403          | 200
      FETCH /compliance/media/{grant}/{recording}                      | 401     | 403     | 403          | 403          | 200
      HEAD /compliance/media/{grant}/{recording}                       | sign-in | 403     | 403          | 403          | 200
      POST /compliance/media/{grant}/{recording}                       | sign-in | 403     | 403          | 403          | 405
      PUT /compliance/media/{grant}/{recording}                        | sign-in | 403     | 403          | 403          | 405
      OPTIONS /compliance/media/{grant}/{recording}                    | sign-in | 403     | 403          | 403          | 200
      FETCH /compliance/media/{grant}/{running}                        | 401     | 403     | 403          | 403          | 409
      FETCH /compliance/media/{expired}/{recording}                    | 401     | 403     | 403          | 403          | 403
      FETCH /compliance/media/{colleagues}/{recording}                 | 401     | 403     | 403          | 403          | 403
      FETCH /compliance/media/{elsewhere}/{recording}                  | 401     | 403     | 403          | 403          | 403
      FETCH /compliance/media/{recording}/{recording}                  | 401     | 403     | 403          | 403          | 403
      FETCH /compliance/media/{grant}/{grant}                          | 401     | 403     | 403          | 403          | 404
      FETCH /compliance/media/{grant}                                  | 401     | 403     | 403          | 403          | 404
      # the socket of the room
      SOCKET /signalling/{visit}                                       | 401     | open    | open         | 403          | 403
      SOCKET /signalling/{strangers}                                   | 401     | bye     | bye          | 403          | 403
      SOCKET /signalling/nonsense                                      | 401     | bye     | bye          | 403          | 403
      FOREIGN /signalling/{visit}                                      | 401     | 404     | 404          | 403          | 403
      GET /signalling/{visit}                                          | sign-in | 404     | 404          | 403          | 403
      # ingest: on its own listener, and nothing else there
      GET /ingest/LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL          | 404     | 404     | 404          | 404          | 404
      POST /ingest/LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL         | 404     | 404     | 404          | 404          | 404
      GET ingest:/ingest/LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL   | 405     | 405     | 405          | 405          | 405
      POST ingest:/ingest/unknown                                      | held    | held    | held         | held         | held
      GET ingest:/                                                     | 404     | 404     | 404          | 404          | 404
      GET ingest:/index.xhtml                                          | 404     | 404     | 404          | 404          | 404
      GET ingest:/compliance/queue.xhtml                               | 404     | 404     | 404          | 404          | 404
      GET ingest:/js/platform/zone.js                                  | 404     | 404     | 404          | 404          | 404
      GET ingest:/compliance/media/{grant}/{recording}                 | 404     | 404     | 404          | 404          | 404
      # what the browser loads
      GET /js/platform/zone.js                                         | 200     | 200     | 200          | 200          | 200
      GET /js/compliance/player.js                                     | 200     | 200     | 200          | 200          | 200
      GET /img/televisit.svg                                           | 200     | 200     | 200          | 200          | 200
      GET /jakarta.faces.resource/televisit.css.xhtml?ln=televisit     | 200     | 200     | 200          | 200          | 200
      GET /jakarta.faces.resource/jquery/jquery.js.xhtml?ln=primefaces | 200     | 200     | 200          | 200          | 200
      GET /jakarta.faces.resource/card.xhtml.xhtml?ln=televisit        | 404     | 404     | 404          | 404          | 404
      GET /jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF          | 404     | 404     | 404          | 404          | 404
      GET /resources/televisit/televisit.css                           | 403     | 403     | 403          | 403          | 403
      GET /resources/televisit/card.xhtml                              | 403     | 403     | 403          | 403          | 403
      GET /favicon.ico                                                 | 404     | 404     | 404          | 404          | 404
      GET /robots.txt                                                  | 404     | 404     | 404          | 404          | 404
      # what nobody should find
      GET /errorpages/403.xhtml                                        | sign-in | 200     | 200          | 200          | 200
      GET /errorpages/404.xhtml                                        | sign-in | 200     | 200          | 200          | 200
      GET /errorpages/500.xhtml                                        | sign-in | 200     | 200          | 200          | 200
      GET /errorpages/expired.xhtml                                    | sign-in | 200     | 200          | 200          | 200
      GET /health                                                      | 404     | 404     | 404          | 404          | 404
      GET /health/ready                                                | 404     | 404     | 404          | 404          | 404
      GET /metrics                                                     | sign-in | 404     | 404          | 404          | 404
      GET /WEB-INF/web.xml                                             | 404     | 404     | 404          | 404          | 404
      GET /WEB-INF/includes/completeness.xhtml                         | 404     | 404     | 404          | 404          | 404
      GET /WEB-INF/includes/review.xhtml                               | 404     | 404     | 404          | 404          | 404
      GET /META-INF/MANIFEST.MF                                        | 404     | 404     | 404          | 404          | 404
      GET /unknown                                                     | sign-in | 404     | 404          | 404          | 404
      GET /unknown.xhtml                                               | sign-in | 404     | 404          | 404          | 404
      GET /compliance/unknown.xhtml                                    | sign-in | 403     | 403          | 403          | 404
      # methods that no page has
      POST /compliance/queue.xhtml                                     | sign-in | 403     | 403          | 403          | 200
      TRACE /patient/home.xhtml                                        | sign-in | 400     | 403          | 403          | 403
      DELETE /compliance/queue.xhtml                                   | sign-in | 403     | 403          | 403          | 400
      TRACE /compliance/queue.xhtml                                    | sign-in | 403     | 403          | 403          | 400
      OPTIONS /compliance/queue.xhtml                                  | sign-in | 403     | 403          | 403          | 400
      """;

  /** Addresses that mean a protected place in a roundabout way. */
  private static final String TRICKS =
      """
      request                                                        | nobody  | patient | practitioner | clinic-admin | compliance
      GET /compliance/queue.xhtml;jsessionid=0                       | sign-in | 403     | 403          | 403          | 200
      GET /compliance;x=1/queue.xhtml                                | sign-in | 403     | 403          | 403          | 200
      GET /;x=1/compliance/queue.xhtml                               | sign-in | 403     | 403          | 403          | 200
      GET //compliance/queue.xhtml                                   | sign-in | 403     | 403          | 403          | 200
      GET /compliance//queue.xhtml                                   | sign-in | 403     | 403          | 403          | 200
      GET /./compliance/queue.xhtml                                  | sign-in | 403     | 403          | 403          | 200
      GET /js/../compliance/queue.xhtml                              | sign-in | 403     | 403          | 403          | 200
      GET /js/..;/compliance/queue.xhtml                             | sign-in | 403     | 403          | 403          | 200
      GET /js/%2e%2e/compliance/queue.xhtml                          | sign-in | 403     | 403          | 403          | 200
      GET /js/%2e%2e%2fcompliance/queue.xhtml                        | 404     | 404     | 404          | 404          | 404
      GET /js/%252e%252e/compliance/queue.xhtml                      | 404     | 404     | 404          | 404          | 404
      GET /jakarta.faces.resource/../compliance/queue.xhtml          | sign-in | 403     | 403          | 403          | 200
      GET /%63ompliance/queue.xhtml                                  | sign-in | 403     | 403          | 403          | 200
      GET /compliance%2fqueue.xhtml                                  | sign-in | 404     | 404          | 404          | 404
      GET /compliance%5cqueue.xhtml                                  | sign-in | 404     | 404          | 404          | 404
      GET /compliance/queue.xhtml/                                   | sign-in | 403     | 403          | 403          | 404
      GET /compliance/queue.xhtml/more                               | sign-in | 403     | 403          | 403          | 404
      GET /compliance/queue.xhtml%00.js                              | sign-in | 403     | 403          | 403          | 404
      GET /compliance/queue.xhtml%20                                 | sign-in | 403     | 403          | 403          | 404
      GET /Compliance/queue.xhtml                                    | sign-in | 404     | 404          | 404          | 404
      GET /COMPLIANCE/QUEUE.XHTML                                    | sign-in | 404     | 404          | 404          | 404
      GET /index.xhtml/../compliance/queue.xhtml                     | sign-in | 403     | 403          | 403          | 200
      GET /patient/../compliance/queue.xhtml                         | sign-in | 403     | 403          | 403          | 200
      GET /patient/%2e%2e/compliance/queue.xhtml                     | sign-in | 403     | 403          | 403          | 200
      FETCH /js/../compliance/media/{grant}/{recording}              | 401     | 403     | 403          | 403          | 200
      FETCH //compliance/media/{grant}/{recording}                   | 401     | 403     | 403          | 403          | 200
      FETCH /js/%2e%2e/compliance/media/{grant}/{recording}          | 401     | 403     | 403          | 403          | 200
      FETCH /compliance/media;x/{grant}/{recording}                  | 401     | 403     | 403          | 403          | 200
      FETCH /compliance/media/{grant};x=1/{recording}                | 401     | 403     | 403          | 403          | 200
      FETCH /compliance/media/{grant}/{recording};x=1                | 401     | 403     | 403          | 403          | 200
      FETCH /compliance/media/{grant}/../{grant}/{recording}         | 401     | 403     | 403          | 403          | 200
      FETCH /compliance/media/{grant}/%2e%2e/{grant}/{recording}     | 401     | 403     | 403          | 403          | 200
      GET /js/../WEB-INF/web.xml                                     | 404     | 404     | 404          | 404          | 404
      GET /js/%2e%2e/WEB-INF/web.xml                                 | 404     | 404     | 404          | 404          | 404
      GET /WEB-INF;x/web.xml                                         | 404     | 404     | 404          | 404          | 404
      GET //WEB-INF/web.xml                                          | 404     | 404     | 404          | 404          | 404
      GET /web-inf/web.xml                                           | 404     | 404     | 404          | 404          | 404
      GET ingest:/ingest/../compliance/queue.xhtml                   | 404     | 404     | 404          | 404          | 404
      GET ingest:/ingest/../index.xhtml                              | 404     | 404     | 404          | 404          | 404
      GET ingest:/ingest/%2e%2e/index.xhtml                          | 404     | 404     | 404          | 404          | 404
      GET ingest:/ingest;x/../index.xhtml                            | 404     | 404     | 404          | 404          | 404
      POST //ingest/LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL      | 404     | 404     | 404          | 404          | 404
      POST /js/../ingest/LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL | 404     | 404     | 404          | 404          | 404
      POST /%69ngest/LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL     | 404     | 404     | 404          | 404          | 404
      POST /ingest;x=1/LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL   | 404     | 404     | 404          | 404          | 404
      SOCKET //signalling/{visit}                                    | 401     | open    | open         | 403          | 403
      SOCKET /js/../signalling/{visit}                               | 401     | open    | open         | 403          | 403
      SOCKET /signalling/{visit};x=1                                 | 401     | open    | open         | 403          | 403
      """;

  enum Visitor {
    NOBODY(null, ""),
    PATIENT(DemoPerson.ANNA, "/patient/home.xhtml"),
    PRACTITIONER(DemoPerson.LIN, "/practitioner/today.xhtml"),
    CLINIC_ADMIN(DemoPerson.ADMIN, "/admin/board.xhtml"),
    COMPLIANCE(DemoPerson.COMPLIANCE, "/compliance/queue.xhtml");

    final @Nullable DemoPerson person;
    private final String startPage;

    Visitor(@Nullable DemoPerson person, String startPage) {
      this.person = person;
      this.startPage = startPage;
    }

    /** The answer in the words of the table. */
    String word(String answer) {
      if (answer.equals("→/index.xhtml")) {
        return "welcome";
      }
      return answer.equals("→" + startPage) ? "start" : answer;
    }
  }

  private AccessTable() {}

  /** One line of a table: what is asked for, and the answer that each visitor should get. */
  record Row(String request, Map<Visitor, String> expected) {

    static Row parse(String line) {
      Iterator<String> cells = Stream.of(line.split("\\|")).map(String::strip).iterator();
      String request = cells.next();
      Map<Visitor, String> expected = new EnumMap<>(Visitor.class);
      for (Visitor visitor : Visitor.values()) {
        expected.put(visitor, cells.next());
      }
      return new Row(request, expected);
    }

    String path() {
      return request.substring(request.indexOf('/')).replaceFirst("\\?.*", "");
    }

    @Override
    public String toString() {
      return request;
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().skip(1).filter(line -> !line.startsWith("#")).map(Row::parse);
  }

  static Stream<Row> tricks() {
    return TRICKS.lines().skip(1).map(Row::parse);
  }
}
