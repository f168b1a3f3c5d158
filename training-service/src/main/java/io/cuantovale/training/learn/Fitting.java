package io.cuantovale.training.learn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.util.Pair;
import io.cuantovale.training.data.TargetValues;
import io.cuantovale.training.evaluate.Numbers;
import io.cuantovale.training.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The epochs of one training: steps, validation, early stopping, the best weights at the end. */
final class Fitting {
    private static final double LEAST_GAIN = 1e-4;
    private static final double PERCENT = 100;

    private final Engine engine;
    private final Fitted fitted;
    private final Batches batches;
    private final TaskSpec.Training settings;
    private final ProgressListener listener;
    private final Set<String> photoParameters;
    private final List<Pair<String, Parameter>> parameters = new ArrayList<>();

    Fitting(Engine engine, Fitted fitted, Batches batches, TaskSpec.Training settings, ProgressListener listener) {
        this.engine = engine;
        this.fitted = fitted;
        this.batches = batches;
        this.settings = settings;
        this.listener = listener;
        this.photoParameters = fitted.network().photoParameters();
        fitted.network().getParameters().forEach(p -> {
            if (p.getValue().requiresGradient()) {
                parameters.add(p);
            }
        });
    }

    /** Trains; the network then has the weights of its best epoch. */
    List<EpochMetrics> run(int[] training, int[] validation, TargetValues target) {
        long steps = (long) batches.stepsPerEpoch(training, settings.photoDropout()) * settings.epochs();
        LearningRate rate = new LearningRate(settings.schedule(), settings.learningRate(), steps);
        Optimizer optimizer = Optimizer.adamW()
                .optLearningRateTracker(rate)
                .optWeightDecays((float) settings.weightDecay())
                .build();
        List<EpochMetrics> history = new ArrayList<>();
        Weights best = Weights.copy(fitted.network());
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        long step = 0;
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            long started = System.nanoTime();
            Random random = new Random(settings.seed() * 1_000_003 + epoch);
            double loss = 0;
            for (Batch batch : batches.shuffled(training, settings.photoDropout(), random)) {
                stopIfAsked();
                rate.at(step++);
                loss += step(batch, optimizer, random) * batch.rows().length;
            }
            NetworkOutputs seen = fitted.predict(batches, batches.inOrder(validation), validation);
            EpochMetrics metrics = metrics(epoch, loss / training.length, seen, target, rate, started);
            history.add(metrics);
            listener.epoch(metrics);
            boolean better = seen.loss() < bestLoss - LEAST_GAIN;
            rate.epoch(better);
            if (better) {
                bestLoss = seen.loss();
                bestEpoch = epoch;
                best = Weights.copy(fitted.network());
            } else if (epoch - bestEpoch >= settings.patience()) {
                listener.message("stopped early after epoch " + epoch + ": no better validation loss than "
                        + Math.round(bestLoss * PERCENT) / PERCENT + " of epoch " + bestEpoch);
                break;
            }
        }
        best.restore();
        return history;
    }

    private double step(Batch batch, Optimizer optimizer, Random random) {
        try (NDManager step = fitted.manager().newSubManager()) {
            NDList inputs = batches.inputs(batch, step, random, settings.augment());
            float loss;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDList outputs = fitted.network().forward(fitted.store(), inputs, true);
                NDArray mean = fitted.objective().loss(step, outputs, batch.rows());
                loss = mean.getFloat();
                if (!Float.isFinite(loss)) {
                    throw new TrainingFailedException("training loss: " + loss
                            + " (expected: a finite number; a smaller learning_rate than " + settings.learningRate()
                            + " may help)");
                }
                collector.backward(mean);
            }
            for (Pair<String, Parameter> parameter : parameters) {
                // Rows without photo say nothing about the convolutions: their moments and weights stay as they are.
                if (batch.withPhotos() || !photoParameters.contains(parameter.getKey())) {
                    NDArray weight = parameter.getValue().getArray();
                    try (NDArray gradient = weight.getGradient()) {
                        optimizer.update(parameter.getKey(), weight, gradient);
                        gradient.muli(0);
                    }
                }
            }
            return loss;
        }
    }

    private EpochMetrics metrics(
            int epoch, double loss, NetworkOutputs seen, TargetValues target, LearningRate rate, long started) {
        int right = 0;
        double[] errors = new double[seen.estimate().length];
        for (int i = 0; i < seen.rows().length; i++) {
            int row = seen.rows()[i];
            right += Numbers.argMax(seen.probabilities()[i]) == target.classes()[row] ? 1 : 0;
            if (errors.length > 0) {
                errors[i] = Math.abs(seen.estimate()[i] / target.numbers()[row] - 1);
            }
        }
        return new EpochMetrics(
                epoch,
                settings.epochs(),
                loss,
                seen.loss(),
                (double) right / seen.rows().length,
                errors.length == 0 ? null : Numbers.quantile(errors, 0.5),
                rate.current(),
                (System.nanoTime() - started) / 1e9);
    }

    private void stopIfAsked() {
        if (listener.cancelled()) {
            throw new TrainingCancelledException();
        }
    }
}
