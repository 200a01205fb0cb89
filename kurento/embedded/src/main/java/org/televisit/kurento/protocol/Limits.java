package org.televisit.kurento.protocol;

import java.util.function.Supplier;

/** Turns a refusal of the media engine into the answer of the protocol. */
final class Limits {

  private Limits() {}

  /**
   * Asks the engine for something that it may not have room for.
   *
   * @throws RpcException 40009 with the engine's reason
   */
  static <T> T within(Supplier<T> request) {
    try {
      return request.get();
    } catch (IllegalStateException full) {
      throw RpcException.of(
          ErrorCode.NOT_ENOUGH_RESOURCES, "This media server " + full.getMessage());
    }
  }
}
