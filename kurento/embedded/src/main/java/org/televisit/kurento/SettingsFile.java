package org.televisit.kurento;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.televisit.kurento.MediaServerSettings.InvalidSettingException;

/** A file of settings: {@code VARIABLE=value} in each line, {@code #} before a remark. */
final class SettingsFile {

  private static final String LOCATION = "MEDIA_SETTINGS";

  /** Whatever is written with another name would have no effect, unnoticed. */
  private static final Set<String> NAMES =
      Set.of(
          "KURENTO_LISTEN",
          "KURENTO_HOSTS",
          "KURENTO_KEEP_ALIVE_SECONDS",
          "KURENTO_MAX_CONNECTIONS",
          "KURENTO_MAX_SESSIONS",
          "KURENTO_MAX_OBJECTS",
          "MEDIA_ADDRESS",
          "MEDIA_UDP_PORT",
          "MEDIA_ADVERTISED_ADDRESSES",
          "MEDIA_MAX_ENDPOINTS",
          "MEDIA_MAX_KILOBITS",
          "MEDIA_EXIT_WITH_STDIN");

  private SettingsFile() {}

  /**
   * The environment with what it leaves to the file that it names.
   *
   * @throws InvalidSettingException if the file cannot be read or names something unknown
   */
  static Map<String, String> completed(Map<String, String> environment)
      throws InvalidSettingException {
    String location = environment.getOrDefault(LOCATION, "").strip();
    if (location.isEmpty()) {
      return environment;
    }
    Map<String, String> all = new HashMap<>();
    Properties file = read(location);
    for (String name : file.stringPropertyNames()) {
      if (!NAMES.contains(name)) {
        throw new InvalidSettingException(name, "in " + location + " is no setting.");
      }
      all.put(name, file.getProperty(name));
    }
    all.putAll(environment);
    return all;
  }

  private static Properties read(String location) throws InvalidSettingException {
    Properties file = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(location))) {
      file.load(in);
      return file;
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new InvalidSettingException(LOCATION, "names a file that cannot be read: " + location);
    }
  }
}
