package org.televisit.consent;

import java.util.Locale;
import java.util.Set;

/**
 * An answer that the visit's practitioner heard.
 *
 * @param subject whose consent it is; for a minor, the representative spoke
 * @param locale in which the question was read out; decides which wording is quoted
 * @param audible who could be heard; matters for an agreement only
 */
public record SpokenAnswer(
    String subject, Purpose purpose, Provision provision, Locale locale, Set<String> audible) {

  /** Copies who could be heard. */
  public SpokenAnswer {
    audible = Set.copyOf(audible);
  }

  /** Said by the person concerned, who could be heard. */
  public SpokenAnswer(String subject, Purpose purpose, Provision provision, Locale locale) {
    this(subject, purpose, provision, locale, Set.of(subject));
  }

  /** Whether this person may have said so: a refusal is believed in any case. */
  boolean canComeFrom(String speaker) {
    return provision == Provision.DENY || audible.contains(speaker);
  }
}
