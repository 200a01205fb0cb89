package org.televisit.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.televisit.vault.DamagedRecordingException.Fault;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps finished recordings in an object store that speaks S3: {@code <prefix><last two digits of
 * the id>/<id>.tmrv}. An object appears there when its upload is completed, never before, and the
 * local file goes only after the object was read back.
 */
final class S3Store implements MediaStore {

  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final Pattern name;

  S3Store(S3Settings settings) {
    this.client = settings.client();
    this.bucket = settings.bucket();
    this.prefix = settings.prefix();
    this.name =
        Pattern.compile(
            Pattern.quote(prefix)
                + "[0-9a-f]{2}/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\.tmrv");
  }

  private String key(UUID recording) {
    return "%s%02x/%s.tmrv"
        .formatted(prefix, recording.getLeastSignificantBits() & 0xff, recording);
  }

  @Override
  public SealedBytes open(UUID recording, long ahead) throws IOException {
    S3Bytes.Description object =
        describe(recording)
            .orElseThrow(
                () ->
                    new DamagedRecordingException(recording, Fault.MISSING, "there is no object"));
    return new S3Bytes((from, bytes) -> range(recording, from, bytes), object, ahead);
  }

  private byte[] range(UUID recording, long from, int bytes) throws IOException {
    String range = "bytes=%d-%d".formatted(from, from + bytes - 1);
    return asking(
        () ->
            client
                .getObject(
                    get -> get.bucket(bucket).key(key(recording)).range(range),
                    ResponseTransformer.toBytes())
                .asByteArrayUnsafe());
  }

  /** A recording's object; empty if there is none. */
  private Optional<S3Bytes.Description> describe(UUID recording) throws IOException {
    return asking(
        () -> {
          try {
            HeadObjectResponse head =
                client.headObject(request -> request.bucket(bucket).key(key(recording)));
            return Optional.of(
                new S3Bytes.Description(
                    head.contentLength(), head.eTag() + " " + head.lastModified()));
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public boolean has(UUID recording) throws IOException {
    return describe(recording).isPresent();
  }

  @Override
  public boolean take(UUID recording, Path file) throws IOException {
    if (!has(recording)) {
      abandonUploads(recording); // of a crash
      asking(() -> new S3Upload(client, bucket, key(recording)).send(file));
    }
    requireSame(recording, file);
    return true;
  }

  /** Reads the object back: the local file must not go before every byte of it is known there. */
  private void requireSame(UUID recording, Path file) throws IOException {
    MessageDigest here = Fingerprint.digest();
    MessageDigest there = Fingerprint.digest();
    try (InputStream local = new DigestInputStream(Files.newInputStream(file), here)) {
      local.transferTo(OutputStream.nullOutputStream());
    }
    asking(
        () -> {
          try (InputStream remote =
              new DigestInputStream(
                  client.getObject(get -> get.bucket(bucket).key(key(recording))), there)) {
            return remote.transferTo(OutputStream.nullOutputStream());
          }
        });
    if (!MessageDigest.isEqual(here.digest(), there.digest())) {
      throw new IOException(
          "the store holds another file of recording %s; the local one stays".formatted(recording));
    }
  }

  private void abandonUploads(UUID recording) throws IOException {
    asking(
        () -> {
          for (MultipartUpload upload :
              client
                  .listMultipartUploads(list -> list.bucket(bucket).prefix(key(recording)))
                  .uploads()) {
            client.abortMultipartUpload(
                abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
          }
          return true;
        });
  }

  @Override
  public void delete(UUID recording) throws IOException {
    abandonUploads(recording);
    asking(() -> client.deleteObject(delete -> delete.bucket(bucket).key(key(recording))));
    if (has(recording)) {
      throw new IOException("the store did not delete recording " + recording);
    }
  }

  @Override
  public List<UUID> list() throws IOException {
    return asking(
        () -> {
          List<UUID> found = new ArrayList<>();
          ListObjectsV2Request all =
              ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).build();
          for (S3Object object : client.listObjectsV2Paginator(all).contents()) {
            Matcher match = name.matcher(object.key());
            if (match.matches()) {
              found.add(UUID.fromString(match.group(1)));
            }
          }
          return found;
        });
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T asking(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (SdkException e) {
      throw new IOException("the object store does not do as asked: " + e.getMessage(), e);
    }
  }
}
