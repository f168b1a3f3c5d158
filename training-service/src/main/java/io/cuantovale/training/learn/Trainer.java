package io.cuantovale.training.learn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import io.cuantovale.training.data.DatasetException;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.data.EncodedRows;
import io.cuantovale.training.network.FusionNetwork;
import io.cuantovale.training.network.NetworkInput;
import io.cuantovale.training.network.NetworkShape;
import io.cuantovale.training.network.PyTorch;
import io.cuantovale.training.task.TaskSpec;
import io.cuantovale.training.task.TaskSpec.TargetKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Trains one model at a time in a process: calls from several threads wait for each other. */
public final class Trainer {
    /** PyTorch's random numbers and gradient mode belong to the whole process. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

    /** Gain of He's initialisation, for ReLU. */
    private static final float HE = 2f;

    /**
     * Trains, exports, proves parity, evaluates and writes the package's files.
     *
     * @param workDir folder of this run, made if needed; the package's files go to {@code package} within it
     * @throws TrainingCancelledException when the listener says so
     * @throws TrainingFailedException when data or result do not allow a model
     */
    public TrainingResult train(
            TaskSpec task, TrainingSettings settings, DatasetFiles dataset, Path workDir, ProgressListener listener) {
        ONE_AT_A_TIME.lock();
        try {
            listener.stage(TrainingStage.LOADING);
            Files.createDirectories(workDir);
            TrainingData data = TrainingData.load(task, settings, dataset, listener);
            Engine engine = PyTorch.engine(settings.threads());
            engine.setRandomSeed((int) settings.training().seed());
            try (NDManager manager = engine.newBaseManager()) {
                Fitted fitted = start(task, settings, data, manager);
                listener.stage(TrainingStage.TRAINING);
                Batches batches =
                        new Batches(data.rows(), data.photos(), task.photo(), settings.training(), settings.threads());
                PhotoUse use = PhotoUse.of(fitted, data, settings.training(), listener);
                List<EpochMetrics> history = new Fitting(engine, fitted, batches, use.training(), listener)
                        .run(data.training(), data.validation(), data.target());
                use.keepOnlyIfItHelps(fitted, batches, data, listener);
                return new Packaging(task, settings, dataset, data, fitted, batches, history, listener).into(workDir);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + workDir, e);
        } catch (DatasetException e) {
            throw new TrainingFailedException("dataset " + dataset.manifest().version() + ": " + e.getMessage(), e);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** A new network with its scales, its linear path at the ridge solution. */
    static Fitted start(TaskSpec task, TrainingSettings settings, TrainingData data, NDManager manager) {
        TaskSpec.Target target = task.target();
        boolean bins = target.kind() == TargetKind.BINS;
        String kind =
                Objects.requireNonNull(task.networks().get(settings.network())).kind();
        FusionNetwork network = new FusionNetwork(NetworkShape.named(kind), input(task, data.rows(), bins));
        network.setInitializer(
                new XavierInitializer(XavierInitializer.RandomType.GAUSSIAN, XavierInitializer.FactorType.IN, HE),
                (Parameter p) ->
                        p.getType() == Parameter.Type.WEIGHT && !p.isInitialized() && p.getInitializer() == null);
        network.start(manager);
        double[] numbers = data.target().numbers();
        TargetScale scale = network.regression() ? TargetScale.fit(target.scale(), numbers, data.training()) : null;
        BinMedian median = bins && scale == null ? BinMedian.fit(target, numbers, data.training()) : null;
        if (scale != null) {
            WarmStart.apply(network, data.rows(), scale, numbers, data.training());
        }
        Objective objective =
                new Objective(settings.training(), target.classes().size(), data.target(), scale, data.training());
        return new Fitted(network, new ParameterStore(manager, false), manager, objective, scale, median);
    }

    private static NetworkInput input(TaskSpec task, EncodedRows rows, boolean regression) {
        TaskSpec.Feature photo = task.photo();
        return new NetworkInput(
                rows.width(),
                rows.embedded().stream()
                        .map(f -> new NetworkInput.Lookup(
                                f.vocabulary().size(),
                                Objects.requireNonNull(f.encoding().dimension())))
                        .toList(),
                task.target().classes().size(),
                regression,
                photo == null ? 0 : side(photo.height()),
                photo == null ? 0 : side(photo.width()));
    }

    private static int side(@Nullable Integer pixels) {
        return Objects.requireNonNull(pixels);
    }
}
