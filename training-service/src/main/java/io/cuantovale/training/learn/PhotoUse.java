package io.cuantovale.training.learn;

import io.cuantovale.training.task.TaskSpec;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a network that can do without photos listens to them at all. A branch taught by a handful of photos, or by
 * photos that show nothing, would only add noise to every estimate: too few are not learnt from, and what was learnt is
 * kept only if validation rows are better with their photo than without.
 *
 * @param training settings of the epochs: with all photos taken as missing where there are too few
 * @param optional whether photos are learnt from by a network that can do without
 */
record PhotoUse(TaskSpec.Training training, boolean optional) {
    private static final int LEAST_VALIDATION = 5;

    static PhotoUse of(Fitted fitted, TrainingData data, TaskSpec.Training own, ProgressListener listener) {
        long photos = Arrays.stream(data.training())
                .filter(r -> data.rows().photo()[r] != null)
                .count();
        if (!fitted.network().knowsMissingPhotos() || photos >= own.minimumPhotos()) {
            return new PhotoUse(own, fitted.network().knowsMissingPhotos());
        }
        if (photos > 0) {
            listener.message("photos are not learnt from: " + photos + " training rows have one (expected: at least "
                    + own.minimumPhotos() + ")");
        }
        // An untaught branch must not throw estimates off.
        fitted.network().silencePhoto();
        return new PhotoUse(withoutPhotos(own), false);
    }

    /** Silences the photo where it does not make validation rows better. */
    void keepOnlyIfItHelps(Fitted fitted, Batches batches, TrainingData data, ProgressListener listener) {
        if (!optional) {
            return;
        }
        int[] rows = Arrays.stream(data.validation())
                .filter(r -> data.rows().photo()[r] != null)
                .toArray();
        @Nullable String[] none = new String[data.table().size()];
        double with = fitted.predict(batches, batches.inOrder(rows), rows).loss();
        double without =
                fitted.predict(batches, batches.inOrder(rows, none), rows).loss();
        if (rows.length < LEAST_VALIDATION || with >= without) {
            fitted.network().silencePhoto();
            listener.message(String.format(
                    Locale.ROOT,
                    "photos are not listened to: on %d validation rows the loss is %.3f with and %.3f without them",
                    rows.length,
                    with,
                    without));
        }
    }

    private static TaskSpec.Training withoutPhotos(TaskSpec.Training t) {
        return new TaskSpec.Training(
                t.epochs(),
                t.batch(),
                t.factsBatch(),
                t.learningRate(),
                t.weightDecay(),
                t.schedule(),
                t.patience(),
                t.labelSmoothing(),
                t.classWeights(),
                t.regressionWeight(),
                1,
                t.augment(),
                t.seed(),
                t.minimumRows(),
                t.minimumPhotos());
    }
}
