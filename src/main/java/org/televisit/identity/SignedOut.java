package org.televisit.identity;

/** Someone ended their login session by signing out. Fired in a transaction. */
public record SignedOut(Actor actor) {}
