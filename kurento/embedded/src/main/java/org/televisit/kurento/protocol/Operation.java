package org.televisit.kurento.protocol;

import org.jspecify.annotations.Nullable;

/** The implementation of one operation of one media object. */
@FunctionalInterface
interface Operation {

  /**
   * Runs the operation.
   *
   * @return null, a string, number, boolean, enumeration value, JSON, media object, a list of
   *     those, or a {@link java.util.concurrent.CompletionStage} of one where the answer takes time
   * @throws RpcException if it is refused
   */
  @Nullable Object invoke(Arguments arguments);
}
