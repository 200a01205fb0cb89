package org.televisit.kurento.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All media objects by id, in the order of their creation. */
final class ObjectRegistry {

  private final int limit;
  private final Map<String, MediaObject> objects = new LinkedHashMap<>();

  /**
   * @param limit how many objects may live at once
   */
  ObjectRegistry(int limit) {
    this.limit = limit;
  }

  /**
   * @throws RpcException 40101 if there is none
   */
  MediaObject get(String id) {
    return find(id).orElseThrow(() -> RpcException.objectNotFound(id));
  }

  Optional<MediaObject> find(String id) {
    return Optional.ofNullable(objects.get(id));
  }

  <T extends MediaObject> List<T> ofType(Class<T> type) {
    return objects.values().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * @throws RpcException 40009 if the server holds as many objects as it may
   */
  void requireRoom() {
    if (objects.size() >= limit) {
      throw RpcException.of(
          ErrorCode.NOT_ENOUGH_RESOURCES, "This media server holds its limit of objects: " + limit);
    }
  }

  void add(MediaObject object) {
    objects.put(object.id(), object);
  }

  /**
   * Releases an object after everything below it.
   *
   * @return what was released, in that order; empty if it was gone already
   */
  List<MediaObject> release(MediaObject object) {
    List<MediaObject> released = new ArrayList<>();
    if (objects.get(object.id()) != object) {
      return released;
    }
    for (MediaObject child : object.children()) {
      released.addAll(release(child));
    }
    objects.remove(object.id());
    object.detach();
    released.add(object);
    return released;
  }

  int size() {
    return objects.size();
  }
}
