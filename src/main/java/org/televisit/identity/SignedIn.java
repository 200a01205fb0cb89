package org.televisit.identity;

/** Someone's login session began. Fired once per login session, in a transaction. */
public record SignedIn(Actor actor) {}
