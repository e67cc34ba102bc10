package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;

import com.google.gson.JsonObject;
import picocli.CommandLine.Mixin;

/** What is measured or estimated, where there is no dataset to decide on it. */
public final class NetworkOptions {

    @Mixin
    private final SettingOptions settings = new SettingOptions("network", "network_options", "batch_size");

    @Mixin
    private ConfigOption config;

    @Mixin
    private InputOptions inputs;

    public int channels() {
        return inputs.channels();
    }

    public int classes() {
        return inputs.classes();
    }

    /**
     * The protocol's settings or the default ones, with the options laid over them.
     *
     * @param more further settings from options
     */
    public TrainingConfig settings(JsonObject more, Progress progress) {
        JsonObject changes = settings.changes();
        more.entrySet().forEach(setting -> changes.add(setting.getKey(), setting.getValue()));
        return ConfigOption.over(new TrainingConfig(), config.layers(changes, progress));
    }

    /** The value, which must be positive. */
    public static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new DawsonException(option + " is " + value + ", expected at least 1");
        }
        return value;
    }
}
