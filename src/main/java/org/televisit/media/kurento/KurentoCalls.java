package org.televisit.media.kurento;

import static java.lang.System.Logger.Level.DEBUG;

import java.lang.System.Logger;
import java.util.function.Supplier;
import org.kurento.client.KurentoObject;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.internal.server.KurentoServerException;
import org.televisit.media.MediaUnavailableException;

/** How the client's calls fail, in the port's words. */
final class KurentoCalls {

  private static final Logger LOG = System.getLogger(KurentoCalls.class.getName());

  /** The server's code for an object that it does not have, and so does not run. */
  private static final int UNKNOWN_OBJECT = 40101;

  private KurentoCalls() {}

  /**
   * Runs a call. The client throws unrelated unchecked exceptions for a closed socket, a timeout
   * and a server's error; what they have in common is that the media is not to be had.
   *
   * @param what named in the exception; no addresses or media, they may carry secrets
   */
  static <T> T ask(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw new MediaUnavailableException(what + failure(e), e);
    }
  }

  static void tell(String what, Runnable call) {
    ask(
        what,
        () -> {
          call.run();
          return what;
        });
  }

  /** Releases an object; one that is gone already, with its server, was what we wanted. */
  static void release(KurentoObject object) {
    attempt("release", object::release);
  }

  /**
   * Stops a recorder and releases it: in this order, or the server may deadlock.
   *
   * @return whether the server said of one of the two that it is done; one that does not answer is
   *     not asked twice
   */
  static boolean finish(RecorderEndpoint recorder) {
    Outcome stop = attempt("stop a recorder", recorder::stopAndWait);
    return stop != Outcome.SILENCE
        && (attempt("release", recorder::release) == Outcome.DONE || stop == Outcome.DONE);
  }

  private enum Outcome {
    DONE,
    /** The server answered with an error. */
    REFUSED,
    SILENCE
  }

  private static Outcome attempt(String what, Runnable call) {
    try {
      call.run();
      return Outcome.DONE;
    } catch (RuntimeException e) {
      LOG.log(DEBUG, () -> "could not " + what + failure(e));
      return !(e instanceof KurentoServerException s)
          ? Outcome.SILENCE
          : s.getCode() == UNKNOWN_OBJECT ? Outcome.DONE : Outcome.REFUSED;
    }
  }

  private static String failure(RuntimeException e) {
    return e instanceof KurentoServerException s
        ? ": server error " + s.getCode()
        : ": " + e.getClass().getSimpleName();
  }
}
