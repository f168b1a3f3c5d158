package io.cuantovale.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.kit.json.Json;
import io.cuantovale.photo.PhotoDecoder;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.data.DatasetReader;
import io.cuantovale.training.data.Table;
import io.cuantovale.training.evaluate.OnnxScorer;
import io.cuantovale.training.evaluate.RawScores;
import io.cuantovale.training.evaluate.ScoredRow;
import io.cuantovale.training.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One training on invented homes with small drawn photos, looked at from all sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainerTest {
    private Path folder;

    private final TaskSpec task = SampleTasks.homesWithSmallPhotos();
    private DatasetFiles dataset;
    private TrainingSettings settings;
    private TrainingResult result;
    private final List<EpochMetrics> epochs = new ArrayList<>();
    private final List<TrainingStage> stages = new ArrayList<>();

    @BeforeAll
    void train(@TempDir Path temporary) throws IOException {
        folder = temporary;
        dataset = SampleDataset.homes(Files.createDirectories(folder.resolve("data")), 560, 0.9, 1);
        settings = TrainingSettings.defaults(task, 1, folder.resolve("photos"));
        result = new Trainer().train(task, settings, dataset, folder.resolve("run"), new ProgressListener() {
            @Override
            public void stage(TrainingStage stage) {
                stages.add(stage);
            }

            @Override
            public void epoch(EpochMetrics metrics) {
                epochs.add(metrics);
            }
        });
    }

    @Test
    void photoBranchLearnsWhatTheFactsDoNotShow() {
        Map<String, Double> test = Objects.requireNonNull(result.metrics().get("test"));
        assertThat(test.get("photo_rows")).isGreaterThan(50);
        assertThat(test.get("photo_shuffled_mdape")).isGreaterThan(1.5 * test.get("photo_mdape"));
        assertThat(test.get("photo_shuffled_loss")).isGreaterThan(1.3 * test.get("photo_loss"));
        Map<String, Double> validation = Objects.requireNonNull(result.metrics().get("validation"));
        assertThat(validation.get("photo_shuffled_mdape")).isGreaterThan(1.5 * validation.get("photo_mdape"));
    }

    @Test
    void modelBeatsTheNeighbourhoodMedian() {
        Map<String, Double> test = Objects.requireNonNull(result.metrics().get("test"));
        assertThat(test.get("mdape")).isLessThan(0.75 * test.get("baseline_mdape"));
        assertThat(result.baseline()).hasSameSizeAs(result.test());
    }

    @Test
    void exportedGraphEqualsTheNetwork() throws IOException {
        JsonNode parity =
                Json.mapper().readTree(result.folder().resolve("parity.json").toFile());
        assertThat(parity.get("passed").asBoolean()).isTrue();
        assertThat(parity.get("rows_with_photo").asInt()).isGreaterThan(50);
        assertThat(parity.get("max_probability_difference").asDouble()).isBetween(0.0, 1e-4);
        assertThat(parity.get("max_embedding_difference").asDouble()).isBetween(0.0, 1e-4);
        assertThat(parity.get("max_estimate_difference").asDouble()).isBetween(0.0, 1e-4);
    }

    @Test
    void graphHasTheContractsInputsAndOutputs() {
        ModelManifest manifest = result.draft();
        assertThat(manifest.inputs())
                .extracting(t -> t.name() + " " + t.datatype() + " " + t.shape())
                .containsExactly(
                        "photo UINT8 [-1, 48, 64, 3]",
                        "photo_present BOOL [-1]",
                        "area_m2 FP32 [-1]",
                        "rooms INT64 [-1]",
                        "bathrooms INT64 [-1]",
                        "building_type INT64 [-1]",
                        "location INT64 [-1]");
        assertThat(manifest.outputs())
                .extracting(t -> t.name() + " " + t.datatype() + " " + t.shape() + " " + t.role())
                .containsExactly(
                        "probabilities FP32 [-1, 4] probabilities",
                        "price_usd FP32 [-1] estimate",
                        "interval_usd FP32 [-1, 2] interval",
                        "embedding FP32 [-1, 64] embedding",
                        "novelty FP32 [-1] novelty");
        assertThat(manifest.photoDecoder()).isEqualTo(PhotoDecoder.VERSION);
        assertThat(manifest.opset()).isEqualTo(17);
        assertThat(feature("location").vocabulary()).startsWith("unknown").hasSize(9);
        assertThat(feature("location").unknownIndex()).isZero();
        assertThat(feature("building_type").vocabulary()).containsExactly("apartment", "house");
        assertThat(feature("building_type").unknownIndex()).isNull();
        assertThat(feature("photo").required()).isFalse();
        assertThat(feature("rooms").clampAboveMax()).isTrue();
        assertThat(manifest.classes().get(1).lower()).isEqualTo(100_000.0);
    }

    @Test
    void intervalComesFromCalibrationRowsAndHolds() {
        Table table = DatasetReader.read(dataset.parquet(), List.of(), List.of());
        ModelManifest.Interval interval = Objects.requireNonNull(result.draft().interval());
        assertThat(interval.n()).isEqualTo(table.rows("calibration").length);
        assertThat(interval.level()).isEqualTo(0.9);
        ScoredRow row = result.test().getFirst();
        assertThat(Math.log(Objects.requireNonNull(row.upper()) / Objects.requireNonNull(row.estimate())))
                .isEqualTo(interval.quantile(), within(1e-4));
        assertThat(result.metrics().get("test").get("coverage")).isBetween(0.78, 1.0);
    }

    @Test
    void noveltyOfCalibrationRowsIsUniformAndRowsOutsideTheTrainingRangeScoreHigher() throws IOException {
        Table table = DatasetReader.read(
                dataset.parquet(), List.of("area_m2", "rooms", "bathrooms"), List.of("building_type", "location"));
        int[] rows = table.rows("calibration");
        float[] known = novelty(table, rows);
        assertThat(mean(known)).isEqualTo(0.5, within(0.02));
        double[] areas = Objects.requireNonNull(table.numbers().get("area_m2")).clone();
        Arrays.fill(Objects.requireNonNull(table.numbers().get("area_m2")), 2500);
        float[] outside = novelty(table, rows);
        assertThat(IntStream.range(0, rows.length)
                        .mapToDouble(i -> outside[i])
                        .min()
                        .orElseThrow())
                .isGreaterThan(0.97);
        System.arraycopy(areas, 0, table.numbers().get("area_m2"), 0, areas.length);
        Arrays.fill(Objects.requireNonNull(table.texts().get("location")), "nowhere/nowhere");
        float[] unknown = novelty(table, rows);
        assertThat(IntStream.range(0, rows.length)
                        .filter(i -> unknown[i] > known[i])
                        .count())
                .isGreaterThan(rows.length * 9L / 10);
        assertThat(mean(unknown)).isGreaterThan(0.7);
    }

    @Test
    void rowsWithoutPhotoHaveAnEmbeddingOfZeros() throws IOException {
        Table table = DatasetReader.read(
                dataset.parquet(), List.of("area_m2", "rooms", "bathrooms"), List.of("building_type", "location"));
        int[] rows = table.rows("test");
        try (OnnxScorer scorer = scorer(result)) {
            RawScores scores = scorer.run(table, rows, r -> null, () -> false);
            assertThat(Objects.requireNonNull(scores.embedding())[0]).containsOnly(0);
            assertThat(scores.novelty()[0]).isBetween(0f, 1f);
        }
    }

    @Test
    void packageCanBeScoredAgainAndGivesTheSamePredictions() {
        try (OnnxScorer scorer = scorer(result)) {
            List<ScoredRow> again = scorer.score(task.target(), dataset, "test");
            assertThat(again)
                    .extracting(ScoredRow::listing, ScoredRow::estimate, ScoredRow::photo)
                    .isEqualTo(result.test().stream()
                            .map(r -> org.assertj.core.groups.Tuple.tuple(r.listing(), r.estimate(), r.photo()))
                            .toList());
        }
    }

    @Test
    void scorerRefusesAnotherPhotoDecoder() {
        ModelManifest other = Json.mapper()
                .convertValue(
                        Json.mapper()
                                .<com.fasterxml.jackson.databind.node.ObjectNode>valueToTree(result.draft())
                                .put("photo_decoder", "another-9"),
                        ModelManifest.class);
        assertThatThrownBy(() -> OnnxScorer.open(result.folder().resolve("model.onnx"), other, 1, folder))
                .hasMessageContaining("another-9 (expected: " + PhotoDecoder.VERSION + ")");
    }

    @Test
    void packageHoldsProfileCardAndTheHashesOfAllFiles() throws IOException {
        ModelManifest manifest = result.manifest("v1", "run-1", Instant.EPOCH, "abc");
        assertThat(manifest.files().keySet()).containsExactlyInAnyOrderElementsOf(TrainingResult.FILES);
        assertThat(manifest.files().values()).allMatch(h -> h.matches("[0-9a-f]{64}"));
        assertThat(manifest.metrics().get("test")).containsKeys("mdape", "within_20", "accuracy", "coverage_low");
        JsonNode profile = Json.mapper()
                .readTree(result.folder().resolve("reference-profile.json").toFile());
        assertThat(profile.get("features")).hasSize(6);
        assertThat(profile.at("/predictions/embedding/mean")).hasSize(64);
        assertThat(profile.at("/predictions/n").asInt()).isEqualTo(result.test().size());
        String card = Files.readString(result.folder().resolve("model-card.html"));
        assertThat(card)
                .contains("Asking-price estimate", "never an appraisal", "split-conformal", "Confusion", "test-1")
                .doesNotContain("NaN");
    }

    @Test
    void stagesAndEpochsAreReportedInOrder() {
        assertThat(stages).containsExactly(TrainingStage.values());
        assertThat(epochs)
                .isNotEmpty()
                .allSatisfy(
                        e -> assertThat(e.epochs()).isEqualTo(task.training().epochs()));
        assertThat(epochs.getLast().validationLoss())
                .isLessThan(epochs.getFirst().validationLoss());
    }

    @Test
    void sameSeedGivesTheSameLossesAndAnotherSeedDoesNot() {
        List<Double> first = losses(Map.of("epochs", 2), "first");
        assertThat(losses(Map.of("epochs", 2), "second")).isEqualTo(first);
        assertThat(losses(Map.of("epochs", 2, "seed", 43), "third")).isNotEqualTo(first);
    }

    @Test
    void cancelledTrainingStopsAtOnce() {
        List<EpochMetrics> seen = new ArrayList<>();
        ProgressListener impatient = new ProgressListener() {
            @Override
            public void epoch(EpochMetrics metrics) {
                seen.add(metrics);
            }

            @Override
            public boolean cancelled() {
                return !seen.isEmpty();
            }
        };
        assertThatThrownBy(() -> new Trainer().train(task, settings, dataset, folder.resolve("c"), impatient))
                .isInstanceOf(TrainingCancelledException.class);
        assertThat(seen).hasSize(1);
    }

    @Test
    void tooFewRowsAreRefusedWithTheNumberThatWouldDo() throws IOException {
        DatasetFiles few = SampleDataset.homes(Files.createDirectories(folder.resolve("few")), 115, 0, 3);
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                task,
                                settings.with(task, Map.of("minimum_rows", 10)),
                                few,
                                folder.resolve("f"),
                                new ProgressListener() {}))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageMatching("calibration rows: \\d+ \\(expected: at least 20\\)");
        assertThatThrownBy(
                        () -> new Trainer().train(task, settings, few, folder.resolve("f"), new ProgressListener() {}))
                .hasMessageMatching("training rows: \\d+ \\(expected: at least 100\\)");
    }

    @Test
    void unreadablePhotosCountAsMissingAndAreNamed() throws IOException {
        DatasetFiles broken = new DatasetFiles(dataset.parquet(), dataset.manifest(), key -> {
            byte[] bytes = dataset.photos().fetch(key);
            return key.endsWith("0") ? Arrays.copyOf(bytes, 40) : bytes;
        });
        StringBuilder said = new StringBuilder();
        TrainingSettings own = TrainingSettings.defaults(task, 1, folder.resolve("other-photos"))
                .with(task, Map.of("epochs", 1));
        TrainingResult trained =
                new Trainer().train(task, own, broken, folder.resolve("broken"), SampleDataset.printing(said));
        assertThat(said).containsPattern("\\d+ photos cannot be used and count as missing");
        assertThat(trained.metrics().get("train").get("rows_with_photo"))
                .isLessThan(result.metrics().get("train").get("rows_with_photo"));
    }

    private List<Double> losses(Map<String, Integer> configuration, String run) {
        List<Double> losses = new ArrayList<>();
        new Trainer()
                .train(task, settings.with(task, configuration), dataset, folder.resolve(run), new ProgressListener() {
                    @Override
                    public void epoch(EpochMetrics metrics) {
                        losses.add(metrics.trainLoss());
                        losses.add(metrics.validationLoss());
                    }
                });
        return losses;
    }

    private OnnxScorer scorer(TrainingResult of) {
        return OnnxScorer.open(of.folder().resolve("model.onnx"), of.draft(), 2, folder.resolve("photos"));
    }

    private float[] novelty(Table table, int[] rows) {
        try (OnnxScorer scorer = scorer(result)) {
            return scorer.run(table, rows, r -> table.photoSha256()[r], () -> false)
                    .novelty();
        }
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private ModelManifest.Feature feature(String name) {
        return result.draft().features().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
