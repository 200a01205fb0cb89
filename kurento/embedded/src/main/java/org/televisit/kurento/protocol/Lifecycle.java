package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates and releases media objects, and tells the subscribers of the server manager. */
final class Lifecycle {

  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  private final ServerContext server;
  private final ServerManager manager;
  private final ArgumentReader reader;

  Lifecycle(ServerContext server, ServerManager manager) {
    this.server = server;
    this.manager = manager;
    this.reader = new ArgumentReader(server.definitions(), server.objects());
    server.objects().add(manager);
  }

  /**
   * @throws RpcException 40108 for an unknown type, 40006 for a known one that this server lacks,
   *     40001 for bad parameters, 40009 at the limit
   */
  MediaObject create(String session, String typeName, @Nullable JsonNode constructorParams) {
    TypeDefinition type =
        server
            .definitions()
            .type(typeName)
            .filter(known -> known.constructor().isPresent())
            .orElseThrow(() -> unknown(typeName));
    Factory factory = Factory.of(type);
    Arguments arguments =
        reader.forConstructor(type.constructor().orElseThrow(), constructorParams);
    server.objects().requireRoom();
    MediaObject object = factory.create(server, type, arguments);
    try {
      server.sessions().hold(session, object);
    } catch (RpcException refused) {
      object.close();
      throw refused;
    }
    object.attach();
    if (object.parent() instanceof DispatcherOneToMany hub) {
      hub.routeAll();
    }
    server.objects().add(object);
    manager.created(object);
    return object;
  }

  private static RpcException unknown(String type) {
    return RpcException.of(
        ErrorCode.MEDIA_OBJECT_NOT_AVAILABLE, "Factory '" + type + "' not found");
  }

  /** Releases objects with all that is below them; their events follow the current answer. */
  void release(List<MediaObject> objects) {
    Runnable events = server.subscriptions().hold(() -> objects.forEach(this::releaseTree));
    server.loop().execute(events);
  }

  private void releaseTree(MediaObject object) {
    if (object == manager) {
      return;
    }
    silence(object);
    for (MediaObject released : server.objects().release(object)) {
      server.sessions().forget(released);
      manager.destroyed(released);
    }
  }

  private void silence(MediaObject object) {
    server.subscriptions().forgetObject(object.id());
    object.children().forEach(this::silence);
  }

  /** Ends a session; what nobody else holds goes with it. */
  void end(String session) {
    server.subscriptions().forgetSession(session);
    release(server.sessions().end(session));
  }

  /** Ends the sessions that were left alone for a keep-alive period. */
  void collect() {
    for (String session : server.sessions().expired()) {
      LOG.log(Level.INFO, "releasing a session that its client left");
      end(session);
    }
  }

  /** Runs an operation of an object. */
  @Nullable Object invoke(MediaObject object, String name, @Nullable JsonNode params) {
    int count = params == null ? 0 : params.size();
    OperationDefinition definition =
        object
            .definition()
            .operation(name)
            .orElseThrow(
                () ->
                    RpcException.of(
                        ErrorCode.MALFORMED_TRANSACTION,
                        "Method '" + name + "' with " + count + " parameters not found"));
    Operation operation =
        object
            .operation(name)
            .orElseThrow(
                () ->
                    RpcException.of(
                        ErrorCode.NOT_IMPLEMENTED,
                        "Operation '"
                            + name
                            + "' of "
                            + object.definition().name()
                            + " is not supported by this media server"));
    return operation.invoke(reader.forOperation(definition, params));
  }
}
