package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ParagraphTest {

  @ParameterizedTest
  @CsvSource({
    "'Purpose: the recording serves: this.', 'Purpose:', ' the recording serves: this.'",
    "'紧急情况：视频就诊不是急救服务。', '紧急情况：', '视频就诊不是急救服务。'",
    "'If you are the doctor: by agreeing', 'If you are the doctor:', ' by agreeing'",
  })
  void the_words_before_the_first_colon_are_its_topic(String wording, String topic, String text) {
    assertThat(Paragraph.of(wording)).isEqualTo(new Paragraph(topic, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You are being asked whether you agree.",
        "Each person answers only for themselves, and therefore: your answer counts.",
        "One sentence. Another: with a colon.",
        "A beginning that is much too long to be called the topic of anything: really",
        ": no words before it",
        "",
      })
  void a_sentence_with_a_colon_is_not_a_topic(String wording) {
    assertThat(Paragraph.of(wording)).isEqualTo(new Paragraph("", wording));
  }
}
