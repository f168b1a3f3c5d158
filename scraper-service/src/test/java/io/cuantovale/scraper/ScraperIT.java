package io.cuantovale.scraper;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.scraper.crawl.CrawlEngine;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.cuantovale.testkit.TestData;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(KafkaBroker.class)
@WithTestResource(PortalResource.class)
class ScraperIT {
    private static final String SCRAPED = Topic.LISTINGS_SCRAPED.topicName();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final EventCodec CODEC = new EventCodec();

    KafkaProbe kafka;
    TestPortal portal;

    @Inject
    CrawlEngine engine;

    @Inject
    ObjectStore store;

    @Inject
    Scheduler scheduler;

    @TempDir
    Path dir;

    @BeforeEach
    void aQuietPortal() {
        portal.forget();
    }

    @AfterEach
    void noneHeld() {
        portal.release();
        engine.resume();
    }

    @Test
    void aCrawlEmitsEveryListingWithItsFactsAndItsPhoto() throws Exception {
        String id = crawl("{\"portal\": \"gallito\", \"reason\": \"test\"}");
        Map<String, Object> crawl = ended(id);
        assertThat(crawl)
                .containsEntry("state", "completed")
                .containsEntry("kind", "crawl")
                .containsEntry("listings_found", 15)
                .containsEntry("listings_expected", 15)
                .containsEntry("listings_emitted", TestPortal.READABLE)
                .containsEntry("pages_failed", 2)
                .doesNotContainKey("reason");
        Map<String, ListingScraped> listings = listings(id);
        assertThat(listings).hasSize(TestPortal.READABLE);
        assertThat(listings).doesNotContainKeys("" + TestPortal.GONE, "" + TestPortal.FORBIDDEN);
        for (ListingScraped listing : listings.values()) {
            int foreignId = Integer.parseInt(listing.foreignId());
            assertThat(listing.source()).isEqualTo("gallito");
            assertThat(listing.facts())
                    .containsEntry("price", "U$S " + (100 + foreignId % 100) + ".000")
                    .containsEntry("area", (40 + foreignId % 100) + " Mts")
                    .containsEntry("bathrooms", "1 Baños")
                    .containsEntry("deal_type", "Venta")
                    .containsEntry("department", "Montevideo")
                    .containsEntry("location", "Pocitos")
                    .containsEntry("title", "Lindo apto, llamar [phone]");
            assertThat(listing.facts().containsKey("rooms")).isEqualTo(foreignId != TestPortal.WITHOUT_ROOMS);
            if (foreignId == TestPortal.WITHOUT_PHOTO) {
                assertThat(listing.photos()).isEmpty();
                assertThat(listing.facts()).doesNotContainKey("photo_error");
            } else if (foreignId == TestPortal.PHOTO_GONE) {
                assertThat(listing.photos()).isEmpty();
                assertThat(listing.facts()).containsEntry("photo_error", "HTTP 404");
            } else {
                byte[] shown = portal.photo(foreignId);
                assertThat(listing.photos()).singleElement().satisfies(photo -> {
                    assertThat(photo.sha256()).isEqualTo(sha256(shown));
                    assertThat(store.get(photo.key())).isEqualTo(shown);
                    assertThat(photo.mediaType()).isEqualTo(foreignId == TestPortal.PNG ? "image/png" : "image/jpeg");
                });
            }
        }
        assertThat(listings.get("" + TestPortal.REPEATED).photos())
                .isEqualTo(listings.get("" + TestPortal.REPEATED_AGAIN).photos());
        boolean browser = Files.isExecutable(Path.of("/usr/bin/chromium"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(browser).as("a Chromium, required where CI=true").isTrue();
        }
        if (browser) {
            assertThat(listings.values())
                    .allSatisfy(l -> assertThat(l.facts())
                            .containsEntry("latitude", TestPortal.latitude(Integer.parseInt(l.foreignId())))
                            .containsEntry("longitude", "-56.1612345"));
        }
        assertNothingPersonalIsKept(listings);
        assertTheDelayWasKept();
        assertMetrics();
    }

    private void assertNothingPersonalIsKept(Map<String, ListingScraped> listings) {
        List<String> pages = store.list("pages/");
        assertThat(pages).hasSizeGreaterThanOrEqualTo(TestPortal.READABLE);
        for (String key : pages) {
            byte[] bytes = store.get(key);
            String html = new String(bytes, StandardCharsets.UTF_8);
            assertThat(html)
                    .doesNotContain(
                            TestPortal.PHONE,
                            "099123456",
                            "123 456",
                            "59899123456",
                            TestPortal.LANDLINE,
                            TestPortal.EMAIL,
                            "correo.com",
                            TestPortal.PUBLISHER)
                    .contains("wrapperDatos", "Ref: 2", "terreno 1024 m2");
            assertThat(key).contains(sha256(bytes));
        }
        assertThat(listings.values()).allSatisfy(l -> assertThat(pages).contains(l.snapshotKey()));
        assertThat(listings.toString()).doesNotContain("123 456", "correo.com", TestPortal.PUBLISHER);
    }

    private void assertTheDelayWasKept() {
        List<TestPortal.Asked> asked = portal.asked();
        long delayNanos = (long) (TestPortal.DELAY_SECONDS * 1e9);
        // A request may be held up on its way, so single gaps say little; many of them cannot come too soon.
        int many = 20;
        for (int i = many; i < asked.size(); i++) {
            assertThat(asked.get(i).nanos() - asked.get(i - many).nanos()).isGreaterThan(delayNanos * many / 2);
        }
        assertThat(asked.getFirst().path()).isEqualTo("/robots.txt");
        assertThat(asked).noneMatch(a -> a.path().startsWith("/privado"));
        assertThat(asked).noneMatch(a -> a.path().contains("29999999"));
        assertThat(asked.stream().filter(a -> a.path().contains("pag=")).map(TestPortal.Asked::path))
                .containsExactly(
                        "/inmuebles/apartamentos/venta?pag=2",
                        "/inmuebles/apartamentos/venta?pag=3",
                        "/inmuebles/apartamentos/venta?pag=4",
                        "/inmuebles/casas/venta?pag=2");
    }

    private static void assertMetrics() {
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics)
                .contains(
                        "cuantovale_scraper_pages_total{kind=\"detail\",outcome=\"missing\",portal=\"gallito\"",
                        "cuantovale_scraper_pages_total{kind=\"detail\",outcome=\"refused\",portal=\"gallito\"",
                        "cuantovale_scraper_facts_total{fact=\"rooms\",outcome=\"absent\",portal=\"gallito\"",
                        "cuantovale_scraper_photos_total{outcome=\"known\"",
                        "cuantovale_scraper_photos_total{outcome=\"failed\"",
                        "cuantovale_scraper_listings_emitted_total",
                        "cuantovale_scraper_crawl_duration_seconds_bucket");
    }

    @Test
    void aCrawlThatIsSetAsideGoesOnWhereItStood() throws Exception {
        portal.holdAfter(5);
        String id = crawl("{\"portal\": \"gallito\"}");
        Awaitility.await().atMost(PATIENCE).until(() -> portal.detailsAsked() == 6);
        Thread pausing = Thread.ofVirtual().start(() -> {
            try {
                engine.pause();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        portal.release();
        pausing.join();
        assertThat(view(id)).containsEntry("state", "running");
        assertThat(portal.detailsAsked()).isLessThan(10);
        engine.resume();
        assertThat(ended(id))
                .containsEntry("state", "completed")
                .containsEntry("listings_emitted", TestPortal.READABLE);
        assertThat(listings(id)).hasSize(TestPortal.READABLE);
        assertThat(portal.asked().stream()
                        .filter(a -> a.path().contains("-inmuebles-"))
                        .collect(Collectors.groupingBy(TestPortal.Asked::path, Collectors.counting()))
                        .values())
                .allSatisfy(times -> assertThat(times).isLessThanOrEqualTo(2));
        assertThat(records(id).stream()
                        .collect(Collectors.groupingBy(
                                r -> r.key(),
                                Collectors.mapping(
                                        r -> KafkaProbe.header(r, CloudEventAttributes.ID), Collectors.toSet())))
                        .values())
                .allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    @Test
    void aManagedChallengeStopsTheCrawlWithItsReason() {
        String id = crawl("{\"portal\": \"gallito\", \"start_url\": \"/desafio/venta\"}");
        assertThat(ended(id))
                .containsEntry("state", "stopped")
                .containsEntry("listings_emitted", 0)
                .hasEntrySatisfying("reason", r -> assertThat((String) r).contains("managed challenge", "HTTP 403"));
        assertThat(portal.asked()).extracting(TestPortal.Asked::path).containsExactly("/robots.txt", "/desafio/venta");
    }

    @Test
    void anEventStartsTheSameCrawlOnceHoweverOftenItComes() {
        byte[] event = """
                {"crawl_id": "c-42", "kind": "crawl", "portal": "gallito", "max_listings": 2,
                 "requested_by": "test", "reason": "twice"}""".getBytes(StandardCharsets.UTF_8);
        kafka.send(
                Topic.SCRAPE_REQUESTED.topicName(),
                "gallito",
                event,
                Map.of("ce_id", "e-1", "ce_correlationid", "k-1"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().get("/v1/crawls/c-42").statusCode() == 200);
        assertThat(ended("c-42")).containsEntry("state", "completed").containsEntry("listings_emitted", 2);
        kafka.send(Topic.SCRAPE_REQUESTED.topicName(), "gallito", event, Map.of("ce_id", "e-2"));
        byte[] unknown =
                "{\"crawl_id\": \"c-43\", \"kind\": \"crawl\", \"portal\": \"nowhere\", \"requested_by\": \"t\", \"reason\": \"r\"}"
                        .getBytes(StandardCharsets.UTF_8);
        kafka.send(Topic.SCRAPE_REQUESTED.topicName(), "gallito", unknown, Map.of());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().get("/v1/crawls/c-43").statusCode() == 200);
        assertThat(ended("c-43"))
                .containsEntry("state", "failed")
                .containsEntry("reason", "portal: nowhere (expected: one of [gallito])");
        assertThat(records("c-42")).hasSize(2).allSatisfy(r -> {
            assertThat(KafkaProbe.header(r, CloudEventAttributes.CAUSATION_ID)).isEqualTo("e-1");
            assertThat(KafkaProbe.header(r, CloudEventAttributes.CORRELATION_ID))
                    .isNotBlank();
            assertThat(r.key()).startsWith("gallito:2000000");
        });
    }

    @Test
    void aRequestThatIsNoEventGoesToTheDeadLettersAndStopsNothing() {
        kafka.send(Topic.SCRAPE_REQUESTED.topicName(), "gallito", "no json".getBytes(StandardCharsets.UTF_8));
        assertThat(kafka.await(Topic.SCRAPE_REQUESTED.deadLetterName(), 1, PATIENCE))
                .anySatisfy(r -> assertThat(KafkaProbe.text(r)).isEqualTo("no json"));
        assertThat(ended(crawl("{\"portal\": \"gallito\", \"max_listings\": 1}")))
                .containsEntry("listings_emitted", 1);
    }

    @Test
    void aPortalWithAScheduleIsCrawledByItself() {
        assertThat(scheduler.getScheduledJob("crawl-gallito")).isNotNull();
        assertThat(scheduler.getScheduledJob("crawl-gallito").getNextFireTime())
                .as("not at once, but in its time")
                .isAfter(Instant.now().plus(Duration.ofHours(5)));
    }

    @Test
    void importsTheRealRawScrapeWithItsPhotos() throws Exception {
        Path csv = TestData.gallitoRawScrape();
        String id = importFile("{\"source\": \"gallito\", \"path\": \"" + csv + "\"}");
        assertThat(ended(id))
                .containsEntry("state", "completed")
                .containsEntry("kind", "import")
                .containsEntry("listings_expected", 139)
                .containsEntry("listings_emitted", 139)
                .containsEntry("photos_stored", 139)
                .containsEntry("lines_skipped", 2);
        List<ConsumerRecord<String, byte[]>> records = records(id);
        assertThat(records).hasSize(139);
        assertThat(records.stream().map(ConsumerRecord::key).distinct()).hasSize(70);
        assertThat(records.stream()
                        .map(r -> KafkaProbe.header(r, CloudEventAttributes.ID))
                        .distinct())
                .hasSize(139);
        Map<String, ListingScraped> listings = listings(id);
        for (ListingScraped listing : listings.values()) {
            Path photo = TestData.gallitoPhotos().resolve(listing.foreignId() + ".jpg");
            assertThat(listing.photos())
                    .singleElement()
                    .satisfies(ref -> assertThat(ref.sha256()).isEqualTo(sha256(Files.readAllBytes(photo))));
            assertThat(listing.scrapedAt())
                    .isBetween(Instant.parse("2023-06-05T00:00:00Z"), Instant.parse("2023-06-06T12:00:00Z"));
        }
        ListingScraped first = listings.get("23867563");
        assertThat(first.facts())
                .containsEntry("title", "Apartamento 2 Dormitorios Cordón Terrazas De Magallanes")
                .containsEntry("price", "U$S 260.000")
                .containsEntry("area", "105 Mts");
        given().get("/v1/crawls/" + id + "/skipped")
                .then()
                .body("size()", equalTo(2))
                .body("[0].reason", equalTo("the header again"))
                .body("[0].line", equalTo(41));
    }

    @Test
    void imports21408RowsInLessThanAMinute() throws Exception {
        String id = importFile("{\"source\": \"gallito-2023\", \"path\": \"" + TestData.gallitoListings() + "\"}");
        Map<String, Object> done = ended(id);
        assertThat(done).containsEntry("listings_emitted", 21_408).containsEntry("lines_skipped", 0);
        assertThat(Duration.between(Instant.parse((String) done.get("started_at")), Instant.parse((String)
                        done.get("finished_at"))))
                .isLessThan(Duration.ofSeconds(60));
        Map<String, ListingScraped> listings = listings(id);
        assertThat(listings).hasSize(21_408);
        assertThat(listings.get("4").facts())
                .containsEntry("area", "500")
                .containsEntry("price", "627000")
                .containsEntry("building_type", "house")
                .containsEntry("department", "Montevideo");
    }

    @Test
    void aDefectiveFileLosesNothingButItsDefectsWhichAreKept() throws Exception {
        Path csv = Files.writeString(dir.resolve("mine.csv"), """
                id,titulo,precio,superficie,foto
                1,"Casa, 099 123 456",U$S 100.000,80 Mts,gone.jpg
                id,titulo,precio,superficie,foto
                2,broken ana@correo.com
                3,Apto,U$S 90.000,51 Mts,
                """);
        String id = importFile("{\"source\": \"mine\", \"path\": \"" + csv + "\"}");
        assertThat(ended(id)).containsEntry("listings_emitted", 2).containsEntry("lines_skipped", 2);
        Map<String, ListingScraped> listings = listings(id);
        assertThat(listings.get("1").facts())
                .containsEntry("title", "Casa, [phone]")
                .containsEntry("photo_error", "no such file");
        assertThat(listings.get("3").facts()).doesNotContainKey("photo_error");
        given().get("/v1/crawls/" + id + "/skipped")
                .then()
                .body("line", equalTo(List.of(3, 4)))
                .body("[1].reason", equalTo("2 fields (expected: 5)"))
                .body("[1].text", equalTo("2,broken [e-mail]"));
    }

    @Test
    void tellsWhatIsWrongWithARequest() throws Exception {
        post("/v1/crawls", "{}").then().statusCode(400).body("fields[0].name", equalTo("portal"));
        post("/v1/crawls", "{\"portal\": \"nowhere\", \"max_listings\": 0}")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("fields[0].expected", containsString("gallito"))
                .body("fields[1].name", equalTo("max_listings"));
        post("/v1/crawls", "{\"portal\": \"gallito\", \"start_url\": \"https://elsewhere.example/x\"}")
                .then()
                .statusCode(422)
                .body("fields[0].name", equalTo("start_url"));
        post("/v1/imports", "{\"source\": \"x\", \"path\": \"/no/such.csv\"}")
                .then()
                .statusCode(422)
                .body("fields[0].value", equalTo("/no/such.csv"));
        given().get("/v1/crawls/unknown").then().statusCode(404);
        Path odd = Files.writeString(dir.resolve("odd.csv"), "a,b\n1,2\n");
        assertThat(ended(importFile("{\"source\": \"odd\", \"path\": \"" + odd + "\"}")))
                .containsEntry("state", "failed")
                .hasEntrySatisfying("reason", r -> assertThat((String) r).contains("header: a,b (expected: a column"));
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/imports"));
    }

    private static String crawl(String body) {
        return asked(post("/v1/crawls", body));
    }

    private static String importFile(String body) {
        return asked(post("/v1/imports", body));
    }

    private static String asked(io.restassured.response.Response response) {
        String id = response.then()
                .statusCode(202)
                .body("state", equalTo("requested"))
                .extract()
                .path("id");
        assertThat(response.header("Location")).endsWith("/v1/crawls/" + id);
        return id;
    }

    private static io.restassured.response.Response post(String path, String body) {
        return given().contentType("application/json").body(body).post(path);
    }

    private static Map<String, Object> view(String id) {
        return given().get("/v1/crawls/" + id).jsonPath().getMap("");
    }

    private static Map<String, Object> ended(String id) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> view(id), v -> v.containsKey("finished_at"));
    }

    private List<ConsumerRecord<String, byte[]>> records(String crawlId) {
        return kafka.read(SCRAPED).stream()
                .filter(r -> KafkaProbe.text(r).contains("\"" + crawlId + "\""))
                .toList();
    }

    private Map<String, ListingScraped> listings(String crawlId) {
        return records(crawlId).stream()
                .map(r -> CODEC.decode(r.value(), ListingScraped.class))
                .collect(Collectors.toMap(ListingScraped::foreignId, Function.identity(), (_, last) -> last));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
