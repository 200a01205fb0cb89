package org.televisit.kurento.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What comes as a request: any text is a request with arguments as defined, or refused. */
public final class JsonTarget {

  private static final Definitions DEFINITIONS = Definitions.load();
  private static final ArgumentReader READER =
      new ArgumentReader(DEFINITIONS, new ObjectRegistry(1));
  private static final TypeDefinition TYPE = DEFINITIONS.type("WebRtcEndpoint").orElseThrow();

  private JsonTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    JsonCodec.parse(new String(data, StandardCharsets.UTF_8))
        .ifPresent(
            json -> {
              JsonCodec.write(json);
              try {
                Request request = Request.from(json).inSession("session");
                request.sessionId();
                READER.forConstructor(
                    TYPE.constructor().orElseThrow(), request.object().get("constructorParams"));
                OperationDefinition operation =
                    TYPE.operation(request.text("operation")).orElseThrow(JsonTarget::unknown);
                READER.forOperation(operation, request.object().get("operationParams"));
              } catch (RpcException refused) {
                JsonCodec.write(refused.toJson());
              }
            });
  }

  private static RpcException unknown() {
    return RpcException.unexpected("unknown");
  }

  public static List<byte[]> seeds() {
    return Stream.of(
            """
            {"id":1,"jsonrpc":"2.0","method":"invoke","params":{"object":"x","operation":
            "addIceCandidate","operationParams":{"candidate":{"candidate":"c","sdpMid":"0",
            "sdpMLineIndex":0}},"constructorParams":{"mediaPipeline":"p","recvonly":true,
            "certificateKeyType":"ECDSA"},"sessionId":"s"}}
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
