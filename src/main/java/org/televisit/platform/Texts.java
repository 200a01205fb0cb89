package org.televisit.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The message bundle with arguments; in pages {@code #{text.of('feature.key', a, b)}}. */
@Named("text")
@ApplicationScoped
public class Texts {

  private static final String BUNDLE = "org.televisit.messages";

  /**
   * The text in the language of the current page; English outside a page.
   *
   * @param arguments for {@code {0}}, {@code {1}} and so on ({@link MessageFormat})
   */
  public String of(String key, Object... arguments) {
    return in(pageLocale(), key, arguments);
  }

  /** The text in a given language. */
  public static String in(Locale locale, String key, Object... arguments) {
    String pattern = pattern(locale, key);
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
  }

  private static String pattern(Locale locale, String key) {
    try {
      return ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    } catch (MissingResourceException e) {
      return "???" + key + "???"; // as Faces shows it; a test keeps the bundles complete
    }
  }

  private static Locale pageLocale() {
    @Nullable FacesContext context = FacesContext.getCurrentInstance();
    @Nullable UIViewRoot view = context == null ? null : context.getViewRoot();
    return view == null ? Locale.ENGLISH : view.getLocale();
  }
}
