package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** The one object that always exists: what the server is and what it holds. */
final class ServerManager extends MediaObject {

  static final String ID = "manager_ServerManager";
  private static final int MAX_CPU_INTERVAL_MILLIS = 10_000;
  private static final DateTimeFormatter GENERATION_TIME =
      DateTimeFormatter.ofPattern("MMM dd yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  ServerManager(ServerContext server) {
    super(server, new Identity(ID, server.definitions().type("ServerManager").orElseThrow(), null));
    on("getInfo", arguments -> info());
    on("getPipelines", arguments -> server.objects().ofType(MediaPipeline.class));
    on("getSessions", arguments -> server.sessions().ids());
    on("getMetadata", arguments -> "");
    on("getKmd", arguments -> definition(arguments.text("moduleName")));
    on("getCpuCount", arguments -> Runtime.getRuntime().availableProcessors());
    on("getUsedMemory", arguments -> ProcessUsage.residentKibibytes());
    on("getUsedCpu", arguments -> usedCpu(arguments.integer("interval")));
  }

  private ObjectNode info() {
    Definitions definitions = server().definitions();
    ModuleDefinition core = definitions.modules().get(0);
    ObjectNode info =
        definitions.structure("ServerInfo").put("type", "KMS").put("version", core.version());
    info.set("capabilities", Values.toJson(List.of("transactions")));
    info.set("modules", Values.toJson(definitions.modules().stream().map(this::module).toList()));
    return info;
  }

  private ObjectNode module(ModuleDefinition module) {
    ObjectNode info =
        server()
            .definitions()
            .structure("ModuleInfo")
            .put("name", module.name())
            .put("version", module.version())
            .put("generationTime", GENERATION_TIME.format(module.generated()));
    info.set("factories", Values.toJson(server().definitions().factories(module)));
    return info;
  }

  private String definition(String module) {
    return server().definitions().modules().stream()
        .filter(each -> each.name().equals(module))
        .findFirst()
        .orElseThrow(
            () ->
                RpcException.of(
                    ErrorCode.SERVER_MANAGER_ERROR_KMD_NOT_FOUND,
                    "Requested kmd module '" + module + "' doesn't exist"))
        .text();
  }

  private CompletionStage<Double> usedCpu(int interval) {
    if (interval < 1 || interval > MAX_CPU_INTERVAL_MILLIS) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
          "'interval' should be 1 to " + MAX_CPU_INTERVAL_MILLIS + " milliseconds");
    }
    return server().loop().after(Duration.ofMillis(interval), ProcessUsage.cpuPercent());
  }

  void created(MediaObject object) {
    raise("ObjectCreated", JsonCodec.object().put("object", object.id()));
  }

  void destroyed(MediaObject object) {
    raise("ObjectDestroyed", JsonCodec.object().put("objectId", object.id()));
  }
}
