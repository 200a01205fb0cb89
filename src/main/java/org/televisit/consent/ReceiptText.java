package org.televisit.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.Texts;
import org.televisit.scheduling.Appointment;

/**
 * A receipt in words, in the language of the wording that was answered.
 *
 * @param clinic the clinic's name
 * @param zone in which times are said; named with each
 */
record ReceiptText(Receipt receipt, String clinic, ZoneId zone) {

  Locale locale() {
    return Locale.forLanguageTag(receipt.choice().form().getLanguage());
  }

  String title() {
    return of("consent.receipt.title");
  }

  /** What is asked for and what was answered, in one sentence. */
  String answer() {
    String provision = receipt.choice().provision().code();
    return of("consent.receipt.answer." + provision, receipt.choice().form().getTitle());
  }

  /** Label to value, in the order of reading. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(of("consent.receipt.person"), receipt.person().name());
    facts.put(of("consent.receipt.by"), by());
    facts.put(of("consent.receipt.how"), how());
    facts.put(of("consent.receipt.when"), time(receipt.choice().answeredAt()));
    facts.put(of("consent.receipt.counts"), counts());
    Appointment visit = receipt.visit();
    facts.put(
        of("consent.receipt.visit"),
        of("consent.receipt.visitOf", visit.getPatient().name(), visit.getPractitioner().name()));
    facts.put(of("consent.receipt.begins"), time(visit.getSlot().start()));
    facts.put(of("consent.receipt.clinic"), clinic);
    facts.put(of("consent.receipt.number"), receipt.id().toString());
    return facts;
  }

  private String counts() {
    Choice choice = receipt.choice();
    @Nullable Instant last = choice.form().getLastMoment();
    if (choice.endedAt() != null) {
      return of("consent.receipt.until", time(choice.endedAt()));
    } else if (receipt.isLapsed() && last != null) {
      return of("consent.receipt.lapsed", time(last));
    }
    return of("consent.receipt.stillCounts");
  }

  /** Heading of the wording below. */
  String wordingTitle() {
    ConsentForm form = receipt.choice().form();
    return of("consent.receipt.wording", form.getTitle(), form.getVersion());
  }

  /** How to check that the wording was not changed. */
  String hash() {
    return of("consent.receipt.hash", receipt.choice().form().getSha256());
  }

  private String by() {
    if (receipt.voice().unnamed()) {
      return of("consent.receipt.unnamed");
    }
    String name = receipt.voice().by().name();
    return receipt
        .voice()
        .as()
        .map(as -> of("consent.receipt.as." + as.relationship().code(), name))
        .orElse(name);
  }

  private String how() {
    return receipt
        .voice()
        .witness()
        .map(witness -> of("consent.receipt.how.spoken", witness.name()))
        .orElseGet(() -> of("consent.receipt.how.page"));
  }

  private String time(Instant instant) {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(of("consent.receipt.time"), locale()).withZone(zone);
    return format.format(instant);
  }

  private String of(String key, Object... arguments) {
    return Texts.in(locale(), key, arguments);
  }
}
