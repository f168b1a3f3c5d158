package io.cuantovale.scraper.crawl.fetch;

import io.cuantovale.scraper.crawl.fetch.Exchange.Answer;
import io.cuantovale.scraper.crawl.fetch.PoliteClient.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One request with its retries. What an answer means is decided here and nowhere else. After a block none is made. */
final class Attempts {
    private static final String CHALLENGE = "cf-mitigated";

    private final Exchange exchange;
    private final HostGate gate;
    private final int retries;
    private final Patience patience;
    private final InstantSource clock;
    private final Pause pause;
    private final AtomicReference<Fetched.@Nullable Blocked> blocked;

    Attempts(
            Exchange exchange,
            HostGate gate,
            int retries,
            Patience patience,
            InstantSource clock,
            Pause pause,
            AtomicReference<Fetched.@Nullable Blocked> blocked) {
        this.exchange = exchange;
        this.gate = gate;
        this.retries = retries;
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
        this.blocked = blocked;
    }

    Answer run(URI address, Kind kind, int maxBytes) throws InterruptedException {
        Duration backoff = patience.backoff();
        String last = "";
        for (int attempt = 0; attempt <= retries; attempt++) {
            if (attempt > 0) {
                pause.sleep(backoff);
                backoff = backoff.multipliedBy(2);
            }
            try (HostGate.Turn _ = gate.enter()) {
                Fetched.Blocked refused = blocked.get();
                if (refused != null) {
                    // Said to one, meant for all.
                    return done(refused);
                }
                Exchange.Response response = exchange.get(address, kind, maxBytes);
                switch (meaning(address, kind, response)) {
                    case Again(String why) -> last = why;
                    case Final(Answer answer) -> {
                        if (answer instanceof Answer.Done(Fetched.Blocked now)) {
                            blocked.set(now);
                        }
                        return answer;
                    }
                }
            } catch (Exchange.TooLargeException _) {
                return done(new Fetched.Refused(Fetched.Refusal.TOO_LARGE, "more than " + maxBytes + " bytes"));
            } catch (IOException e) {
                last = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            }
        }
        return done(new Fetched.Failed(last + " (" + (retries + 1) + " attempts)"));
    }

    private sealed interface Meaning {}

    private record Again(String why) implements Meaning {}

    private record Final(Answer answer) implements Meaning {}

    private Meaning meaning(URI address, Kind kind, Exchange.Response response) {
        int status = response.status();
        HttpHeaders headers = response.headers();
        if (status >= 400 && headers.firstValue(CHALLENGE).isPresent()) {
            // Whoever asks whether we are human is told the truth by our silence.
            return new Final(done(new Fetched.Blocked("the portal answers automated visits with a managed challenge"
                    + " (HTTP " + status + ", " + CHALLENGE + ": "
                    + headers.firstValue(CHALLENGE).get()
                    + "); ask for access, or import a file")));
        }
        if (status == 429 || status == 503) {
            return asksToWait(status, headers);
        }
        if (status >= 500 || status == 408) {
            return new Again("HTTP " + status);
        }
        if (status == 404 || status == 410) {
            return new Final(done(new Fetched.Missing(status)));
        }
        Optional<String> location = headers.firstValue("location");
        if (status >= 301 && status <= 308 && location.isPresent()) {
            try {
                return new Final(new Answer.Elsewhere(address.resolve(location.get())));
            } catch (IllegalArgumentException _) {
                return new Final(done(new Fetched.Refused(Fetched.Refusal.NOT_AN_ADDRESS, "redirect to no address")));
            }
        }
        if (status != 200) {
            // robots.txt that is refused restricts nothing (RFC 9309, 2.3.1.3).
            return new Final(done(
                    kind == Kind.ROBOTS && status >= 400
                            ? new Fetched.Missing(status)
                            : new Fetched.Failed("HTTP " + status)));
        }
        if (!kind.takes(response.mediaType())) {
            String type = response.mediaType().isEmpty() ? "none" : response.mediaType();
            return new Final(done(new Fetched.Refused(Fetched.Refusal.CONTENT_TYPE, "content type " + type)));
        }
        return new Final(
                done(new Fetched.Content(address, response.body(), response.mediaType(), response.contentType())));
    }

    private Meaning asksToWait(int status, HttpHeaders headers) {
        Optional<Duration> wait = headers.firstValue("retry-after").flatMap(this::retryAfter);
        if (wait.isPresent() && wait.get().compareTo(patience.maxRetryAfter()) > 0) {
            return new Final(done(
                    new Fetched.Blocked("the portal asks to wait " + wait.get().toSeconds() + " s (HTTP " + status
                            + "), longer than " + patience.maxRetryAfter().toSeconds() + " s")));
        }
        wait.ifPresent(w -> gate.closeUntil(clock.instant().plus(w)));
        return new Again("HTTP " + status);
    }

    private Optional<Duration> retryAfter(String text) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Answer done(Fetched fetched) {
        return new Answer.Done(fetched);
    }
}
