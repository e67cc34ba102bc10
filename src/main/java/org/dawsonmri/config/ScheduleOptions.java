package org.dawsonmri.config;

import org.dawsonmri.Setting;
import org.dawsonmri.SettingTable;

/** The numbers of a {@link Schedule}. */
public record ScheduleOptions(
    @Setting(title = "Warm-up", unit = "epochs", range = "[0,)", doors = {}, help = "W, epochs in which the learning"
        + " rate rises linearly, η₀·(e + 1)/(W + 1); then the schedule begins with η₀ as its epoch 0 of E − W.")
    int warmupEpochs,
    @Setting(title = "Power", range = "(0,)", doors = {}, help = "Exponent of the schedule poly.")
    double polyPower,
    @Setting(title = "Least learning rate", range = "[0,)", doors = {},
        help = "η_min, where cosine and poly end and below which reduce-on-plateau does not go.")
    double minLearningRate,
    @Setting(title = "Patience of plateaus", unit = "epochs", range = "[1,)", doors = {},
        help = "Epochs without a better score after which reduce-on-plateau reduces.")
    int plateauPatience,
    @Setting(title = "Factor of plateaus", range = "(0,1)", doors = {},
        help = "What reduce-on-plateau multiplies the learning rate with.")
    double plateauFactor) {

    /** No warm-up, power 0.9, down to 0, halved after 10 epochs. */
    public ScheduleOptions() {
        this(0, 0.9, 0, 10, 0.5);
    }

    public ScheduleOptions {
        SettingTable.check("schedule_options.", ScheduleOptions.class, warmupEpochs, polyPower, minLearningRate,
            plateauPatience, plateauFactor);
    }
}
