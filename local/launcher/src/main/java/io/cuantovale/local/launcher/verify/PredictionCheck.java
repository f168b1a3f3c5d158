package io.cuantovale.local.launcher.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.show.Words;
import io.cuantovale.local.launcher.watch.Api;
import io.cuantovale.local.launcher.watch.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Locale;

/** Asks for a prediction as a caller would, and holds the answer against what the API promises. */
public final class PredictionCheck {
    /** The stage's name on the screen. */
    public static final String STAGE = "Predict";

    private final Api api;
    private final URI gateway;

    public PredictionCheck(Api api, URI gateway) {
        this.api = api;
        this.gateway = gateway;
    }

    /**
     * Asks once without a photo, and once with one if there is one.
     *
     * @param modelVersion that must have answered
     * @return the estimates, in words
     * @throws StageFailure if an answer is not as promised
     */
    public String run(SampleRequest sample, String modelVersion) {
        StringBuilder text = new StringBuilder(describe(ask(sample, false, modelVersion), "without a photo"));
        if (sample.photo().isPresent()) {
            text.append("\n").append(describe(ask(sample, true, modelVersion), "with a photo"));
        }
        return text.toString();
    }

    private JsonNode ask(SampleRequest sample, boolean withPhoto, String modelVersion) {
        Multipart body = new Multipart()
                .text("listing", "application/json", sample.listing().toString());
        if (withPhoto) {
            try {
                body.file(
                        "photo",
                        "photo.jpg",
                        "image/jpeg",
                        Files.readAllBytes(sample.photo().orElseThrow()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + sample.photo(), e);
            }
        }
        Api.Answer answer = api.post(gateway.resolve("/v1/predictions"), body.contentType(), body.bytes());
        if (!answer.ok()) {
            throw failure("HTTP " + answer.status() + ": " + answer.text());
        }
        check(answer.body(), withPhoto, modelVersion);
        return answer.body();
    }

    static void check(JsonNode answer, boolean withPhoto, String modelVersion) {
        double price = answer.path("estimate").path("price_usd").asDouble();
        JsonNode interval = answer.path("estimate").path("interval_usd");
        require(price >= 1_000 && price <= 100_000_000, "estimate.price_usd", price, "1 000 to 100 000 000");
        require(
                interval.path(0).asDouble() <= price
                        && price <= interval.path(1).asDouble(),
                "estimate.interval_usd",
                interval,
                "around " + price);
        double sum = 0;
        for (JsonNode band : answer.path("bands")) {
            sum += band.path("probability").asDouble();
        }
        require(Math.abs(sum - 1) < 1e-3, "sum of bands[].probability", sum, "1");
        String version = answer.path("model_version").asText();
        require(version.equals(modelVersion), "model_version", version, modelVersion);
        String photo = answer.path("photo").asText();
        require(photo.equals(withPhoto ? "used" : "missing"), "photo", photo, withPhoto ? "used" : "missing");
    }

    private static String describe(JsonNode answer, String how) {
        JsonNode estimate = answer.path("estimate");
        return String.format(
                Locale.ROOT,
                "US$ %s %s (90 %% interval %s to %s)",
                Words.count(Math.round(estimate.path("price_usd").asDouble())),
                how,
                Words.count(Math.round(estimate.path("interval_usd").path(0).asDouble())),
                Words.count(Math.round(estimate.path("interval_usd").path(1).asDouble())));
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw failure(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    private static StageFailure failure(String message) {
        return new StageFailure(STAGE, Part.GATEWAY, message);
    }
}
