/**
 * What each participant of a visit has agreed to, when, and on which wording.
 *
 * <p>Entry points: {@link org.televisit.consent.ConsentService} asks and answers, {@link
 * org.televisit.consent.RecordingRules} knows what the law of each place asks, {@link
 * org.televisit.consent.FormService} writes what people are asked with, and {@link
 * org.televisit.consent.ReceiptService} hands out what was answered.
 */
@NullMarked
package org.televisit.consent;

import org.jspecify.annotations.NullMarked;
