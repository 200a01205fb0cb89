package org.televisit.recording;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of IP addresses (RFC 4632, RFC 4291): {@code 10.1.0.0/16}, {@code fd00::/8}, or one
 * address.
 */
final class CidrBlock {

  /** What is looked up by name could be anybody's; so nothing but the digits of an address. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] network;
  private final int prefix;

  /**
   * @param network 4 or 16 bytes
   * @param prefix how many of its leading bits count
   */
  private CidrBlock(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * @throws IllegalArgumentException if the text is no range of addresses
   */
  static CidrBlock parse(String text) {
    int slash = text.indexOf('/');
    byte[] network = address(slash < 0 ? text : text.substring(0, slash));
    int bits = 8 * network.length;
    int prefix = slash < 0 ? bits : number(text.substring(slash + 1), text);
    if (prefix > bits) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    return new CidrBlock(network, prefix);
  }

  private static int number(String digits, String text) {
    if (!digits.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    return Integer.parseInt(digits);
  }

  private static byte[] address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + text, e);
    }
  }

  /** Whether it holds this address, given as a server names its peers. */
  boolean contains(String peer) {
    int zone = peer.indexOf('%'); // fe80::1%eth0
    byte[] address = address(zone < 0 ? peer : peer.substring(0, zone));
    if (address.length != network.length) {
      return false;
    }
    int bytes = prefix / 8;
    int mask = 0xff00 >> prefix % 8 & 0xff;
    return Arrays.equals(address, 0, bytes, network, 0, bytes)
        && (mask == 0 || ((address[bytes] ^ network[bytes]) & mask) == 0);
  }
}
