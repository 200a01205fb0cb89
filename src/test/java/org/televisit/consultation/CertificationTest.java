package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.completeness.CompletenessService;
import org.televisit.completeness.Span;
import org.televisit.completeness.VisitCourse;
import org.televisit.scheduling.AppointmentId;

/** Which visit is certified when, while the database comes and goes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CertificationTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final AppointmentId visit = AppointmentId.random();
  private final List<Runnable> tasks = new ArrayList<>();
  private boolean certified;
  private int tries;
  private boolean away;

  private final Certification certification = new Certification();

  CertificationTest() {
    certification.clock = InstantSource.fixed(NOON).withZone(ZoneOffset.UTC);
    certification.scheduler = scheduler(tasks);
    certification.courses =
        new VisitCourses() {
          @Override
          Optional<VisitCourse> of(AppointmentId id) {
            return Optional.of(new VisitCourse(id, new Span(NOON, NOON), List.of(), List.of()));
          }

          @Override
          List<AppointmentId> finishedSince(Instant moment) {
            return List.of(visit);
          }
        };
    certification.completeness =
        new CompletenessService() {
          @Override
          public Optional<CompletenessCertificate> certify(VisitCourse course) {
            tries++;
            if (away) {
              throw new IllegalStateException("no database");
            }
            certified = true;
            return Optional.empty();
          }

          @Override
          public Map<AppointmentId, CompletenessCertificate> newest(
              Collection<AppointmentId> visits) {
            return certified ? Map.of(visit, new CompletenessCertificate() {}) : Map.of();
          }
        };
    certification.start(new Object());
  }

  private void aMinutePasses() {
    tasks.get(1).run();
  }

  @Test
  void one_without_a_certificate_is_tried_until_it_has_one() {
    away = true;
    aMinutePasses();
    away = false;
    aMinutePasses();
    aMinutePasses();
    assertThat(tries).isEqualTo(2);
  }

  @Test
  void one_that_has_a_certificate_is_tried_again_too_if_news_of_it_could_not_be_certified() {
    aMinutePasses();
    assertThat(tries).isEqualTo(1);
    away = true;
    certification.certify(visit); // a recording was salvaged, and may be played again
    aMinutePasses();
    assertThat(tries).isEqualTo(3);
    away = false;
    aMinutePasses();
    aMinutePasses();
    assertThat(tries).isEqualTo(4);
  }

  /** One that only remembers what it is to do. */
  private static ManagedScheduledExecutorService scheduler(List<Runnable> tasks) {
    return (ManagedScheduledExecutorService)
        Proxy.newProxyInstance(
            CertificationTest.class.getClassLoader(),
            new Class<?>[] {ManagedScheduledExecutorService.class},
            (proxy, method, values) -> remember(tasks, values));
  }

  private static @Nullable Object remember(List<Runnable> tasks, Object[] values) {
    tasks.add((Runnable) values[0]);
    return null;
  }
}
