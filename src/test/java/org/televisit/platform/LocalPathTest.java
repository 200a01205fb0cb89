package org.televisit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/patient/home.xhtml",
        "/visit/consents.xhtml?id=0f8fad5b-d9cb-469f-a165-70867728950e",
        "/app/index.xhtml?a=b&c=%2F%2Fd",
      })
  void a_path_of_this_server_is_kept(String path) {
    assertThat(LocalPath.of(path)).contains(path);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "/a\r\nSet-Cookie: x=y",
        "javascript:alert(1)",
        "patient/home.xhtml",
        "/%",
      })
  void whatever_could_lead_elsewhere_is_refused(String path) {
    assertThat(LocalPath.of(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 1025})
  void so_is_what_no_page_of_ours_is_as_long_as(int length) {
    assertThat(LocalPath.of("/" + "a".repeat(length - 1)).isPresent()).isEqualTo(length <= 1024);
  }
}
