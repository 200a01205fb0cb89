package org.televisit.consultation;

import java.time.Instant;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;

/**
 * A person's one connection to a room. What is said over it is put into the room's queue; nothing
 * here waits for a database or a media server.
 */
final class Visitor implements ClientMessage.Handler {

  private final Room room;
  private final Actor actor;
  private final Role role;
  private final Line line;
  private volatile Instant heard;

  /**
   * @param role in which the person takes part in this visit
   */
  Visitor(Room room, Actor actor, Role role, Line line) {
    this.room = room;
    this.actor = actor;
    this.role = role;
    this.line = line;
    this.heard = room.now();
  }

  @Override
  public void on(ClientMessage.Offer offer) {
    room.hear(this, place -> room.offer(place, offer));
  }

  @Override
  public void on(ClientMessage.Candidate candidate) {
    room.hear(this, place -> place.media().candidate(candidate));
  }

  @Override
  public void on(ClientMessage.Devices devices) {
    room.hear(this, place -> room.devices(place, devices));
  }

  @Override
  public void on(ClientMessage.Admit admission) {
    room.hear(this, place -> room.admit(this, admission.seat()));
  }

  @Override
  public void on(ClientMessage.Unshare unsharing) {
    room.hear(this, room::unshare);
  }

  @Override
  public void on(ClientMessage.Withdraw withdrawal) {
    room.withdraw(this, withdrawal);
  }

  @Override
  public void on(ClientMessage.Witness witnessed) {
    room.witness(this, witnessed);
  }

  @Override
  public void on(ClientMessage.RestartRecording restart) {
    room.hear(this, place -> room.restartRecording(this, restart.picture()));
  }

  @Override
  public void on(ClientMessage.Leave farewell) {
    room.hear(this, place -> room.depart(this, place, Bye.Reason.LEFT));
  }

  @Override
  public void on(ClientMessage.End end) {
    room.hear(this, place -> room.end(this));
  }

  /** Any sign of life. */
  void heard() {
    heard = room.now();
  }

  /** The connection is gone, whoever ended it. */
  void gone() {
    Instant when = room.now();
    room.hear(this, place -> room.lose(this, place, when));
  }

  boolean isSilentSince(Instant moment) {
    return heard.isBefore(moment);
  }

  boolean isPractitioner() {
    return role == Role.PRACTITIONER;
  }

  Actor actor() {
    return actor;
  }

  Role role() {
    return role;
  }

  Line line() {
    return line;
  }
}
