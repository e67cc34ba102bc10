package org.dawsonmri.config;

import java.util.List;

/**
 * How the learning rate changes from epoch to epoch; e counts from 0, E is the number of epochs, both without the
 * warm-up that {@link ScheduleOptions} describes.
 */
public enum Schedule {
    /** η₀. */
    CONSTANT {
        @Override
        double afterWarmup(double initial, double progress, ScheduleOptions options, List<Double> scores) {
            return initial;
        }
    },
    /** η_min + (η₀ − η_min)/2 · (1 + cos(π·e/E)) (Loshchilov and Hutter, 2017, arXiv:1608.03983). */
    COSINE {
        @Override
        double afterWarmup(double initial, double progress, ScheduleOptions options, List<Double> scores) {
            double low = options.minLearningRate();
            return low + (initial - low) / 2 * (1 + Math.cos(Math.PI * progress));
        }
    },
    /** η_min + (η₀ − η_min) · (1 − e/E)^power. */
    POLY {
        @Override
        double afterWarmup(double initial, double progress, ScheduleOptions options, List<Double> scores) {
            double low = options.minLearningRate();
            return low + (initial - low) * Math.pow(1 - progress, options.polyPower());
        }
    },
    /**
     * η₀ · factor^k, not below η_min. k grows by one whenever {@code plateau_patience} epochs in a row, counted since
     * the best epoch or the last reduction, brought no better score: validation Dice, of a
     * cascade validation loss, without any training loss. Epochs without a score do not count. It
     * is computed anew from all scores so far, so a resumed training goes on as if it had not ended.
     */
    REDUCE_ON_PLATEAU {
        @Override
        double afterWarmup(double initial, double progress, ScheduleOptions options, List<Double> scores) {
            double rate = initial;
            double best = Double.NEGATIVE_INFINITY;
            int waited = 0;
            for (double score : scores) {
                if (score > best) {
                    best = score;
                    waited = 0;
                } else if (!Double.isNaN(score) && ++waited == options.plateauPatience()) {
                    rate *= options.plateauFactor();
                    waited = 0;
                }
            }
            return Math.max(rate, options.minLearningRate());
        }
    };

    /**
     * The learning rate of one epoch.
     *
     * @param initial η₀
     * @param epoch from 0, warm-up included
     * @param epochs number of epochs that are planned, warm-up included
     * @param scores of all epochs before this one, more is better, NaN where there is none
     */
    public final double rate(double initial, int epoch, int epochs, ScheduleOptions options, List<Double> scores) {
        int warmup = options.warmupEpochs();
        if (epoch < warmup) {
            return initial * (epoch + 1) / (warmup + 1);
        }
        return afterWarmup(initial, (double) (epoch - warmup) / (epochs - warmup), options,
            scores.subList(warmup, epoch));
    }

    /**
     * The learning rate once the warm-up is over.
     *
     * @param progress e/E, from 0 to below 1
     * @param scores of the epochs since the warm-up
     */
    abstract double afterWarmup(double initial, double progress, ScheduleOptions options, List<Double> scores);
}
