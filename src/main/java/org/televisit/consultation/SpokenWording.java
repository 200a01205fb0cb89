package org.televisit.consultation;

import org.televisit.platform.Language;

/**
 * What is read out to somebody before they answer aloud.
 *
 * @param words in that language
 */
public record SpokenWording(Language language, String words) {}
