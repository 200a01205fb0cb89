package org.televisit.kurento.media;

/** State of the DTLS association, as in W3C RTCDtlsTransportState. */
public enum DtlsState {
  NEW,
  CONNECTING,
  CONNECTED,
  CLOSED,
  FAILED
}
