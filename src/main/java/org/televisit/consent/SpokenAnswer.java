package org.televisit.consent;

import java.util.Locale;

/**
 * An answer that the visit's practitioner heard.
 *
 * @param subject whose consent it is; for a minor, the representative spoke
 * @param locale in which the question was read out; decides which wording is quoted
 */
public record SpokenAnswer(String subject, Purpose purpose, Provision provision, Locale locale) {}
