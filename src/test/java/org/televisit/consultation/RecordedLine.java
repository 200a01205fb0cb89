package org.televisit.consultation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A connection that keeps what a browser would have received. */
final class RecordedLine implements Line {

  final List<ServerMessage> received = new ArrayList<>();

  /** Sees every message before it is sent. */
  Consumer<ServerMessage> watch = message -> {};

  boolean dropped;
  int pings;

  @Override
  public void send(ServerMessage message) {
    watch.accept(message);
    received.add(message);
  }

  @Override
  public void hangUp(ServerMessage.Bye why) {
    received.add(why);
  }

  @Override
  public void drop() {
    dropped = true;
  }

  @Override
  public void ping() {
    pings++;
  }

  /** The last message of a kind; there must be one. */
  <T extends ServerMessage> T last(Class<T> kind) {
    return of(kind).reduce((first, second) -> second).orElseThrow();
  }

  /** All messages of a kind. */
  <T extends ServerMessage> Stream<T> of(Class<T> kind) {
    return received.stream().filter(kind::isInstance).map(kind::cast);
  }
}
