package org.televisit.kurento.bench;

import java.nio.file.Path;

/**
 * A media server that is measured, with its own signalling. Descriptions hold their candidates, so
 * that nothing has to be told later but what the browser finds.
 */
interface Sfu extends AutoCloseable {

  String name();

  ServerProcess process();

  /**
   * Takes what a client sends.
   *
   * @param id by which others see it
   * @param record where to; null for no recording
   * @return the answer
   */
  String publish(String id, String offer, Path record) throws Exception;

  /** Whether it is the server that offers what a viewer gets. */
  boolean offersToViewers();

  /**
   * Sends to a client what another publishes.
   *
   * @param offer of the viewer; empty if the server offers
   * @return the answer, or the server's offer
   */
  String view(String id, String from, String offer) throws Exception;

  /** The viewer's answer to the server's offer. */
  void answer(String id, String answer) throws Exception;

  /** A candidate of the client. */
  void candidate(String id, String candidate, String mid, int line) throws Exception;

  /** Ends one connection. */
  void close(String id) throws Exception;

  @Override
  void close() throws Exception;
}
