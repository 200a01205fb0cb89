package org.televisit.kurento.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.televisit.kurento.protocol.Recording.Line;
import org.televisit.kurento.protocol.Replay.Step;

/** The part of a dialogue below the WebSocket. */
final class Handshakes {

  private static final int SILENCE_MILLIS = 300;

  private Handshakes() {}

  /** Sends the recorded bytes and compares the status and what follows the header. */
  static Step step(InetSocketAddress server, Line sent, Line received) throws IOException {
    String ours = exchange(server, sent.raw());
    String theirs = received.raw();
    boolean equal = essence(theirs).equals(essence(ours));
    return new Step(
        sent.step(), equal ? Set.of() : Set.of(essence(theirs) + " <> " + essence(ours)));
  }

  private static String exchange(InetSocketAddress server, String request) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.append((char) next);
      }
    } catch (SocketTimeoutException silent) {
      // An open WebSocket says nothing more.
    }
    return answer.toString();
  }

  /** Status, accept key and close reason; names of the software and the order of headers differ. */
  private static String essence(String answer) {
    String accept =
        answer
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-acc"))
            .map(line -> line.replaceFirst(".*: ", " "))
            .findFirst()
            .orElse("");
    String reason = answer.contains("Invalid path") ? " Invalid path" : "";
    return answer.split(" ", 3)[1] + accept + reason;
  }
}
