package io.cuantovale.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in a bucket of an S3-compatible store, addressed by path. The bucket must exist. */
public final class S3Store implements ObjectStore {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(60);

    private final S3Settings settings;
    private final S3Client client;

    /** Makes the client; connects only when first used. */
    public S3Store(S3Settings settings) {
        this.settings = settings;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(true)
                // Newer SDKs add checksums in trailers that many compatible stores do not understand.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(credentials(settings))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ));
        settings.endpoint().ifPresent(builder::endpointOverride);
        this.client = builder.build();
    }

    @Override
    public void put(String key, byte[] bytes) {
        Keys.checked(key);
        call(
                "put",
                key,
                () -> client.putObject(r -> r.bucket(settings.bucket()).key(key), RequestBody.fromBytes(bytes)));
    }

    @Override
    public void put(String key, Path file) {
        Keys.checked(key);
        call("put", key, () -> client.putObject(r -> r.bucket(settings.bucket()).key(key), RequestBody.fromFile(file)));
    }

    @Override
    public byte[] get(String key) {
        Keys.checked(key);
        return call(
                "get",
                key,
                () -> client.getObjectAsBytes(r -> r.bucket(settings.bucket()).key(key))
                        .asByteArray());
    }

    @Override
    public void download(String key, Path to) {
        Keys.checked(key);
        Path target = to.toAbsolutePath();
        Path part = target.resolveSibling(FolderStore.PART_PREFIX + UUID.randomUUID());
        try {
            Files.createDirectories(target.getParent());
            call(
                    "download",
                    key,
                    () -> client.getObject(r -> r.bucket(settings.bucket()).key(key), part));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("download " + key + " to " + target + " failed: " + e, e);
        } finally {
            discard(part);
        }
    }

    @Override
    public boolean exists(String key) {
        Keys.checked(key);
        try {
            call(
                    "look at",
                    key,
                    () -> client.headObject(r -> r.bucket(settings.bucket()).key(key)));
            return true;
        } catch (NoSuchObjectException e) {
            return false;
        }
    }

    @Override
    public List<String> list(String prefix) {
        Keys.checkedPrefix(prefix);
        return call(
                "list",
                prefix,
                () -> client
                        .listObjectsV2Paginator(r -> r.bucket(settings.bucket()).prefix(prefix))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .filter(key -> !key.endsWith("/"))
                        .sorted()
                        .toList());
    }

    @Override
    public void delete(String key) {
        Keys.checked(key);
        call(
                "delete",
                key,
                () -> client.deleteObject(r -> r.bucket(settings.bucket()).key(key)));
    }

    @Override
    public void check() {
        try {
            client.headBucket(r -> r.bucket(settings.bucket()));
        } catch (SdkException e) {
            throw new StoreException(describe() + " (expected: a bucket that can be reached): " + e.getMessage(), e);
        }
    }

    @Override
    public String describe() {
        return "S3 bucket " + settings.bucket()
                + settings.endpoint().map(e -> " at " + e).orElse("");
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T call(String what, String key, Supplier<T> action) {
        try {
            return action.get();
        } catch (NoSuchKeyException e) {
            throw new NoSuchObjectException(key, describe(), e);
        } catch (S3Exception e) {
            if (e.statusCode() == 404 && !"NoSuchBucket".equals(code(e))) {
                throw new NoSuchObjectException(key, describe(), e);
            }
            throw failure(what, key, e);
        } catch (SdkException e) {
            throw failure(what, key, e);
        }
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }

    private StoreException failure(String what, String key, SdkException e) {
        return new StoreException(what + " " + key + " in " + describe() + " failed: " + e.getMessage(), e);
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new StoreException("part file " + part + " could not be removed: " + e, e);
        }
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        if (settings.accessKey().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                settings.accessKey().orElseThrow(), settings.secretKey().orElseThrow()));
    }
}
