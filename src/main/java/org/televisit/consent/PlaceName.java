package org.televisit.consent;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.televisit.platform.Texts;

/**
 * A place with its name in the reader's language.
 *
 * @param example whether its rule came with the software and nobody of the clinic has confirmed it
 */
public record PlaceName(String code, String name, RecordingRule rule, boolean example) {

  /** By name; "anywhere else" last. */
  public static List<PlaceName> of(List<Jurisdiction> table, Locale locale) {
    Comparator<PlaceName> byName =
        Comparator.comparing(PlaceName::name, Collator.getInstance(locale));
    return table.stream()
        .map(place -> of(place, locale))
        .sorted(Comparator.comparing(PlaceName::isElsewhere).thenComparing(byName))
        .toList();
  }

  private static PlaceName of(Jurisdiction place, Locale locale) {
    String code = place.getCode();
    return new PlaceName(code, name(code, locale), place.getRule(), place.isExample());
  }

  /** A country's name, with the code of its part where it is one: {@code United States (CA)}. */
  static String name(String code, Locale locale) {
    if (code.equals(Jurisdiction.ELSEWHERE)) {
      return Texts.in(locale, "consent.elsewhere");
    }
    String[] parts = code.split("-", 2);
    String country = new Locale.Builder().setRegion(parts[0]).build().getDisplayCountry(locale);
    return parts.length == 1 ? country : country + " (" + parts[1] + ")";
  }

  public boolean isElsewhere() {
    return code.equals(Jurisdiction.ELSEWHERE);
  }
}
