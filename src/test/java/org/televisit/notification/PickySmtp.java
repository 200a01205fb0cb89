package org.televisit.notification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mail server with likes and dislikes: it stands before a real one, and answers itself where a
 * recipient's address is on its list.
 */
final class PickySmtp implements AutoCloseable {

  private final ServerSocket socket;
  private final int behind;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  /**
   * @param port to listen at; 0 for any
   * @param behind the port of the real one
   */
  PickySmtp(int port, int behind) throws IOException {
    this.behind = behind;
    this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread accept = new Thread(this::accept, "picky-smtp");
    accept.setDaemon(true);
    accept.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * @param answer to RCPT TO, for instance {@code 550 5.1.1 no such user}
   */
  void dislike(String address, String answer) {
    answers.put(address, answer);
  }

  void forgive(String address) {
    answers.remove(address);
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        Thread talk = new Thread(() -> talk(client), "picky-smtp-talk");
        talk.setDaemon(true);
        talk.start();
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void talk(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      Thread back = new Thread(() -> pump(server, client), "picky-smtp-back");
      back.setDaemon(true);
      back.start();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String said = line;
        String answer =
            answers.entrySet().stream()
                .filter(e -> said.startsWith("RCPT TO:<" + e.getKey() + ">"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        OutputStream to = answer.isEmpty() ? server.getOutputStream() : client.getOutputStream();
        to.write(((answer.isEmpty() ? line : answer) + "\r\n").getBytes(ISO_8859_1));
        to.flush();
      }
    } catch (IOException e) {
      // one of the two hung up
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of the two hung up
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
