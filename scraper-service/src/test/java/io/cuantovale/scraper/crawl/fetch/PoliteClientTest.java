package io.cuantovale.scraper.crawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cuantovale.scraper.crawl.fetch.Fetched.Refusal;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.cuantovale.scraper.crawl.profile.PortalProfile.Politeness;
import io.cuantovale.scraper.crawl.profile.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoliteClientTest {
    /** Time passes only while the client waits. */
    private final class FakeTime implements InstantSource, Pause {
        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public synchronized void sleep(Duration duration) {
            now = now.plus(duration);
        }
    }

    private record Canned(int status, Map<String, String> headers, byte[] body) {}

    private final FakeTime time = new FakeTime();
    private final Map<String, Queue<Canned>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Instant> askedAt = new ArrayList<>();
    private HttpServer server;
    private PoliteClient client;

    @BeforeEach
    void aPortal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = client(Duration.ofSeconds(2), 1);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void obeysRobotsAndTheLongerOfTwoDelays() throws Exception {
        put(
                "/robots.txt",
                200,
                Map.of("Content-Type", "text/plain"),
                "User-agent: *\nDisallow: /privado\nCrawl-delay: 7\n");
        html("/a");
        html("/b");
        assertThat(client.page(at("/privado/x"), Kind.PAGE))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.ROBOTS));
        assertThat(client.page(at("/a"), Kind.PAGE)).isInstanceOf(Fetched.Content.class);
        assertThat(client.page(at("/b"), Kind.PAGE)).isInstanceOf(Fetched.Content.class);
        assertThat(asked).containsExactly("/robots.txt", "/a", "/b");
        assertThat(Duration.between(askedAt.get(0), askedAt.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
        assertThat(Duration.between(askedAt.get(1), askedAt.get(2))).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void waitsAsLongAsItIsToldTo() throws Exception {
        put("/a", 429, Map.of("Retry-After", "90"), "");
        put(
                "/a",
                503,
                Map.of(
                        "Retry-After",
                        time.instant()
                                .plusSeconds(400)
                                .atZone(java.time.ZoneOffset.UTC)
                                .format(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME)),
                "");
        html("/a");
        assertThat(client.page(at("/a"), Kind.PAGE)).isInstanceOf(Fetched.Content.class);
        assertThat(Duration.between(askedAt.get(1), askedAt.get(2))).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
        assertThat(Duration.between(Instant.parse("2026-11-22T00:00:00Z"), askedAt.get(3)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(400));
    }

    @Test
    void doesNotWaitForever() throws Exception {
        put("/a", 429, Map.of("Retry-After", "86400"), "");
        assertThat(client.page(at("/a"), Kind.PAGE))
                .isInstanceOfSatisfying(
                        Fetched.Blocked.class, b -> assertThat(b.reason()).contains("86400 s (HTTP 429)"));
    }

    @Test
    void stopsAtAManagedChallengeWithoutTryingAgain() throws Exception {
        put("/a", 403, Map.of("cf-mitigated", "challenge"), "<html>Just a moment...</html>");
        assertThat(client.page(at("/a"), Kind.PAGE))
                .isInstanceOfSatisfying(
                        Fetched.Blocked.class,
                        b -> assertThat(b.reason()).contains("managed challenge", "cf-mitigated: challenge"));
        assertThat(client.page(at("/b"), Kind.PAGE)).isInstanceOf(Fetched.Blocked.class);
        assertThat(asked).containsExactly("/robots.txt", "/a");
    }

    @Test
    void triesAgainAfterServerErrorsAndGivesUpInTheEnd() throws Exception {
        put("/a", 500, Map.of(), "");
        html("/a");
        assertThat(client.page(at("/a"), Kind.PAGE)).isInstanceOf(Fetched.Content.class);
        for (int i = 0; i < 4; i++) {
            put("/b", 502, Map.of(), "");
        }
        assertThat(client.page(at("/b"), Kind.PAGE)).isEqualTo(new Fetched.Failed("HTTP 502 (4 attempts)"));
        assertThat(client.page(at("/gone"), Kind.PAGE)).isEqualTo(new Fetched.Missing(404));
    }

    @Test
    void followsRedirectsWithinThePortalOnly() throws Exception {
        put("/a", 302, Map.of("Location", "/b"), "");
        html("/b");
        put("/c", 301, Map.of("Location", "http://localhost.example/x"), "");
        assertThat(client.page(at("/a"), Kind.PAGE))
                .isInstanceOfSatisfying(
                        Fetched.Content.class, c -> assertThat(c.address()).isEqualTo(at("/b")));
        assertThat(client.page(at("/c"), Kind.PAGE))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.OTHER_HOST));
    }

    @Test
    void refusesWhatIsTooLargeOrOfAnotherKind() throws Exception {
        put("/big", 200, Map.of("Content-Type", "text/html"), "x".repeat(20_000));
        put("/pdf", 200, Map.of("Content-Type", "application/pdf"), "x");
        assertThat(client.page(at("/big"), Kind.PAGE))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.TOO_LARGE));
        assertThat(client.page(at("/pdf"), Kind.PAGE))
                .isEqualTo(new Fetched.Refused(Refusal.CONTENT_TYPE, "content type application/pdf"));
        put("/page", 200, Map.of("Content-Type", "text/html"), "x");
        assertThat(client.photo(at("/page"))).isInstanceOf(Fetched.Refused.class);
    }

    @Test
    void asksForNothingWhereRobotsCannotBeRead() throws Exception {
        for (int i = 0; i < 4; i++) {
            put("/robots.txt", 500, Map.of(), "");
        }
        assertThat(client.greet()).hasValueSatisfying(f -> assertThat(f).isInstanceOf(Fetched.Failed.class));
        assertThat(asked).containsOnly("/robots.txt");
    }

    @Test
    void neverAsksMoreAtOnceThanAllowed() throws Exception {
        client.close();
        client = client(Duration.ZERO, 2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.createContext("/slow", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            now.decrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                pool.submit(() -> client.page(at("/slow"), Kind.PAGE));
            }
        }
        assertThat(most.get()).isEqualTo(2);
    }

    private PoliteClient client(Duration delay, int concurrency) throws IOException {
        PortalProfile p;
        try (InputStream in = PoliteClientTest.class.getResourceAsStream("/profiles/gallito.yaml")) {
            p = new ProfileReader().read("gallito.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        PortalProfile here = new PortalProfile(
                p.name(),
                p.version(),
                at(""),
                List.of(at("/")),
                p.pagination(),
                p.listingPage(),
                p.detailPage(),
                Map.of(),
                List.of(),
                new Politeness(
                        "test", "test", delay, concurrency, Duration.ofSeconds(5), 3, 100, null, 10_000, 10_000));
        return new PoliteClient(
                here, new PoliteClient.Patience(Duration.ofMillis(1), Duration.ofMinutes(10)), time, time);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void html(String path) {
        put(path, 200, Map.of("Content-Type", "text/html; charset=utf-8"), "<p>hola</p>");
    }

    private void put(String path, int status, Map<String, String> headers, String body) {
        answers.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>())
                .add(new Canned(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        synchronized (asked) {
            asked.add(path);
            askedAt.add(time.instant());
        }
        Queue<Canned> queue = answers.getOrDefault(path, new ConcurrentLinkedQueue<>());
        Canned canned = queue.isEmpty() ? new Canned(404, Map.of(), new byte[0]) : queue.poll();
        canned.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(canned.status(), canned.body().length == 0 ? -1 : canned.body().length);
        exchange.getResponseBody().write(canned.body());
        exchange.close();
    }
}
