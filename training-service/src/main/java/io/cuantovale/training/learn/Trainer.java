package io.cuantovale.training.learn;

import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.task.TaskSpec;
import java.nio.file.Path;

/** Trains one model at a time; calls from several threads wait for each other. */
public final class Trainer {
    /**
     * Trains, exports, proves parity, evaluates and writes the package's files.
     *
     * @param workDir folder of this run, made if needed; the package's files go to {@code package} within it
     * @throws TrainingCancelledException when the listener says so
     * @throws TrainingFailedException when data or result do not allow a model
     */
    public TrainingResult train(
            TaskSpec task, TrainingSettings settings, DatasetFiles dataset, Path workDir, ProgressListener listener) {
        throw new TrainingFailedException("not yet");
    }
}
