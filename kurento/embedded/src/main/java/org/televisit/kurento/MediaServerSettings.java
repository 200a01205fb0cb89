package org.televisit.kurento;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.televisit.kurento.media.MediaSettings;
import org.televisit.kurento.protocol.KurentoSettings;

/**
 * The configuration, from environment variables and, for those that are not set, from a file of
 * lines {@code VARIABLE=value}. All may be left out.
 *
 * <table>
 *   <caption>Variables</caption>
 *   <tr><td>{@code MEDIA_SETTINGS}</td><td>the file; none</td></tr>
 *   <tr><td>{@code KURENTO_LISTEN}</td><td>address:port of the control port, 127.0.0.1:8888. It
 *       knows no passwords: a loopback or private address only.</td></tr>
 *   <tr><td>{@code KURENTO_HOSTS}</td><td>names, separated by commas, by which a web page may
 *       address the control port beside localhost and plain addresses; none</td></tr>
 *   <tr><td>{@code KURENTO_KEEP_ALIVE_SECONDS}</td><td>a session without socket ends after one to
 *       two of these; 240</td></tr>
 *   <tr><td>{@code KURENTO_MAX_CONNECTIONS}</td><td>control sockets; 200</td></tr>
 *   <tr><td>{@code KURENTO_MAX_SESSIONS}</td><td>sessions that hold objects; 500</td></tr>
 *   <tr><td>{@code KURENTO_MAX_OBJECTS}</td><td>media objects; 5000</td></tr>
 *   <tr><td>{@code MEDIA_ADDRESS}</td><td>where the UDP port is bound; 127.0.0.1. 0.0.0.0 for all
 *       interfaces</td></tr>
 *   <tr><td>{@code MEDIA_UDP_PORT}</td><td>the one UDP port of all media; 0, any free one</td></tr>
 *   <tr><td>{@code MEDIA_ADVERTISED_ADDRESSES}</td><td>addresses, separated by commas, that
 *       browsers are given instead of the bound ones; none</td></tr>
 *   <tr><td>{@code MEDIA_MAX_ENDPOINTS}</td><td>WebRtcEndpoints; 500</td></tr>
 *   <tr><td>{@code MEDIA_MAX_KILOBITS}</td><td>kbit/s, in and out together, beyond which no
 *       endpoint is added; 0, no limit</td></tr>
 *   <tr><td>{@code MEDIA_EXIT_WITH_STDIN}</td><td>{@code true}: end when standard input closes, so
 *       as not to outlive a launcher; false</td></tr>
 * </table>
 *
 * @param exitWithStdin whether the end of standard input ends the server
 */
record MediaServerSettings(KurentoSettings kurento, MediaSettings media, boolean exitWithStdin) {

  /** A variable cannot be used; the message names it and says what it should be. */
  static final class InvalidSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSettingException(String variable, String problem) {
      super(variable + " " + problem);
    }
  }

  /**
   * Reads the configuration.
   *
   * @throws InvalidSettingException if a variable has an unusable value
   */
  static MediaServerSettings from(Map<String, String> environment) throws InvalidSettingException {
    Environment read = new Environment(SettingsFile.completed(environment));
    KurentoSettings kurento =
        new KurentoSettings(
            read.socketAddress("KURENTO_LISTEN", "127.0.0.1:8888"),
            Set.copyOf(read.list("KURENTO_HOSTS")),
            Duration.ofSeconds(read.number("KURENTO_KEEP_ALIVE_SECONDS", 240, 1, 86_400)),
            read.number("KURENTO_MAX_CONNECTIONS", 200, 1, 100_000),
            read.number("KURENTO_MAX_SESSIONS", 500, 1, 100_000),
            read.number("KURENTO_MAX_OBJECTS", 5000, 1, 1_000_000));
    MediaSettings usual = MediaSettings.on(read.address("MEDIA_ADDRESS", "127.0.0.1"));
    MediaSettings media =
        new MediaSettings(
            usual.bind(),
            read.number("MEDIA_UDP_PORT", 0, 0, 65_535),
            read.addresses("MEDIA_ADVERTISED_ADDRESSES"),
            read.number("MEDIA_MAX_ENDPOINTS", usual.maxSessions(), 1, 100_000),
            read.number("MEDIA_MAX_KILOBITS", usual.maxKilobits(), 0, 100_000_000),
            usual.iceTimeout(),
            usual.consentTimeout());
    return new MediaServerSettings(kurento, media, read.flag("MEDIA_EXIT_WITH_STDIN"));
  }

  private record Environment(Map<String, String> values) {

    private String text(String name, String usual) {
      String value = values.getOrDefault(name, "").strip();
      return value.isEmpty() ? usual : value;
    }

    int number(String name, int usual, int least, int most) throws InvalidSettingException {
      try {
        int number = Integer.parseInt(text(name, Integer.toString(usual)));
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Answered below, like a number out of range.
      }
      throw new InvalidSettingException(
          name, "should be a number from " + least + " to " + most + ".");
    }

    boolean flag(String name) throws InvalidSettingException {
      return switch (text(name, "false").toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new InvalidSettingException(name, "should be true or false.");
      };
    }

    List<String> list(String name) {
      return Stream.of(text(name, "").split(","))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .map(item -> item.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableList());
    }

    InetAddress address(String name, String usual) throws InvalidSettingException {
      return resolve(name, text(name, usual));
    }

    List<InetAddress> addresses(String name) throws InvalidSettingException {
      List<InetAddress> addresses = new java.util.ArrayList<>();
      for (String item : list(name)) {
        addresses.add(resolve(name, item));
      }
      return addresses;
    }

    InetSocketAddress socketAddress(String name, String usual) throws InvalidSettingException {
      String value = text(name, usual);
      int colon = value.lastIndexOf(':');
      if (colon > 0 && value.substring(colon + 1).matches("\\d{1,5}")) {
        int port = Integer.parseInt(value.substring(colon + 1));
        if (port <= 65_535) {
          return new InetSocketAddress(resolve(name, value.substring(0, colon)), port);
        }
      }
      throw new InvalidSettingException(name, "should be address:port, as in 127.0.0.1:8888.");
    }

    private static InetAddress resolve(String name, String value) throws InvalidSettingException {
      try {
        return InetAddress.getByName(value);
      } catch (UnknownHostException unknown) {
        throw new InvalidSettingException(name, "names an unknown address: " + value);
      }
    }
  }
}
