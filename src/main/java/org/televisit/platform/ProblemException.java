package org.televisit.platform;

import java.io.Serial;
import java.util.List;

/**
 * A refusal that the person can understand and act on. The page shows the message of {@link #key()}
 * with {@link #arguments()}; the exception's own text is for the log and holds no personal data.
 */
public abstract class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String key;
  private final transient List<Object> arguments;

  /**
   * @param key of the message bundle, for instance {@code scheduling.past}
   * @param arguments for the message's placeholders, in order
   */
  protected ProblemException(String text, String key, Object... arguments) {
    super(text);
    this.key = key;
    this.arguments = List.of(arguments);
  }

  public String key() {
    return key;
  }

  public List<Object> arguments() {
    return arguments;
  }
}
