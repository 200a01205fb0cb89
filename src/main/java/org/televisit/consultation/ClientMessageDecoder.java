package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.StringReader;

/** Reads JSON from a browser. What cannot be read is never repeated in an error. */
public class ClientMessageDecoder implements Decoder.Text<ClientMessage> {

  @Override
  public ClientMessage decode(String text) throws DecodeException {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return ClientMessage.from(reader.readObject());
    } catch (JsonException | IllegalArgumentException | IllegalStateException e) {
      throw new DecodeException("", "not a client message", e);
    }
  }

  @Override
  public boolean willDecode(String text) {
    return true;
  }
}
