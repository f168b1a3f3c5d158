package io.cuantovale.cleaning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.cleaning.cleaning.archive.ArchivedRecord;
import io.cuantovale.cleaning.cleaning.archive.ScrapedArchive;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.contracts.event.ListingRejected;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.kit.json.Json;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(KafkaBroker.class)
class CleaningIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CLEANED = Topic.LISTINGS_CLEANED.topicName();
    private static final String REJECTED = Topic.LISTINGS_REJECTED.topicName();
    private static final String DEAD = Topic.LISTINGS_SCRAPED.deadLetterName();

    @Inject
    SwitchableStore store;

    KafkaProbe kafka;

    @TempDir
    Path folder;

    @Test
    void everyBadListingGetsItsAnswerAndNothingElseIsLost() {
        Map<String, ProducerRecord<String, byte[]>> bad = new LinkedHashMap<>();
        bad.put("price-missing", Scraped.listing("bad", "1", "price", null));
        bad.put("area-out-of-range", Scraped.listing("bad", "2", "area", "1 Mts"));
        bad.put("price-in-pesos-without-rate", Scraped.listing("bad", "3", "price", "$U 190.000"));
        bad.put("unknown-location", Scraped.listing("bad", "4", "location", "Barrio Inexistente"));
        bad.put("ambiguous-location", Scraped.listing("bad", "5", "department", null, "location", "Costa Azul"));
        bad.put("not-for-sale", Scraped.listing("bad", "6", "deal_type", "Alquiler"));
        bad.put("building-type-unknown", Scraped.listing("bad", "7", "building_type", "Terreno"));
        bad.put("area-unit-unknown", Scraped.listing("bad", "8", "area", "1,5 hectáreas"));
        List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
        bad.values().forEach(record -> {
            all.add(Scraped.listing("good", "beside-" + record.key().replace(':', '-')));
            all.add(record);
        });
        all.add(Scraped.garbage("bad", "9"));
        all.add(Scraped.listing("good", "last"));
        kafka.sendAll(all);
        settled();

        Map<String, ConsumerRecord<String, byte[]>> answers = kafka.read(REJECTED).stream()
                .collect(Collectors.toMap(ConsumerRecord::key, Function.identity(), (a, b) -> b));
        bad.forEach((code, record) -> {
            ListingRejected rejected = read(answers.get(record.key()), ListingRejected.class);
            assertThat(rejected.reasons())
                    .extracting(ListingRejected.Reason::code)
                    .containsExactly(code);
            assertThat(rejected.original().key()).isEqualTo(record.key());
        });
        ConsumerRecord<String, byte[]> letter =
                kafka.awaitMatch(DEAD, record -> "bad:9".equals(record.key()), PATIENCE);
        assertThat(KafkaProbe.text(letter)).isEqualTo("<html>not json");
        assertThat(KafkaProbe.headers(letter))
                .containsEntry("dlq-reason", "not-json")
                .containsEntry("ce_causationid", Scraped.eventId("bad", "9"));
        assertThat(keys(CLEANED).stream().filter(key -> key.startsWith("good:")))
                .hasSize(bad.size() + 1)
                .contains("good:last");
    }

    @Test
    void outcomesNameTheirCauseAndKeepTheCorrelation() {
        kafka.send(Scraped.listing("ids", "1"));
        ConsumerRecord<String, byte[]> record = outcome(CLEANED, "ids:1");
        assertThat(KafkaProbe.headers(record))
                .containsEntry("ce_causationid", Scraped.eventId("ids", "1"))
                .containsEntry("ce_correlationid", "correlation-1")
                .containsEntry("ce_type", CLEANED);
        ListingCleaned listing = read(record, ListingCleaned.class);
        assertThat(listing.location()).isEqualTo("montevideo/pocitos");
        assertThat(listing.priceUsd()).isEqualTo(141_000);
        assertThat(listing.warnings()).isEmpty();
    }

    @Test
    void aListingOutlivesAPhotoThatCannotBeReadOrFound() throws IOException {
        PhotoRef readable = stored(jpeg());
        PhotoRef broken = stored("no photo at all".getBytes());
        PhotoRef missing = Scraped.photo(new byte[] {1, 2, 3});
        kafka.send(Scraped.listing("photo", "ok", List.of(readable)));
        kafka.send(Scraped.listing("photo", "broken", List.of(broken)));
        kafka.send(Scraped.listing("photo", "missing", List.of(missing)));

        assertThat(cleaned("photo:ok").photo()).isEqualTo(readable);
        assertThat(cleaned("photo:ok").warnings()).isEmpty();
        assertThat(cleaned("photo:broken").photo()).isNull();
        assertThat(cleaned("photo:broken").warnings()).containsExactly("unreadable-photo");
        assertThat(cleaned("photo:missing").photo()).isNull();
        assertThat(cleaned("photo:missing").warnings()).containsExactly("photo-not-stored");
    }

    @Test
    void whileTheStoreIsAwayListingsWaitAndNoneIsLostOrDoubled() throws IOException {
        PhotoRef photo = stored(jpeg(40, 30));
        store.takeAway();
        try {
            kafka.send(Scraped.listing("outage", "before"));
            kafka.send(Scraped.listing("outage", "with-photo", List.of(photo)));
            kafka.send(Scraped.listing("outage", "after"));
            Awaitility.await("two vain looks at the store").atMost(PATIENCE).until(() -> store.refused() >= 2);
            assertThat(keys(CLEANED)).doesNotContain("outage:with-photo");
        } finally {
            store.bringBack();
        }
        assertThat(cleaned("outage:with-photo").photo()).isEqualTo(photo);
        cleaned("outage:before");
        cleaned("outage:after");
        assertThat(keys(CLEANED).stream().filter(key -> key.startsWith("outage:")))
                .hasSize(3);
    }

    @Test
    void countsAddUp() {
        kafka.send(Scraped.listing("count", "1"));
        kafka.send(Scraped.listing("count", "2", "price", "Consultar", "area", "3 ha"));
        kafka.send(Scraped.garbage("count", "3"));
        Awaitility.await("counts that follow the topics").atMost(PATIENCE).untilAsserted(() -> {
            long cleaned = kafka.count(CLEANED);
            long rejected = kafka.count(REJECTED);
            long dead = kafka.count(DEAD);
            assertThat(cleaned + rejected + dead).isEqualTo(kafka.count(Topic.LISTINGS_SCRAPED.topicName()));
            given().get("/v1/counts")
                    .then()
                    .statusCode(200)
                    .body("scraped", Matchers.is((int) (cleaned + rejected + dead)))
                    .body("cleaned", Matchers.is((int) cleaned))
                    .body("rejected", Matchers.is((int) rejected))
                    .body("dead_lettered", Matchers.is((int) dead))
                    .body("rejected_by_reason.'price-missing'", Matchers.greaterThanOrEqualTo(1))
                    .body("rejected_by_reason.'area-unit-unknown'", Matchers.greaterThanOrEqualTo(1));
        });
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics)
                .contains("cuantovale_cleaning_listings_total{outcome=\"cleaned\"")
                .contains("cuantovale_cleaning_rejections_total{reason=\"price-missing\"")
                .contains("cuantovale_cleaning_batch_seconds_bucket");
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void theSameListingsGiveTheSameDatasetAndAChangeGivesANewOne() throws SQLException, IOException {
        IntStream.range(0, 40)
                .forEach(i -> kafka.send(Scraped.listing("set", "" + i, "price", "U$S " + (100 + i) + ".000")));
        kafka.send(Scraped.listing("set", "39", "price", "U$S 310.000"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> keys(CLEANED).stream().filter("set:39"::equals).count() == 2);
        settled();

        String version = snapshot(201, false);
        assertThat(snapshot(200, true)).isEqualTo(version);

        Path parquet = folder.resolve("data.parquet");
        store.download("datasets/property-price/" + version + "/data.parquet", parquet);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            String from = " from read_parquet('" + parquet + "') ";
            assertThat(number(duckdb, "select count(*)" + from + "where source = 'set'"))
                    .isEqualTo(40);
            assertThat(number(duckdb, "select price_usd::bigint" + from + "where listing = 'set:39'"))
                    .as("the later record replaces the earlier")
                    .isEqualTo(310_000);
            assertThat(number(
                            duckdb,
                            "select max(parts) from (select count(distinct part) as parts" + from
                                    + "group by group_key)"))
                    .as("parts that one group stands in")
                    .isEqualTo(1);
            assertThat(number(duckdb, "select count(*)" + from + "where correlation_id is null"))
                    .isZero();
        }
        given().get("/v1/snapshots/" + version)
                .then()
                .statusCode(200)
                .body("version", Matchers.is(version))
                .body("classes.name", Matchers.contains("up-to-100k", "100k-to-200k", "200k-to-300k", "over-300k"))
                .body("columns.size()", Matchers.is(15))
                .body("statistics.size()", Matchers.is(15))
                .body("offsets.size()", Matchers.is(4))
                .body("parts.keySet()", Matchers.hasItems("train", "validation", "calibration", "test"));

        given().contentType(ContentType.JSON)
                .post("/v1/snapshots/" + version + "/verification")
                .then()
                .statusCode(200)
                .body("rebuilt_rows", Matchers.greaterThanOrEqualTo(40))
                .body("equal", Matchers.is(true));

        kafka.send(Scraped.listing("set", "39", "price", "U$S 320.000"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> keys(CLEANED).stream().filter("set:39"::equals).count() == 3);
        settled();
        String next = snapshot(201, false);
        assertThat(next).isGreaterThan(version);
        DatasetPublished published = Json.mapper()
                .readValue(
                        kafka.awaitMatch(
                                        Topic.DATASETS_PUBLISHED.topicName(),
                                        record -> KafkaProbe.text(record).contains(next),
                                        PATIENCE)
                                .value(),
                        DatasetPublished.class);
        assertThat(published.newRows()).isEqualTo(1);
        assertThat(published.key()).isEqualTo("datasets/property-price/" + next + "/");
    }

    @Test
    void enoughNewListingsAndThenQuietMakeADatasetUnasked() {
        kafka.sendAll(IntStream.range(0, 500)
                .mapToObj(i -> Scraped.listing("auto", "" + i, "area", (40 + i % 100) + " m2"))
                .toList());
        Awaitility.await("a snapshot by itself")
                .atMost(PATIENCE)
                .untilAsserted(() -> given().get("/v1/snapshots")
                        .then()
                        .body("findAll { it.reason == 'quiet' }.size()", Matchers.greaterThanOrEqualTo(1)));
        kafka.awaitMatch(
                Topic.DATASETS_PUBLISHED.topicName(),
                record -> KafkaProbe.text(record).contains("\"quiet\""),
                PATIENCE);
    }

    @Test
    void scrapedListingsAreArchivedAsTheyStood() {
        ProducerRecord<String, byte[]> sent = Scraped.listing("archive", "1");
        kafka.send(sent);
        kafka.send(Scraped.garbage("archive", "2"));
        List<ArchivedRecord> archived = Awaitility.await("both records in segments")
                .atMost(PATIENCE)
                .until(
                        () -> store.list(ScrapedArchive.PREFIX).stream()
                                .flatMap(key -> ArchivedRecord.read(store.get(key)).stream())
                                .filter(record -> String.valueOf(record.key()).startsWith("archive:"))
                                .toList(),
                        records -> records.size() == 2);
        ArchivedRecord first = archived.stream()
                .filter(record -> "archive:1".equals(record.key()))
                .findFirst()
                .orElseThrow();
        assertThat(first.asConsumed().value()).isEqualTo(sent.value());
        assertThat(first.headers()).containsEntry("ce_id", Scraped.eventId("archive", "1"));
    }

    @Test
    void questionsAboutWhatIsNotThereGetProblems() {
        given().get("/v1/snapshots/d999999-00000000").then().statusCode(404).contentType("application/problem+json");
        given().contentType(ContentType.JSON)
                .body("{\"task\": \"letters\"}")
                .post("/v1/snapshots")
                .then()
                .statusCode(422)
                .body("fields[0].name", Matchers.is("task"));
    }

    /** Waits until all that was scraped has its outcome. */
    private void settled() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> kafka.count(Topic.LISTINGS_SCRAPED.topicName())
                        == kafka.count(CLEANED) + kafka.count(REJECTED) + kafka.count(DEAD));
    }

    private static String snapshot(int status, boolean unchanged) {
        return given().contentType(ContentType.JSON)
                .body("{\"reason\": \"test\"}")
                .post("/v1/snapshots")
                .then()
                .statusCode(status)
                .body("unchanged", Matchers.is(unchanged))
                .extract()
                .path("snapshot.version");
    }

    private PhotoRef stored(byte[] bytes) {
        PhotoRef photo = Scraped.photo(bytes);
        store.put(photo.key(), bytes);
        return photo;
    }

    private static byte[] jpeg() throws IOException {
        return jpeg(64, 48);
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return bytes.toByteArray();
    }

    private ListingCleaned cleaned(String key) {
        return read(outcome(CLEANED, key), ListingCleaned.class);
    }

    private ConsumerRecord<String, byte[]> outcome(String topic, String key) {
        return kafka.awaitMatch(topic, record -> key.equals(record.key()), PATIENCE);
    }

    private List<String> keys(String topic) {
        return kafka.read(topic).stream()
                .map(record -> Optional.ofNullable(record.key()).orElse(""))
                .toList();
    }

    private static <T> T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            return Json.mapper().readValue(record.value(), type);
        } catch (IOException e) {
            throw new AssertionError(KafkaProbe.text(record), e);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
