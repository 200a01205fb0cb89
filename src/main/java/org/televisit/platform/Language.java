package org.televisit.platform;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language of the pages. */
public enum Language {
  ENGLISH(Locale.ENGLISH, "English"),
  CHINESE(Locale.SIMPLIFIED_CHINESE, "中文");

  /** Name of the cookie that remembers the choice; its value is a BCP 47 tag. */
  static final String COOKIE = "language";

  private final Locale locale;
  private final String ownName;

  Language(Locale locale, String ownName) {
    this.locale = locale;
    this.ownName = ownName;
  }

  public Locale locale() {
    return locale;
  }

  /** The language's name in that language, for who cannot read the present one. */
  public String getOwnName() {
    return ownName;
  }

  /** The BCP 47 tag, for instance {@code zh-CN}. */
  public String getTag() {
    return locale.toLanguageTag();
  }

  /** The language of a BCP 47 tag, whatever its region: {@code zh}, {@code en-GB}. */
  public static Optional<Language> tagged(String tag) {
    return of(Locale.forLanguageTag(tag));
  }

  /** The chosen language, or else the first one that the browser asks for, or else English. */
  public static Language of(HttpServletRequest request) {
    return chosen(request)
        .or(
            () ->
                Collections.list(request.getLocales()).stream()
                    .flatMap(Language::stream)
                    .findFirst())
        .orElse(ENGLISH);
  }

  /** The supported language of a locale. */
  static Optional<Language> of(Locale locale) {
    return Arrays.stream(values())
        .filter(language -> language.locale.getLanguage().equals(locale.getLanguage()))
        .findFirst();
  }

  private static Stream<Language> stream(Locale locale) {
    return of(locale).stream();
  }

  private static Optional<Language> chosen(HttpServletRequest request) {
    Cookie @Nullable [] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .flatMap(cookie -> tagged(cookie.getValue()).stream())
            .findFirst();
  }
}
