package org.televisit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContentSecurityPolicyTest {

  private final String policy =
      ContentSecurityPolicy.policy(
          List.of(URI.create("https://visit.example"), URI.create("http://localhost:8080")),
          URI.create("https://id.example:8443/realms/televisit"));

  @Test
  void scripts_run_from_our_own_files_only_until_a_page_adds_its_nonce_at_the_end() {
    assertThat(policy)
        .endsWith("; script-src 'self'")
        .doesNotContain("script-src 'self' 'unsafe-inline'")
        .doesNotContain("unsafe-eval");
  }

  @Test
  void nobody_can_frame_a_page_or_change_its_base() {
    assertThat(policy).contains("frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'");
  }

  @Test
  void the_rooms_socket_goes_to_our_own_origins() {
    assertThat(policy).contains("connect-src 'self' wss://visit.example ws://localhost:8080;");
  }

  @Test
  void forms_go_to_us_and_to_the_sign_in_page() {
    assertThat(policy).contains("form-action 'self' https://id.example:8443;");
  }
}
