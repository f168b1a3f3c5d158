package io.cuantovale.gateway.check;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Asks a gateway for one prediction by nothing but its URL, as an operator would with curl, and waits for the first
 * champion if told to. Needs no shell and no second image.
 */
public final class PredictionCheck {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final Duration PER_CALL = Duration.ofSeconds(10);
    private static final String BOUNDARY = "cuantovale-check";
    private static final String BODY = "--" + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"listing\"\r\nContent-Type: application/json\r\n\r\n"
            + "{\"area_m2\":78,\"rooms\":2,\"bathrooms\":1,\"building_type\":\"apartment\","
            + "\"department\":\"Montevideo\",\"location\":\"Pocitos\"}\r\n--" + BOUNDARY + "--\r\n";

    private final HttpClient client;
    private final Clock clock;
    private final PrintStream out;

    PredictionCheck(HttpClient client, Clock clock, PrintStream out) {
        this.client = client;
        this.clock = clock;
        this.out = out;
    }

    /**
     * @param args the gateway's URL, then optionally {@code --wait} and an ISO-8601 duration
     * @return 0 with a prediction, 1 without, 2 for unusable arguments
     */
    public static int main(String[] args, PrintStream out) throws InterruptedException {
        if (args.length != 1 && !(args.length == 3 && args[1].equals("--wait"))) {
            out.println("usage: check URL [--wait DURATION], for example check http://127.0.0.1:8080 --wait PT5M");
            return 2;
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            Duration patience = args.length == 3 ? Duration.parse(args[2]) : Duration.ZERO;
            return new PredictionCheck(client, Clock.systemUTC(), out).run(URI.create(args[0]), patience);
        } catch (DateTimeParseException e) {
            out.println("--wait: " + args[2] + " (expected: an ISO-8601 duration such as PT5M)");
            return 2;
        }
    }

    int run(URI gateway, Duration patience) throws InterruptedException {
        Instant until = clock.instant().plus(patience);
        String last;
        do {
            last = attempt(gateway);
            if (last.startsWith("200 ")) {
                out.println(last);
                return 0;
            }
            if (clock.instant().isBefore(until)) {
                out.println("waiting for a prediction: " + last);
                Thread.sleep(BETWEEN_TRIES);
            }
        } while (clock.instant().isBefore(until));
        out.println("no prediction from " + gateway + ": " + last);
        return 1;
    }

    private String attempt(URI gateway) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/v1/predictions"))
                .timeout(PER_CALL)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
