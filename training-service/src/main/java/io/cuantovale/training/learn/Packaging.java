package io.cuantovale.training.learn;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.kit.json.Json;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.evaluate.Baseline;
import io.cuantovale.training.evaluate.Conformal;
import io.cuantovale.training.evaluate.Evaluation;
import io.cuantovale.training.evaluate.Numbers;
import io.cuantovale.training.evaluate.OnnxScorer;
import io.cuantovale.training.evaluate.PhotoAblation;
import io.cuantovale.training.evaluate.RawScores;
import io.cuantovale.training.evaluate.ReferenceProfile;
import io.cuantovale.training.evaluate.ScoredRow;
import io.cuantovale.training.export.EmbeddingStatistics;
import io.cuantovale.training.export.Graph;
import io.cuantovale.training.export.GraphConstants;
import io.cuantovale.training.export.GraphWriter;
import io.cuantovale.training.export.ModelCard;
import io.cuantovale.training.export.Parity;
import io.cuantovale.training.export.ParityReport;
import io.cuantovale.training.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everything after the last epoch: calibration, export, parity, evaluation and the package's files. */
final class Packaging {
    private static final int PARITY_ROWS = 96;
    private static final int LEAST_ABLATION_ROWS = 10;

    private final TaskSpec task;
    private final TrainingSettings settings;
    private final DatasetFiles dataset;
    private final TrainingData data;
    private final Fitted fitted;
    private final Batches batches;
    private final List<EpochMetrics> history;
    private final ProgressListener listener;
    private final ManifestDraft manifests;

    Packaging(
            TaskSpec task,
            TrainingSettings settings,
            DatasetFiles dataset,
            TrainingData data,
            Fitted fitted,
            Batches batches,
            List<EpochMetrics> history,
            ProgressListener listener) {
        this.task = task;
        this.settings = settings;
        this.dataset = dataset;
        this.data = data;
        this.fitted = fitted;
        this.batches = batches;
        this.history = history;
        this.listener = listener;
        this.manifests = new ManifestDraft(
                task, settings, dataset.manifest(), data.rows().facts(), fitted.network());
    }

    TrainingResult into(Path workDir) throws IOException {
        Path folder = Files.createDirectories(workDir.resolve("package"));
        Path onnx = folder.resolve("model.onnx");
        stage(TrainingStage.EXPORTING);
        GraphWriter writer = writer();
        Calibration calibration = calibrate(writer, workDir.resolve("uncalibrated.onnx"));
        Graph graph = writer.write(calibration.constants());
        Files.write(onnx, graph.bytes());
        ModelManifest draft = manifests.draft(graph, calibration.interval());
        try (OnnxScorer scorer = OnnxScorer.open(onnx, draft, settings.threads(), settings.photoCache())) {
            stage(TrainingStage.PARITY);
            ParityReport parity = parity(scorer);
            write(folder.resolve("parity.json"), parity);
            if (!parity.passed()) {
                throw new TrainingFailedException("parity of the exported graph: " + parity + " (expected: all within "
                        + ParityReport.BOUND + ")");
            }
            listener.message(
                    "exported graph equals the network within " + largest(parity) + " on " + parity.rows() + " rows");
            stage(TrainingStage.EVALUATING);
            RawScores raw = scorer.run(data.table(), data.test(), this::photoOf, listener::cancelled);
            stopIfAsked();
            List<ScoredRow> test = OnnxScorer.scored(data.table(), data.target(), raw, this::photoOf);
            Map<String, Evaluation> evaluations = new LinkedHashMap<>();
            evaluations.put("train", evaluate("train", network(data.training())));
            evaluations.put("validation", evaluate("validation", network(data.validation())));
            evaluations.put("test", evaluate("test", test));
            List<Double> baseline = baseline(evaluations.get("test"));
            PhotoAblation ablation = ablation(data.test(), evaluations.get("test"));
            ablation(data.validation(), evaluations.get("validation"));
            stage(TrainingStage.PACKAGING);
            write(folder.resolve("reference-profile.json"), profile(raw, test));
            Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
            evaluations.forEach((part, e) -> metrics.put(part, Map.copyOf(e.metrics())));
            Files.writeString(
                    folder.resolve("model-card.html"),
                    new ModelCard(task, draft, dataset.manifest(), parity, ablation, history).html(evaluations));
            return new TrainingResult(folder, manifests.finished(draft, metrics, folder), metrics, test, baseline);
        } finally {
            Files.deleteIfExists(workDir.resolve("uncalibrated.onnx"));
        }
    }

    /** Constants of the graph and what the manifest says of the interval. */
    private record Calibration(GraphConstants constants, ModelManifest.@Nullable Interval interval) {}

    private GraphWriter writer() {
        EmbeddingStatistics statistics = null;
        if (task.photo() != null && fitted.network().readsPhotos()) {
            int[] rows = fitted.network().embedsPhoto()
                    ? Arrays.stream(data.training())
                            .filter(r -> data.rows().photo()[r] != null)
                            .toArray()
                    : data.training();
            statistics = EmbeddingStatistics.of(
                    predict(rows).embedding(), fitted.network().embeddingWidth());
        }
        return new GraphWriter(
                task, fitted.network(), data.rows().facts(), fitted.scale(), fitted.median(), statistics);
    }

    /** Runs the graph without constants over the calibration rows, so that constants come from what is served. */
    private Calibration calibrate(GraphWriter writer, Path file) throws IOException {
        Graph graph = writer.write(GraphConstants.UNKNOWN);
        Files.write(file, graph.bytes());
        RawScores scores;
        try (OnnxScorer scorer =
                OnnxScorer.open(file, manifests.draft(graph, null), settings.threads(), settings.photoCache())) {
            scores = scorer.run(data.table(), data.calibration(), this::photoOf, listener::cancelled);
        }
        stopIfAsked();
        float[] distances = scores.novelty().clone();
        Arrays.sort(distances);
        float[] estimates = scores.estimate();
        if (estimates == null) {
            return new Calibration(new GraphConstants(null, distances), null);
        }
        boolean log = task.target().scale() == TaskSpec.Scale.LOG;
        double[] residuals = IntStream.range(0, estimates.length)
                .mapToDouble(i -> residual(data.target().numbers()[data.calibration()[i]], estimates[i], log))
                .toArray();
        double level = task.target().level();
        try {
            double quantile = Conformal.halfWidth(residuals, level);
            return new Calibration(
                    new GraphConstants(quantile, distances),
                    new ModelManifest.Interval(level, residuals.length, quantile));
        } catch (IllegalArgumentException e) {
            throw new TrainingFailedException(Objects.requireNonNullElse(e.getMessage(), "too few rows"), e);
        }
    }

    private static double residual(double actual, double estimate, boolean log) {
        return log ? Math.log(actual) - Math.log(estimate) : actual - estimate;
    }

    private ParityReport parity(OnnxScorer scorer) {
        int[] held = IntStream.concat(Arrays.stream(data.calibration()), Arrays.stream(data.test()))
                .toArray();
        int[] with = spread(
                Arrays.stream(held).filter(r -> data.rows().photo()[r] != null).toArray());
        int[] all = spread(held);
        Parity parity = new Parity();
        if (with.length > 0) {
            parity.add(predict(with), scorer.run(data.table(), with, this::photoOf, listener::cancelled), with.length);
        }
        stopIfAsked();
        @Nullable String[] none = new String[data.table().size()];
        parity.add(
                fitted.predict(batches, batches.inOrder(all, none), all),
                scorer.run(data.table(), all, r -> null, listener::cancelled),
                0);
        stopIfAsked();
        return parity.report();
    }

    private static int[] spread(int[] rows) {
        int n = Math.min(rows.length, PARITY_ROWS);
        return IntStream.range(0, n)
                .map(i -> rows[(int) ((long) i * rows.length / n)])
                .toArray();
    }

    private NetworkOutputs predict(int[] rows) {
        return fitted.predict(batches, batches.inOrder(rows), rows);
    }

    /** Rows as the network sees them; their intervals and novelty are not asked for. */
    private List<ScoredRow> network(int[] rows) {
        stopIfAsked();
        NetworkOutputs outputs = predict(rows);
        float[] estimates = new float[outputs.estimate().length];
        for (int i = 0; i < estimates.length; i++) {
            estimates[i] = (float) outputs.estimate()[i];
        }
        RawScores scores = new RawScores(
                rows,
                outputs.probabilities(),
                estimates.length == 0 ? null : estimates,
                null,
                null,
                new float[rows.length]);
        return OnnxScorer.scored(data.table(), data.target(), scores, this::photoOf);
    }

    private Evaluation evaluate(String part, List<ScoredRow> rows) {
        List<String> names =
                task.target().classes().stream().map(TaskSpec.ClassSpec::name).toList();
        return Evaluation.of(part, names, rows);
    }

    private List<Double> baseline(@Nullable Evaluation test) {
        Baseline baseline = Baseline.fit(task, data.table(), data.target().numbers(), data.training());
        if (baseline == null || test == null) {
            return List.of();
        }
        List<Double> errors = baseline.errors(data.table(), data.target().numbers(), data.test());
        double[] values = errors.stream().mapToDouble(Double::doubleValue).toArray();
        test.metrics().put("baseline_mdape", Numbers.quantile(values, 0.5));
        test.metrics().put("baseline_mape", Numbers.mean(values));
        return errors;
    }

    /** Measures what the photos of some rows are worth and adds it to their evaluation. */
    private @Nullable PhotoAblation ablation(int[] rows, @Nullable Evaluation evaluation) {
        int[] with =
                Arrays.stream(rows).filter(r -> data.rows().photo()[r] != null).toArray();
        if (!fitted.network().readsPhotos() || with.length < LEAST_ABLATION_ROWS || evaluation == null) {
            return null;
        }
        stopIfAsked();
        @Nullable String[] moved = new String[data.table().size()];
        for (int i = 0; i < with.length; i++) {
            moved[with[i]] = data.rows().photo()[with[(i + with.length / 2) % with.length]];
        }
        NetworkOutputs own = predict(with);
        NetworkOutputs shuffled = fitted.predict(batches, batches.inOrder(with, moved), with);
        PhotoAblation ablation =
                new PhotoAblation(with.length, own.loss(), shuffled.loss(), error(own), error(shuffled));
        evaluation.metrics().put("photo_rows", (double) with.length);
        evaluation.metrics().put("photo_loss", own.loss());
        evaluation.metrics().put("photo_shuffled_loss", shuffled.loss());
        Double error = ablation.error();
        Double worse = ablation.shuffledError();
        if (error != null && worse != null) {
            evaluation.metrics().put("photo_mdape", error);
            evaluation.metrics().put("photo_shuffled_mdape", worse);
        }
        return ablation;
    }

    private @Nullable Double error(NetworkOutputs outputs) {
        if (outputs.estimate().length == 0) {
            return null;
        }
        double[] errors = IntStream.range(0, outputs.rows().length)
                .mapToDouble(i -> Math.abs(outputs.estimate()[i] / data.target().numbers()[outputs.rows()[i]] - 1))
                .toArray();
        return Numbers.quantile(errors, 0.5);
    }

    private ReferenceProfile profile(RawScores raw, List<ScoredRow> test) {
        TaskSpec.Feature photo = task.photo();
        return ReferenceProfile.of(
                task.task(),
                dataset.manifest().version(),
                data.rows().facts(),
                data.table(),
                data.target(),
                data.training(),
                photo == null ? null : photo.name(),
                data.rows().photo(),
                raw,
                test);
    }

    private @Nullable String photoOf(int row) {
        return data.rows().photo()[row];
    }

    private void stage(TrainingStage stage) {
        stopIfAsked();
        listener.stage(stage);
    }

    private void stopIfAsked() {
        if (listener.cancelled()) {
            throw new TrainingCancelledException();
        }
    }

    private static void write(Path file, Object value) throws IOException {
        Files.write(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
    }

    private static double largest(ParityReport parity) {
        return Math.max(
                parity.maxProbabilityDifference(),
                Math.max(parity.maxEmbeddingDifference(), parity.maxEstimateDifference()));
    }
}
