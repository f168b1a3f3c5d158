package io.cuantovale.training.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.evaluate.OnnxScorer;
import io.cuantovale.training.evaluate.ScoredRow;
import io.cuantovale.training.task.TaskFiles;
import io.cuantovale.training.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other tasks and other networks go the same way, without code of their own. */
class OtherTasksAndNetworksTest {
    @TempDir
    Path folder;

    @Test
    void aTaskOfTwoNumbersAndThreeClassesIsLearntAndExported() {
        DatasetFiles dataset = SampleDataset.sectors(folder, 900, 1);
        TaskSpec task = SampleTasks.tiny();
        TrainingResult result = new Trainer()
                .train(
                        task,
                        TrainingSettings.defaults(task, 1, folder),
                        dataset,
                        folder.resolve("run"),
                        new ProgressListener() {});
        assertThat(result.metrics().get("test").get("accuracy")).isGreaterThan(0.9);
        ModelManifest manifest = result.draft();
        assertThat(manifest.inputs()).extracting(ModelManifest.Tensor::name).containsExactly("x", "y", "y_present");
        assertThat(manifest.outputs())
                .extracting(ModelManifest.Tensor::role)
                .containsExactly("probabilities", "novelty");
        assertThat(manifest.target()).isNull();
        assertThat(manifest.interval()).isNull();
        assertThat(manifest.photoDecoder()).isNull();
        assertThat(manifest.classes())
                .extracting(ModelManifest.ModelClass::name)
                .contains("north", "east", "south");
    }

    @Test
    void aHandfulOfPhotosIsNotListenedTo() throws IOException {
        DatasetFiles dataset = SampleDataset.homes(Files.createDirectories(folder.resolve("data")), 260, 0.1, 5);
        TaskSpec task = SampleTasks.homesWithSmallPhotos();
        TrainingSettings settings =
                TrainingSettings.defaults(task, 1, folder.resolve("photos")).with(task, Map.of("epochs", 2));
        StringBuilder said = new StringBuilder();
        TrainingResult result =
                new Trainer().train(task, settings, dataset, folder.resolve("run"), SampleDataset.printing(said));
        assertThat(said)
                .containsPattern("photos are not learnt from: \\d+ training rows have one \\(expected: at least 60");
        DatasetFiles blind = new DatasetFiles(dataset.parquet(), dataset.manifest(), key -> {
            throw new IllegalStateException("gone");
        });
        try (OnnxScorer scorer =
                OnnxScorer.open(result.folder().resolve("model.onnx"), result.draft(), 1, folder.resolve("empty"))) {
            assertThat(scorer.score(task.target(), blind, "test"))
                    .extracting(ScoredRow::estimate)
                    .isEqualTo(result.test().stream().map(ScoredRow::estimate).toList());
        }
    }

    /** Full photo size, two steps: these networks are never really trained in tests. */
    @ParameterizedTest
    @ValueSource(strings = {"earlier", "earlier-compact"})
    void anEarlierNetworkIsExportedWithThePriceInterpolatedFromItsBands(String network) throws IOException {
        DatasetFiles dataset = SampleDataset.homes(Files.createDirectories(folder.resolve("data")), 165, 0.05, 5);
        TaskSpec task = new TaskFiles(null).load("property-price");
        TrainingSettings settings = TrainingSettings.defaults(task, 1, folder.resolve("photos"))
                .with(
                        task,
                        Map.of(
                                "network", network,
                                "epochs", 1,
                                "batch", 16,
                                "facts_batch", 128,
                                "minimum_rows", 50,
                                "photo_dropout", 0.0));
        TrainingResult result =
                new Trainer().train(task, settings, dataset, folder.resolve("run"), new ProgressListener() {});
        assertThat(result.draft().network()).isEqualTo(network);
        assertThat(result.draft().outputs())
                .filteredOn(o -> o.role().equals("embedding"))
                .extracting(ModelManifest.Tensor::shape)
                .containsExactly(java.util.List.of(-1, 64));
        assertThat(result.test()).allSatisfy(OtherTasksAndNetworksTest::hasEstimateWithinInterval);
    }

    private static void hasEstimateWithinInterval(ScoredRow row) {
        double estimate = Objects.requireNonNull(row.estimate());
        assertThat(estimate)
                .isGreaterThan(Objects.requireNonNull(row.lower()))
                .isLessThan(Objects.requireNonNull(row.upper()));
    }
}
