package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who wants to hear which event of which object. */
final class Subscriptions {

  private static final int LIMIT_PER_OBJECT = 1000;

  private record Subscription(String id, String session, String event) {}

  private final Sessions sessions;
  private final Map<String, List<Subscription>> byObject = new HashMap<>();
  private @Nullable List<Runnable> held;

  Subscriptions(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * @return the id to unsubscribe by
   * @throws RpcException 40106 if the object's type has no such event
   */
  String add(String session, MediaObject object, String event) {
    if (!object.definition().raises(event)) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_EVENT_NOT_SUPPORTED, "Event '" + event + "' not supported");
    }
    List<Subscription> existing = byObject.computeIfAbsent(object.id(), id -> new ArrayList<>());
    if (existing.size() >= LIMIT_PER_OBJECT) {
      throw RpcException.of(
          ErrorCode.NOT_ENOUGH_RESOURCES,
          "Object '" + object.id() + "' has too many subscriptions");
    }
    Subscription added = new Subscription(UUID.randomUUID().toString(), session, event);
    existing.add(added);
    return added.id();
  }

  void remove(String session, String object, String subscription) {
    List<Subscription> existing = byObject.get(object);
    if (existing != null) {
      existing.removeIf(each -> each.id().equals(subscription) && each.session().equals(session));
    }
  }

  void forgetObject(String object) {
    byObject.remove(object);
  }

  void forgetSession(String session) {
    byObject.values().forEach(list -> list.removeIf(each -> each.session().equals(session)));
    byObject.values().removeIf(List::isEmpty);
  }

  /** Sends an event, one frame a subscription. */
  void raise(String object, String event, ObjectNode data) {
    List<Subscription> listeners =
        byObject.getOrDefault(object, List.of()).stream()
            .filter(each -> each.event().equals(event))
            .toList();
    if (!listeners.isEmpty()) {
      String frame = JsonCodec.write(frame(object, event, data));
      Runnable send = () -> listeners.forEach(each -> sessions.send(each.session(), frame));
      if (held == null) {
        send.run();
      } else {
        held.add(send);
      }
    }
  }

  /**
   * Keeps the events that a change raises back, because the answer comes first.
   *
   * @return sends them
   */
  Runnable hold(Runnable change) {
    List<Runnable> frames = new ArrayList<>();
    held = frames;
    try {
      change.run();
    } finally {
      held = null;
    }
    return () -> frames.forEach(Runnable::run);
  }

  private static ObjectNode frame(String object, String event, ObjectNode data) {
    ObjectNode value = JsonCodec.object().put("object", object).put("type", event);
    value.set("data", data);
    ObjectNode frame = JsonCodec.object().put("jsonrpc", "2.0").put("method", "onEvent");
    frame.putObject("params").set("value", value);
    return frame;
  }
}
