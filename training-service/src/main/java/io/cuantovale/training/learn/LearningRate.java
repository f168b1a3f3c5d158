package io.cuantovale.training.learn;

import ai.djl.training.tracker.Tracker;
import io.cuantovale.training.task.TaskSpec.Schedule;

/** The learning rate of the current step. */
final class LearningRate implements Tracker {
    private static final double WARM_UP = 0.25;
    private static final double FIRST_SHARE = 0.1;
    private static final double LAST_SHARE = 0.01;
    private static final int PLATEAU_PATIENCE = 3;

    private final Schedule schedule;
    private final double peak;
    private final long steps;
    private double scale = 1;
    private int epochsWithoutGain;
    private double current;

    /** @param steps planned in all */
    LearningRate(Schedule schedule, double peak, long steps) {
        this.schedule = schedule;
        this.peak = peak;
        this.steps = Math.max(1, steps);
        at(0);
    }

    /** Moves to a step, counted from 0. */
    void at(long step) {
        double progress = Math.min(1, (double) step / steps);
        current = peak
                * switch (schedule) {
                    case CONSTANT -> 1;
                    case PLATEAU -> scale;
                    case COSINE -> fall(progress, 1);
                    case ONE_CYCLE ->
                        progress < WARM_UP
                                ? FIRST_SHARE + (1 - FIRST_SHARE) * (1 - Math.cos(Math.PI * progress / WARM_UP)) / 2
                                : fall((progress - WARM_UP) / (1 - WARM_UP), 1);
                };
    }

    /** Says whether an epoch made the validation loss better. */
    void epoch(boolean better) {
        epochsWithoutGain = better ? 0 : epochsWithoutGain + 1;
        if (epochsWithoutGain > PLATEAU_PATIENCE) {
            scale /= 2;
            epochsWithoutGain = 0;
        }
    }

    double current() {
        return current;
    }

    @Override
    public float getNewValue(int update) {
        return (float) current;
    }

    private static double fall(double progress, double from) {
        return LAST_SHARE + (from - LAST_SHARE) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
