package io.cuantovale.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.Topic;
import io.cuantovale.e2e.product.Http;
import io.cuantovale.e2e.product.Http.Answer;
import io.cuantovale.e2e.product.Http.Part;
import io.cuantovale.e2e.product.Product;
import io.cuantovale.e2e.product.ProductExtension;
import io.cuantovale.testkit.KafkaProbe;
import io.cuantovale.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a portal's pages and a reader's table, through five services and a real broker, to a served prediction. */
@ExtendWith(ProductExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LISTING = """
            {"area_m2": 78, "rooms": 2, "bathrooms": 1, "building_type": "apartment",
             "department": "Montevideo", "location": "Pocitos"}""";

    private final Product product;
    private final KafkaProbe kafka;

    LoopE2E(Product product) {
        this.product = product;
        this.kafka = new KafkaProbe(product.bootstrapServers());
    }

    @BeforeAll
    void everythingScrapedHasBeenAnswered() {
        Awaitility.await("imports and crawls to end")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Stream.of("running", "requested")
                        .noneMatch(Http.get(product.scraper() + "/v1/crawls")
                                .json()
                                .findValuesAsText("state")::contains));
        Awaitility.await("an outcome for every scraped listing")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        causes(Topic.LISTINGS_SCRAPED, CloudEventAttributes.ID).size() == outcomes());
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void killingTheCommandDuringTheCrawlStillEndsInAChampion() {
        assertThat(product.commandKilledWhileCrawling()).isTrue();
        assertThat(product.champion()).isPresent();
    }

    @Test
    void everyScrapedListingIsCleanedRejectedOrDeadLetteredOnce() throws IOException {
        Set<String> scraped = causes(Topic.LISTINGS_SCRAPED, CloudEventAttributes.ID);
        Set<String> cleaned = causes(Topic.LISTINGS_CLEANED, CloudEventAttributes.CAUSATION_ID);
        Set<String> rejected = causes(Topic.LISTINGS_REJECTED, CloudEventAttributes.CAUSATION_ID);
        assertThat(scraped.size()).isGreaterThan(2_500);
        assertThat(cleaned).doesNotContainAnyElementsOf(rejected);
        assertThat(Stream.concat(cleaned.stream(), rejected.stream()).collect(Collectors.toSet()))
                .isEqualTo(scraped);
        assertThat(kafka.read(Topic.LISTINGS_SCRAPED.deadLetterName())).isEmpty();
        for (ConsumerRecord<String, byte[]> record : kafka.read(Topic.LISTINGS_REJECTED.topicName())) {
            assertThat(JSON.readTree(record.value()).path("reasons"))
                    .as("reasons of %s", record.key())
                    .isNotEmpty();
        }
    }

    @Test
    void about50OfThe70RealListingsAreCleanAndEachKeepsItsOwnPhoto() throws Exception {
        List<JsonNode> crawled = events(Topic.LISTINGS_CLEANED).stream()
                .filter(e -> e.path("source").asText().equals("gallito"))
                .toList();
        assertThat(crawled.stream().map(e -> e.path("foreign_id").asText()).distinct())
                .hasSizeBetween(45, 58);
        for (JsonNode listing : crawled) {
            Path photo =
                    TestData.gallitoPhotos().resolve(listing.path("foreign_id").asText() + ".jpg");
            String sha256 = sha256(Files.readAllBytes(photo));
            assertThat(listing.at("/photo/sha256").asText())
                    .as("photo of %s", listing.path("foreign_id"))
                    .isEqualTo(sha256);
            assertThat(sha256(Files.readAllBytes(product.objects().resolve(ObjectKeys.photo(sha256)))))
                    .isEqualTo(sha256);
        }
    }

    @Test
    void aRealListingWithItsPhotoIsPredictedByTheChampion() throws IOException {
        Answer answer = Http.postMultipart(
                product.gateway() + "/v1/predictions",
                List.of(Part.json("listing", LISTING), Part.jpeg("photo", anyPhoto())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode prediction = answer.json();
        assertThat(prediction.path("model_version").asText())
                .isEqualTo(product.champion().orElseThrow());
        double estimate = prediction.at("/estimate/price_usd").asDouble();
        assertThat(estimate).isBetween(30_000.0, 1_500_000.0);
        assertThat(prediction.at("/estimate/interval_usd/0").asDouble()).isLessThan(estimate);
        assertThat(prediction.at("/estimate/interval_usd/1").asDouble()).isGreaterThan(estimate);
        double sum = 0;
        for (JsonNode band : prediction.path("bands")) {
            sum += band.path("probability").asDouble();
        }
        assertThat(sum).isCloseTo(1.0, within(1e-4));
        assertThat(prediction.path("photo").asText()).isEqualTo("used");
        kafka.awaitMatch(
                Topic.PREDICTIONS_SERVED.topicName(),
                r -> KafkaProbe.text(r)
                        .contains(prediction.path("prediction_id").asText()),
                Duration.ofSeconds(20));
    }

    @Test
    void aFeedbackIsPublishedForThePredictionItNames() {
        JsonNode prediction = Http.postMultipart(
                        product.gateway() + "/v1/predictions", List.of(Part.json("listing", LISTING)))
                .json();
        String id = prediction.path("prediction_id").asText();
        Answer answer = Http.postJson(
                product.gateway() + "/v1/feedback", "{\"prediction_id\": \"" + id + "\", \"observed\": 190000}");
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
        kafka.awaitMatch(
                Topic.FEEDBACK_OBSERVED.topicName(), r -> KafkaProbe.text(r).contains(id), Duration.ofSeconds(20));
    }

    @Test
    void oneCorrelationIdFollowsAListingThroughTheServices() throws Exception {
        ConsumerRecord<String, byte[]> cleaned = kafka.read(Topic.LISTINGS_CLEANED.topicName()).stream()
                .filter(r -> r.key().startsWith("gallito:"))
                .findFirst()
                .orElseThrow();
        String correlation = KafkaProbe.header(cleaned, CloudEventAttributes.CORRELATION_ID);
        String log = product.run("logs", "--correlation", correlation);
        assertThat(log).contains("scraper").contains("cleaning");
    }

    @Test
    void oneCorrelationIdFollowsARequestFromTheGatewayToTheModel() throws Exception {
        Answer answer =
                Http.postMultipart(product.gateway() + "/v1/predictions", List.of(Part.json("listing", LISTING)));
        String correlation = answer.header(CloudEventAttributes.HTTP_CORRELATION_ID);
        assertThat(correlation).isNotBlank();
        assertThat(product.run("logs", "--correlation", correlation))
                .contains("gateway")
                .contains("inference");
    }

    @Test
    void aVersionCanBeTracedFromThePredictionToTheRunAndItsDataset() {
        JsonNode models =
                Http.get(product.training() + "/v1/models?task=property-price").json();
        assertThat(models.toString()).contains(product.champion().orElseThrow());
        JsonNode run =
                Http.get(product.training() + "/v1/runs?task=property-price").json();
        assertThat(run.findValuesAsText("dataset_version")).isNotEmpty().allMatch(v -> !v.isEmpty());
        String dataset = run.findValuesAsText("dataset_version").getFirst();
        assertThat(Http.get(product.cleaning() + "/v1/snapshots/" + dataset).status())
                .isEqualTo(200);
    }

    @Test
    void everyServiceIsLiveReadyAndMeasured() {
        product.services().forEach((name, url) -> {
            assertThat(Http.get(url + "/q/health/live").status())
                    .as("%s live", name)
                    .isEqualTo(200);
            assertThat(Http.get(url + "/q/health/ready").status())
                    .as("%s ready", name)
                    .isEqualTo(200);
            assertThat(Http.get(url + "/q/metrics").body())
                    .as("%s metrics", name)
                    .contains("cuantovale_" + name);
            assertThat(Http.get(url + "/q/openapi").status())
                    .as("%s OpenAPI", name)
                    .isEqualTo(200);
        });
    }

    @Test
    void statusTellsStageCountsVersionsAndAddresses() throws Exception {
        JsonNode status = JSON.readTree(product.run("status", "--json"));
        assertThat(status.toString()).contains(product.champion().orElseThrow()).contains(product.gateway());
    }

    private int outcomes() {
        return causes(Topic.LISTINGS_CLEANED, CloudEventAttributes.CAUSATION_ID).size()
                + causes(Topic.LISTINGS_REJECTED, CloudEventAttributes.CAUSATION_ID)
                        .size()
                + kafka.read(Topic.LISTINGS_SCRAPED.deadLetterName()).size();
    }

    private Set<String> causes(Topic topic, String header) {
        return kafka.read(topic.topicName()).stream()
                .map(r -> KafkaProbe.header(r, header))
                .collect(Collectors.toSet());
    }

    private List<JsonNode> events(Topic topic) {
        return kafka.read(topic.topicName()).stream()
                .map(r -> {
                    try {
                        return JSON.readTree(r.value());
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(r.key(), e);
                    }
                })
                .toList();
    }

    private static byte[] anyPhoto() throws IOException {
        try (Stream<Path> photos = Files.list(TestData.gallitoPhotos())) {
            return Files.readAllBytes(photos.sorted().findFirst().orElseThrow());
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
