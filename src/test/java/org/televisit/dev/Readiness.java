package org.televisit.dev;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Waits until a started process answers, and says why when it never will. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String name;
  private final Process process;
  private final Path log;

  Readiness(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Asks {@code address} until the status is the wanted one.
   *
   * @param hopeless a line of the log after which waiting is in vain
   * @throws StackFailure if the process ends, says it has failed, or takes more than five minutes
   */
  void await(URI address, IntPredicate wanted, Predicate<String> hopeless) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.test(status(address))) {
      if (ended()) {
        throw failure(name + " ended with code " + process.exitValue());
      }
      if (lines().stream().anyMatch(hopeless)) {
        throw failure(name + " could not start");
      }
      if (System.nanoTime() > end) {
        throw failure(name + " does not answer at " + address);
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process by force, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a signal, e.g. {@code STOP}. */
  void signal(String signal) {
    Signals.send(process.pid(), signal);
  }

  private boolean ended() {
    try {
      return process.waitFor(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while " + name + " was starting.", e);
    }
  }

  private int status(URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while " + name + " was starting.", e);
    }
  }

  private StackFailure failure(String what) {
    List<String> lines = lines();
    List<String> errors = lines.stream().filter(Readiness::isTelling).toList();
    List<String> telling = errors.isEmpty() ? lines : errors;
    String last =
        telling.subList(Math.max(0, telling.size() - 10), telling.size()).stream()
            .map(line -> "  " + line.substring(0, Math.min(line.length(), 300)).strip())
            .collect(joining("\n"));
    return new StackFailure(what + ". Its log is " + log + ":\n" + last);
  }

  private static boolean isTelling(String line) {
    return line.contains("ERROR") || line.strip().startsWith("Caused by");
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (MalformedInputException e) {
      // read in the middle of a character: there will be another look
      return List.of();
    } catch (IOException e) {
      return List.of("(unreadable: " + e.getMessage() + ")");
    }
  }
}
