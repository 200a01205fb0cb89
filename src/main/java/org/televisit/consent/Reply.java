package org.televisit.consent;

import java.util.UUID;

/**
 * An answer as a page sends it.
 *
 * @param subject whose consent it is: one's own, or that of the minor whom one represents
 * @param form the wording that the person has before them; it names the purpose
 */
public record Reply(String subject, UUID form, Provision provision) {}
