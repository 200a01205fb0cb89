package org.televisit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LanguageTest {

  @Test
  void the_choice_in_the_cookie_wins_over_the_browsers_wish() {
    assertThat(Language.of(request("zh-CN", "en-GB"))).isEqualTo(Language.CHINESE);
    assertThat(Language.of(request("en", "zh-CN"))).isEqualTo(Language.ENGLISH);
  }

  @Test
  void without_a_choice_the_first_language_that_we_speak_counts() {
    assertThat(Language.of(request(null, "de-DE", "zh-TW", "en"))).isEqualTo(Language.CHINESE);
    assertThat(Language.of(request(null, "en-US", "zh-CN"))).isEqualTo(Language.ENGLISH);
  }

  @Test
  void english_is_for_everybody_else() {
    assertThat(Language.of(request(null, "de-DE"))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(request("tlh", "fr"))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(request("<script>", "fr"))).isEqualTo(Language.ENGLISH);
  }

  @Test
  void a_language_is_known_whatever_its_region() {
    assertThat(Language.tagged("zh-Hans-CN")).contains(Language.CHINESE);
    assertThat(Language.tagged("en-AU")).contains(Language.ENGLISH);
    assertThat(Language.tagged("")).isEmpty();
  }

  private static HttpServletRequest request(@Nullable String cookie, String... wishes) {
    Cookie @Nullable [] cookies =
        cookie == null
            ? null
            : new Cookie[] {new Cookie("other", "zh"), new Cookie("language", cookie)};
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            LanguageTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getCookies" -> cookies;
                  case "getLocales" ->
                      Collections.enumeration(
                          Arrays.stream(wishes).map(Locale::forLanguageTag).toList());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
