package org.televisit.consent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One paragraph of a form's wording. Many begin with their topic and a colon ("In an emergency: a
 * video visit is ..."), which the page sets in bold, so that a long text can be scanned.
 *
 * @param topic with its colon; empty if the paragraph names none
 * @param text the rest; topic and text together are the wording, unchanged
 */
public record Paragraph(String topic, String text) {

  private static final Pattern TOPIC = Pattern.compile("^[^.:：。，,;；]{1,40}[:：]");

  static Paragraph of(String wording) {
    Matcher topic = TOPIC.matcher(wording);
    return topic.find()
        ? new Paragraph(topic.group(), wording.substring(topic.end()))
        : new Paragraph("", wording);
  }
}
