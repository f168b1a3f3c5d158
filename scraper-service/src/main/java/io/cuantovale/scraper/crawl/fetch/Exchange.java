package io.cuantovale.scraper.crawl.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP GET: bounded in time (body included) and size, unwanted bodies unread, redirects not followed. */
final class Exchange implements AutoCloseable {
    private final String userAgent;
    private final Duration timeout;
    private final HttpClient http;

    Exchange(String userAgent, Duration timeout) {
        this.userAgent = userAgent;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** Where a request led. */
    sealed interface Answer {
        record Done(Fetched fetched) implements Answer {}

        record Elsewhere(URI to) implements Answer {}
    }

    record Response(int status, HttpHeaders headers, byte[] body) {
        String contentType() {
            return headers.firstValue("content-type").orElse("");
        }

        String mediaType() {
            String type = contentType();
            int semicolon = type.indexOf(';');
            return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        }
    }

    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Response get(URI address, Kind kind, int maxBytes) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("User-Agent", userAgent)
                .header("Accept", kind.accept())
                .timeout(timeout)
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, body(kind, maxBytes));
        try {
            HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Response(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException _) {
            pending.cancel(true);
            throw new HttpTimeoutException("no whole answer in " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof TooLargeException tooLarge) {
                    throw tooLarge;
                }
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static BodyHandler<byte[]> body(Kind kind, int maxBytes) {
        return info -> {
            String type = new Response(info.statusCode(), info.headers(), new byte[0]).mediaType();
            return info.statusCode() == 200 && kind.takes(type)
                    ? new Bounded(maxBytes)
                    : BodySubscribers.mapping(BodyHandlers.discarding().apply(info), _ -> new byte[0]);
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
