package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * A TURN server with credentials of limited life, as a browser's RTCPeerConnection takes it.
 *
 * @param uri {@code turn:} or {@code turns:} (RFC 7065)
 */
public record IceServer(String uri, String username, String credential) {

  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("urls", uri)
        .add("username", username)
        .add("credential", credential)
        .build();
  }

  /** Without the credential: records are printed by accident. */
  @Override
  public String toString() {
    return "IceServer[" + uri + "]";
  }
}
