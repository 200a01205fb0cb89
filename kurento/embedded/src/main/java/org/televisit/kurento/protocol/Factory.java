package org.televisit.kurento.protocol;

import java.util.Map;

/** Makes objects of one type. */
@FunctionalInterface
interface Factory {

  Map<String, Factory> ALL =
      Map.of(
          "MediaPipeline", (server, type, arguments) -> pipeline(server, type),
          "PassThrough",
              (server, type, arguments) -> new PassThrough(server, below(type, arguments)),
          "HubPort", (server, type, arguments) -> port(server, type, arguments),
          "Dispatcher",
              (server, type, arguments) -> new DispatcherHub(server, below(type, arguments)),
          "DispatcherOneToMany",
              (server, type, arguments) -> new DispatcherOneToMany(server, below(type, arguments)),
          "WebRtcEndpoint",
              (server, type, arguments) ->
                  new WebRtcEndpoint(server, below(type, arguments), arguments),
          "PlayerEndpoint",
              (server, type, arguments) ->
                  new PlayerEndpoint(server, below(type, arguments), arguments),
          "RecorderEndpoint",
              (server, type, arguments) ->
                  new RecorderEndpoint(server, below(type, arguments), arguments));

  /**
   * Makes an object that is not yet part of anything.
   *
   * @throws RpcException if it is refused
   */
  MediaObject create(ServerContext server, TypeDefinition type, Arguments arguments);

  /**
   * Finds the factory of a type.
   *
   * @throws RpcException 40006 if this server has no such type
   */
  static Factory of(TypeDefinition type) {
    Factory factory = ALL.get(type.name());
    if (factory == null) {
      throw RpcException.of(
          ErrorCode.NOT_IMPLEMENTED, type.name() + " is not supported by this media server");
    }
    return factory;
  }

  private static MediaObject pipeline(ServerContext server, TypeDefinition type) {
    return new MediaPipeline(server, MediaObject.Identity.create(type, null));
  }

  private static MediaObject port(ServerContext server, TypeDefinition type, Arguments arguments) {
    Hub hub = arguments.object("hub", Hub.class);
    return new HubPort(server, MediaObject.Identity.create(type, hub), hub);
  }

  private static MediaObject.Identity below(TypeDefinition type, Arguments arguments) {
    MediaPipeline pipeline = arguments.object("mediaPipeline", MediaPipeline.class);
    return MediaObject.Identity.create(type, pipeline);
  }
}
