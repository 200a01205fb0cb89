package org.televisit.consent;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.Notices;

/** Backs {@code admin/rules.xhtml}: what each place asks before somebody is recorded. */
@Named
@ViewScoped
public class RulesPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject RecordingRules rules;
  @Inject Notices notices;
  @Inject Actor actor;

  /** Code of a place to the code of the rule that is chosen for it on the page. */
  private final HashMap<String, String> chosen = new HashMap<>();

  private String code = "";
  private String rule = RecordingRule.ALL_PARTY.code();
  private transient @Nullable List<PlaceName> table;

  /** Reads what is in force. */
  public void open() {
    getTable().forEach(place -> chosen.put(place.code(), place.rule().code()));
  }

  public List<PlaceName> getTable() {
    if (table == null) {
      table = PlaceName.of(rules.table(), locale());
    }
    return table;
  }

  public Map<String, String> getChosen() {
    return chosen;
  }

  public RecordingRule[] getRules() {
    return RecordingRule.values();
  }

  /** The clinic's own place. */
  public String getHome() {
    return PlaceName.name(rules.home(), locale());
  }

  /** Whether anything in the table still waits to be checked. */
  public boolean isUnchecked() {
    return getTable().stream().anyMatch(PlaceName::example);
  }

  /** Confirms or changes what a place asks. */
  public String save(String place) {
    return change(place, RecordingRule.coded(chosen.getOrDefault(place, "")));
  }

  /** Adds a place. */
  public String add() {
    return change(code.strip().toUpperCase(Locale.ROOT), RecordingRule.coded(rule));
  }

  private String change(String place, RecordingRule asked) {
    table = null;
    rules.change(actor, place, asked);
    notices.ok("consent.ruleSaved", PlaceName.name(place, locale()));
    return "/admin/rules.xhtml?faces-redirect=true";
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String getRule() {
    return rule;
  }

  public void setRule(String rule) {
    this.rule = rule;
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }
}
