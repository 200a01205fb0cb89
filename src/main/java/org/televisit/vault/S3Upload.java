package org.televisit.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Sends one file in parts, each with its MD5 for the store to compare; all of it, or nothing. */
final class S3Upload {

  /** Stores take at most 10 000 parts: enough for 80 GB. */
  private static final int PART = 8 << 20;

  private final S3Client client;
  private final String bucket;
  private final String key;

  S3Upload(S3Client client, String bucket, String key) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
  }

  /**
   * @return the store's tag of the new object
   * @throws SdkException if the store refuses, for instance because there is an object already
   */
  String send(Path file) throws IOException {
    String upload =
        client.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
    try {
      List<CompletedPart> parts = parts(file, upload);
      return client
          .completeMultipartUpload(
              complete ->
                  complete
                      .bucket(bucket)
                      .key(key)
                      .uploadId(upload)
                      .ifNoneMatch("*")
                      .multipartUpload(all -> all.parts(parts)))
          .eTag();
    } catch (IOException | SdkException e) {
      abandon(upload, e);
      throw e;
    }
  }

  private List<CompletedPart> parts(Path file, String upload) throws IOException {
    List<CompletedPart> parts = new ArrayList<>();
    byte[] buffer = new byte[PART];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.readNBytes(buffer, 0, PART); read > 0; ) {
        parts.add(part(parts.size() + 1, Arrays.copyOf(buffer, read), upload));
        read = in.readNBytes(buffer, 0, PART);
      }
    }
    return parts;
  }

  private CompletedPart part(int number, byte[] bytes, String upload) {
    String md5 = Base64.getEncoder().encodeToString(md5().digest(bytes));
    String tag =
        client
            .uploadPart(
                part ->
                    part.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .contentMD5(md5),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /** What S3 calls Content-MD5: against faults of the line, not against people. */
  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have MD5", e);
    }
  }

  private void abandon(String upload, Exception cause) {
    try {
      client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      cause.addSuppressed(e); // the next attempt does it
    }
  }
}
