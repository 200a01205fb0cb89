package org.televisit.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ./mvnw -Pup}: starts the whole clinic on this machine, and runs until Ctrl-C. With the
 * argument {@code --testing} it is the empty clinic that integration tests expect.
 */
public final class Up {
  private final PrintStream out;
  private final Clock clock;

  private Up(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  public static void main(String... args) throws InterruptedException {
    try {
      new Up(System.out, Clock.systemUTC()).run(List.of(args).contains("--testing"));
    } catch (StackFailure e) {
      System.out.println(System.lineSeparator() + e.getMessage() + System.lineSeparator());
      System.exit(1);
    }
  }

  private void run(boolean testing) throws InterruptedException {
    Progress progress = new Progress(out);
    Properties properties = System.getProperties();
    LocalStack stack =
        new LocalStack(
            testing ? Settings.forTesting(properties) : Settings.forTryingOut(properties),
            progress);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
    stack.start();
    if (testing) {
      new CleanSlate(stack.settings()).open();
    } else if (new DemoClinic(stack.settings(), clock).openIfEmpty()) {
      progress.say("Eight people and a week of appointments are in the database");
    }
    out.println(new Welcome(stack.settings()).text());
    showCodesOnEnter();
  }

  private void stop(LocalStack stack) {
    out.println("Stopping ...");
    stack.close();
    out.println("Stopped.");
  }

  private void showCodesOnEnter() throws InterruptedException {
    OtpCodes codes = new OtpCodes(clock);
    out.println(codes.now());
    try {
      BufferedReader keyboard =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      while (keyboard.readLine() != null) {
        out.println(codes.now());
      }
    } catch (IOException e) {
      out.println("(no keyboard: " + e.getMessage() + ")");
    }
    // nobody types here; the clinic runs until a signal comes
    new CountDownLatch(1).await();
  }
}
