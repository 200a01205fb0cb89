package org.televisit.kurento.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which session holds which objects, and which socket it speaks through. A session begins with the
 * first object that it touches and outlives its socket for one to two keep-alive periods.
 */
final class Sessions {

  private final int limit;
  private final Map<String, Set<MediaObject>> held = new TreeMap<>();
  private final Map<MediaObject, Set<String>> holders = new HashMap<>();
  private final Map<String, Connection> sockets = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @param limit how many sessions may hold objects at once
   */
  Sessions(int limit) {
    this.limit = limit;
  }

  List<String> ids() {
    return List.copyOf(held.keySet());
  }

  /**
   * @throws RpcException 40007 if the session holds nothing
   */
  void keepAlive(String session) {
    if (!held.containsKey(session)) {
      throw RpcException.of(ErrorCode.INVALID_SESSION, "Invalid session");
    }
    used.add(session);
  }

  /** The session holds the object and everything above it from now on. */
  void hold(String session, MediaObject object) {
    if (!held.containsKey(session) && held.size() >= limit) {
      throw RpcException.of(
          ErrorCode.NOT_ENOUGH_RESOURCES,
          "This media server holds its limit of sessions: " + limit);
    }
    used.add(session);
    for (MediaObject next = object; next != null; next = next.parent()) {
      held.computeIfAbsent(session, id -> new LinkedHashSet<>()).add(next);
      holders.computeIfAbsent(next, id -> new HashSet<>()).add(session);
    }
  }

  /**
   * The session lets go of an object and everything below it.
   *
   * @return what no session holds any more, children first
   */
  List<MediaObject> letGo(String session, MediaObject object) {
    List<MediaObject> orphans = new ArrayList<>();
    for (MediaObject child : object.children()) {
      orphans.addAll(letGo(session, child));
    }
    held.getOrDefault(session, new HashSet<>()).remove(object);
    Set<String> others = holders.get(object);
    if (others != null && others.remove(session) && others.isEmpty()) {
      orphans.add(object);
    }
    return orphans;
  }

  /**
   * Ends a session.
   *
   * @return the objects that no other session holds, children first
   */
  List<MediaObject> end(String session) {
    List<MediaObject> objects = new ArrayList<>(held.getOrDefault(session, Set.of()));
    List<MediaObject> orphans = new ArrayList<>();
    objects.forEach(object -> orphans.addAll(letGo(session, object)));
    held.remove(session);
    used.remove(session);
    return orphans;
  }

  /** A released object is held by nobody. */
  void forget(MediaObject object) {
    Set<String> former = holders.remove(object);
    if (former != null) {
      former.forEach(session -> held.getOrDefault(session, new HashSet<>()).remove(object));
    }
  }

  /**
   * One keep-alive period has passed.
   *
   * @return sessions that neither have a socket nor were used since the call before
   */
  List<String> expired() {
    List<String> expired =
        held.keySet().stream()
            .filter(session -> !used.contains(session) && !sockets.containsKey(session))
            .toList();
    used.clear();
    return expired;
  }

  /** Events of the session go to this socket from now on, and the socket belongs to the session. */
  void bind(String session, Connection socket) {
    socket.session().filter(former -> !former.equals(session)).ifPresent(sockets::remove);
    Connection former = sockets.put(session, socket);
    if (former != null && former != socket) {
      former.leaveSession();
    }
    socket.joinSession(session);
  }

  void unbind(Connection socket) {
    socket.session().ifPresent(session -> sockets.remove(session, socket));
    socket.leaveSession();
  }

  void send(String session, String frame) {
    Connection socket = sockets.get(session);
    if (socket != null) {
      socket.send(frame);
    }
  }
}
