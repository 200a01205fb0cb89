package org.televisit.identity;

import jakarta.persistence.EntityManager;
import java.time.Clock;

/** Contacts outside of a server, for tests that bring their own transactions. */
public final class StandaloneContacts {
  private StandaloneContacts() {}

  public static Contacts of(EntityManager entities, Clock clock) {
    Contacts contacts = new Contacts();
    contacts.entities = entities;
    contacts.clock = clock;
    return contacts;
  }
}
