package org.dawsonmri.config;


/**
 * The numbers of a {@link Schedule}.
 *
 * @param warmupEpochs W, epochs in which the learning rate rises linearly, η₀·(e + 1)/(W + 1); then the schedule begins
 *        with η₀ as its epoch 0 of E − W
 * @param polyPower exponent of the schedule POLY
 * @param minLearningRate η_min, where COSINE and POLY end and below which REDUCE_ON_PLATEAU does not go
 * @param plateauPatience epochs without a better score after which REDUCE_ON_PLATEAU reduces
 * @param plateauFactor what it multiplies the learning rate with
 */
public record ScheduleOptions(int warmupEpochs, double polyPower, double minLearningRate, int plateauPatience,
    double plateauFactor) {

    /** No warm-up, power 0.9, down to 0, halved after 10 epochs. */
    public ScheduleOptions() {
        this(0, 0.9, 0, 10, 0.5);
    }

    public ScheduleOptions {
        require(warmupEpochs >= 0, "warmup_epochs is " + warmupEpochs + ", expected 0 or more");
        require(polyPower > 0, "poly_power is " + polyPower + ", expected a number above 0");
        require(minLearningRate >= 0, "min_learning_rate is " + minLearningRate + ", expected 0 or more");
        require(plateauPatience > 0, "plateau_patience is " + plateauPatience + ", expected at least 1");
        require(plateauFactor > 0 && plateauFactor < 1, "plateau_factor is " + plateauFactor
            + ", expected a number between 0 and 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("schedule_options: " + message);
        }
    }
}
