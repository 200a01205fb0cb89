package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.kurento.transport.BrowserDouble;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MediaEngineTest {

  private static final MediaSettings USUAL = MediaSettings.on(InetAddress.getLoopbackAddress());

  @Test
  void A_browser_can_come_over_IPv6() throws Exception {
    InetAddress loopback = InetAddress.getByName("::1");
    assumeTrue(isUsable(loopback), "this machine has no IPv6");
    CompletableFuture<String> pair = new CompletableFuture<>();
    WebRtcListener listener =
        new WebRtcListener() {
          @Override
          public void candidatePairSelected(String local, String remote) {
            pair.complete(local + " / " + remote);
          }
        };
    try (MediaEngine engine = MediaEngine.start(MediaSettings.on(loopback));
        WebRtcSession session = engine.webRtc(listener);
        BrowserDouble browser = new BrowserDouble(engine.address())) {
      String answer = session.processOffer(browser.offer("sendonly", 111, 96));
      assertThat(browser.check(answer)).isTrue();
      browser.secure(answer);
      browser.secured.get(10, SECONDS);
      assertThat(pair.get(5, SECONDS)).contains("0:0:0:0:0:0:0:1 " + engine.address().getPort());
    }
  }

  private static boolean isUsable(InetAddress address) {
    try (DatagramSocket socket = new DatagramSocket(0, address)) {
      return socket.isBound();
    } catch (SocketException without) {
      return false;
    }
  }

  /** Each of them has had the first flight of our handshake, and never answers it. */
  @Test
  void Ten_browsers_that_fall_silent_in_their_handshake_delay_nobody_else() throws Exception {
    List<AutoCloseable> opened = new ArrayList<>();
    try (MediaEngine engine = MediaEngine.start(USUAL)) {
      for (int i = 0; i < 10; i++) {
        WebRtcSession silent = engine.webRtc(new WebRtcListener() {});
        BrowserDouble browser = new BrowserDouble(engine.address());
        opened.add(browser);
        assertThat(browser.check(silent.processOffer(browser.offer("sendonly", 111, 96)))).isTrue();
      }
      WebRtcSession session = engine.webRtc(new WebRtcListener() {});
      BrowserDouble browser = new BrowserDouble(engine.address());
      opened.add(browser);
      String answer = session.processOffer(browser.offer("sendonly", 111, 96));
      assertThat(browser.check(answer)).isTrue();
      browser.secure(answer);
      browser.secured.get(5, SECONDS);
    } finally {
      for (AutoCloseable each : opened) {
        each.close();
      }
    }
  }

  /** It has the whole recording, and says so six seconds later. */
  private static HttpServer slowToConfirm(CompletableFuture<Void> received) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          received.complete(null);
          CompletableFuture.delayedExecutor(6, SECONDS).execute(() -> confirm(exchange));
        });
    http.start();
    return http;
  }

  private static void confirm(HttpExchange exchange) {
    try (exchange) {
      exchange.sendResponseHeaders(200, -1);
    } catch (IOException gone) {
      // what the recorder says of it is what counts
    }
  }

  @Test
  void The_end_waits_for_a_target_that_is_slow_to_confirm() throws Exception {
    CompletableFuture<Void> recording = new CompletableFuture<>();
    CompletableFuture<Void> received = new CompletableFuture<>();
    CompletableFuture<String> end = new CompletableFuture<>();
    RecorderListener listener =
        new RecorderListener() {
          @Override
          public void recording() {
            recording.complete(null);
          }

          @Override
          public void stopped() {
            end.complete("stopped");
          }

          @Override
          public void failed(Failure failure, String message) {
            end.complete(message);
          }
        };
    HttpServer http = slowToConfirm(received);
    try (SendingBrowser browser = new SendingBrowser(111, 96)) {
      MediaEngine engine = MediaEngine.start(USUAL);
      WebRtcSession session = engine.webRtc(new WebRtcListener() {});
      browser.connect(session.processOffer(browser.offer()), engine.address());
      URI target = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
      Recorder recorder = engine.recorder(target, RecordingProfile.WEBM_AUDIO_ONLY, listener);
      session.connect(recorder, MediaKind.AUDIO);
      recorder.record();
      recording.get(10, SECONDS);
      engine.close();
      assertThat(received).isCompleted();
      assertThat(end.getNow("is still open")).isEqualTo("stopped");
    } finally {
      http.stop(0);
    }
  }

  @Test
  void No_session_is_added_to_more_than_the_limit_of_kilobits() throws Exception {
    MediaSettings settings =
        new MediaSettings(
            USUAL.bind(), 0, List.of(), 10, 5, USUAL.iceTimeout(), Duration.ofSeconds(30));
    try (MediaEngine engine = MediaEngine.start(settings);
        WebRtcSession session = engine.webRtc(new WebRtcListener() {});
        SendingBrowser browser = new SendingBrowser(111, 96)) {
      browser.connect(session.processOffer(browser.offer()), engine.address());
      while (engine.figures().kilobits() < 5) {
        Thread.onSpinWait();
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> engine.webRtc(new WebRtcListener() {}))
          .withMessage("carries its limit of 5 kbit/s");
      assertThat(engine.figures().sessions()).isEqualTo(1);
      assertThat(engine.figures().receivedOctets()).isPositive();
    }
  }
}
