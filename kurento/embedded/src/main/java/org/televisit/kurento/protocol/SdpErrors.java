package org.televisit.kurento.protocol;

import org.televisit.kurento.media.SdpException;

/** What Kurento answers where a session description is refused. */
final class SdpErrors {

  private SdpErrors() {}

  /**
   * @param other the code where none of Kurento's own reasons applies
   */
  static RpcException of(SdpException refused, ErrorCode other) {
    return switch (refused.reason()) {
      case MALFORMED -> RpcException.of(ErrorCode.SDP_PARSE_ERROR, "Invalid SDP");
      case ALREADY_NEGOTIATED ->
          RpcException.of(
              ErrorCode.SDP_END_POINT_ALREADY_NEGOTIATED, "Endpoint already negotiated");
      case OFFER_NOT_GENERATED ->
          RpcException.of(
              ErrorCode.SDP_END_POINT_NOT_OFFER_GENERATED,
              "Offer not generated. It is not possible to process an answer.");
      case UNSUPPORTED, CLOSED -> RpcException.of(other, String.valueOf(refused.getMessage()));
    };
  }
}
