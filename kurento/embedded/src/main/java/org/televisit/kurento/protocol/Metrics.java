package org.televisit.kurento.protocol;

import java.time.Duration;
import java.util.Locale;
import org.televisit.kurento.media.EngineFigures;

/** What the server holds and has done, in the text format of Prometheus 0.0.4. */
final class Metrics {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  private Metrics() {}

  /** Runs on the control loop. */
  static String of(ServerContext server, int sockets) {
    EngineFigures media = server.engine().figures();
    Metrics metrics = new Metrics();
    metrics.gauge("kurento_sockets", "Control sockets that are open.", sockets);
    metrics.gauge(
        "kurento_sessions", "Sessions that hold objects.", server.sessions().ids().size());
    metrics.gauge("kurento_objects", "Media objects.", server.objects().size());
    metrics.gauge("media_endpoints", "WebRTC endpoints.", media.sessions());
    metrics.gauge("media_recorders", "Recorders that have not ended.", media.recorders());
    metrics.gauge("media_players", "Players.", media.players());
    metrics.gauge("media_kilobits", "kbit/s in and out during the last second.", media.kilobits());
    metrics.counter("media_received_octets", "Octets of datagrams.", media.receivedOctets());
    metrics.counter("media_sent_octets", "Octets of datagrams.", media.sentOctets());
    metrics.counter(
        "media_dropped_datagrams",
        "Datagrams that were malformed, forged or for nobody.",
        media.droppedDatagrams());
    metrics.process();
    return metrics.text.toString();
  }

  private void process() {
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    sample(
        "process_cpu_seconds_total",
        "counter",
        "Processor time.",
        String.format(Locale.ROOT, "%.3f", cpu.toNanos() / 1e9));
    sample(
        "process_resident_memory_bytes",
        "gauge",
        "Memory.",
        Long.toString(ProcessUsage.residentKibibytes() * 1024));
  }

  private void gauge(String name, String help, long value) {
    sample("televisit_" + name, "gauge", help, Long.toString(value));
  }

  private void counter(String name, String help, long value) {
    sample("televisit_" + name + "_total", "counter", help, Long.toString(value));
  }

  private void sample(String name, String type, String help, String value) {
    text.append(
        "# HELP %s %s\n# TYPE %s %s\n%s %s\n".formatted(name, help, name, type, name, value));
  }
}
