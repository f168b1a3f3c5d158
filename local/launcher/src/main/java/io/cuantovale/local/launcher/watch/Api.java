package io.cuantovale.local.launcher.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The services' REST interfaces, as JSON. */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * An answer.
     *
     * @param status the HTTP status, 0 if nobody answered
     * @param body the JSON, a missing node if there is none
     * @param text the body as it came, or why nobody answered
     */
    public record Answer(int status, JsonNode body, String text) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /** Asks; somebody who does not answer is status 0. */
    public Answer get(URI uri) {
        return send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build());
    }

    /** Posts JSON. */
    public Answer post(URI uri, JsonNode body) {
        return send(HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Posts bytes of the given type. */
    public Answer post(URI uri, String contentType, byte[] body) {
        return send(HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT.multipliedBy(3))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /** The answer's JSON if it was a good one. */
    public Optional<JsonNode> json(URI uri) {
        Answer answer = get(uri);
        return answer.ok() ? Optional.of(answer.body()) : Optional.empty();
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()), response.body());
        } catch (IOException e) {
            return new Answer(
                    0,
                    parse(""),
                    "no answer from " + request.uri() + " (" + e.getClass().getSimpleName()
                            + (e.getMessage() == null ? "" : ": " + e.getMessage()) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + request.uri(), e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // A page instead of JSON, as from a program that is not ours: its text is kept in the answer.
            return JSON.missingNode();
        }
    }
}
