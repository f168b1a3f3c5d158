package io.cuantovale.training.learn;

import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.data.DatasetReader;
import io.cuantovale.training.data.EncodedRows;
import io.cuantovale.training.data.FittedFact;
import io.cuantovale.training.data.PhotoCache;
import io.cuantovale.training.data.Table;
import io.cuantovale.training.data.TargetValues;
import io.cuantovale.training.evaluate.Conformal;
import io.cuantovale.training.task.TaskSpec;
import io.cuantovale.training.task.TaskSpec.Kind;
import io.cuantovale.training.task.TaskSpec.TargetKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A dataset, encoded for one network.
 *
 * @param photos decoded; null for tasks without photo
 * @param training rows that teach
 * @param validation rows that choose the best epoch
 * @param calibration rows that intervals and novelty come from, used for nothing else
 * @param test rows that say how good the model is, used for nothing else
 */
record TrainingData(
        Table table,
        TargetValues target,
        EncodedRows rows,
        @Nullable PhotoCache photos,
        int[] training,
        int[] validation,
        int[] calibration,
        int[] test) {

    private static final int LEAST_VALIDATION = 10;
    private static final int LEAST_TEST = 10;

    static TrainingData load(
            TaskSpec task, TrainingSettings settings, DatasetFiles dataset, ProgressListener listener) {
        Table table = read(task, dataset);
        TargetValues target = TargetValues.of(task.target(), table);
        int[] training = rows(table, "train", settings);
        int[] validation = rows(table, "validation", settings);
        int[] calibration = rows(table, "calibration", settings);
        int[] test = rows(table, "test", settings);
        need("training rows", training, settings.training().minimumRows());
        need("validation rows", validation, LEAST_VALIDATION);
        need("calibration rows", calibration, Conformal.LEAST_ROWS);
        need("test rows", test, LEAST_TEST);
        Map<String, TaskSpec.Encoding> own =
                Objects.requireNonNull(task.networks().get(settings.network())).encodings();
        int[] taught = training;
        List<FittedFact> facts = task.facts().stream()
                .map(f -> FittedFact.fit(f, own.get(f.name()), table, taught))
                .toList();
        PhotoCache photos = photos(task, settings);
        SortedMap<String, String> unusable = new TreeMap<>();
        if (photos != null) {
            unusable.putAll(photos.fill(
                    EncodedRows.photoKeys(table), dataset.photos(), settings.threads(), listener::cancelled));
            if (listener.cancelled()) {
                throw new TrainingCancelledException();
            }
            if (!unusable.isEmpty()) {
                listener.message(unusable.size() + " photos cannot be used and count as missing; the first: "
                        + unusable.firstKey() + " (" + unusable.get(unusable.firstKey()) + ")");
            }
        }
        EncodedRows rows = EncodedRows.of(facts, table, unusable);
        listener.message(training.length + " training, " + validation.length + " validation, " + calibration.length
                + " calibration and " + test.length + " test rows");
        return new TrainingData(table, target, rows, photos, training, validation, calibration, test);
    }

    /** Recent rows only where a run says so, in every part: intervals and figures must speak of the same market. */
    private static int[] rows(Table table, String part, TrainingSettings settings) {
        int[] rows = table.rows(part);
        if (settings.trainSince() == null) {
            return rows;
        }
        long since = settings.trainSince().toEpochMilli();
        return Arrays.stream(rows).filter(r -> table.scrapedAt()[r] >= since).toArray();
    }

    private static Table read(TaskSpec task, DatasetFiles dataset) {
        List<String> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        task.facts().forEach(f -> (f.kind() == Kind.CATEGORICAL ? texts : numbers).add(f.name()));
        (task.target().kind() == TargetKind.BINS ? numbers : texts)
                .add(task.target().column());
        return DatasetReader.read(dataset.parquet(), numbers, texts);
    }

    private static @Nullable PhotoCache photos(TaskSpec task, TrainingSettings settings) {
        TaskSpec.Feature photo = task.photo();
        return photo == null
                ? null
                : new PhotoCache(
                        settings.photoCache(),
                        Objects.requireNonNull(photo.height()),
                        Objects.requireNonNull(photo.width()));
    }

    private static void need(String what, int[] rows, int least) {
        if (rows.length < least) {
            throw new TrainingFailedException(what + ": " + rows.length + " (expected: at least " + least + ")");
        }
    }
}
