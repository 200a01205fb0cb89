package org.televisit.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A media server's upload, chunk by chunk, from any address and to any end. */
final class RawUpload implements Closeable {

  private final Socket socket = new Socket();
  private final OutputStream out;

  private RawUpload(URI address, String from, String moreHeaders) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    socket.setSoTimeout(20_000);
    out = socket.getOutputStream();
    out.write(
        ("POST %s HTTP/1.1\r\nHost: ingest\r\nContent-Type: video/webm\r\n%sTransfer-Encoding:"
                + " chunked\r\n\r\n")
            .formatted(address.getPath(), moreHeaders)
            .getBytes(US_ASCII));
    out.flush();
  }

  static RawUpload to(URI address) throws IOException {
    return new RawUpload(address, "127.0.0.1", "");
  }

  static RawUpload from(String source, URI address, String moreHeaders) throws IOException {
    return new RawUpload(address, source, moreHeaders);
  }

  RawUpload send(byte[] media, int offset, int length) throws IOException {
    out.write((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
    out.write(media, offset, length);
    out.write("\r\n".getBytes(US_ASCII));
    out.flush();
    return this;
  }

  RawUpload send(byte[] media) throws IOException {
    return send(media, 0, media.length);
  }

  RawUpload end() throws IOException {
    out.write("0\r\n\r\n".getBytes(US_ASCII));
    out.flush();
    return this;
  }

  /**
   * The status of the answer.
   *
   * @throws java.net.SocketTimeoutException if none comes within the timeout
   */
  int status(int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    byte[] line = new byte[12];
    InputStream in = socket.getInputStream();
    if (in.readNBytes(line, 0, line.length) < line.length) {
      throw new IOException("closed without an answer");
    }
    return Integer.parseInt(new String(line, 9, 3, US_ASCII));
  }

  /** Breaks the connection, as a killed process does. */
  void breakOff() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
