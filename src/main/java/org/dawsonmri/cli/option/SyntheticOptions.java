package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** What one profile of training and evaluation on noise is made of, apart from the network and the precision. */
public final class SyntheticOptions {

    private static final int USUAL_SIZE = 128;

    @Mixin
    private final SettingOptions settings = new SettingOptions("network_options");

    @Option(names = "--size", paramLabel = InputSize.LABEL, description = InputSize.DESCRIPTION + USUAL_SIZE + ".")
    private String size;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "4",
        description = "Slices per step. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Mixin
    private InputOptions inputs;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "3", description = "Epochs of training and as many of "
        + "evaluation; of several, the first one only warms up. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "20",
        description = "Steps of each epoch. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--period", paramLabel = "MS", defaultValue = "500",
        description = "Milliseconds from one sample to the next. Default: ${DEFAULT-VALUE}.")
    private int period;

    @Option(names = "--trace", description = "Also write TensorFlow's notes of one more step: the operations that take "
        + "the time and the memory, and a trace for chrome://tracing.")
    private boolean trace;

    public int channels() {
        return inputs.channels();
    }

    public int classes() {
        return inputs.classes();
    }

    public int steps() {
        return steps;
    }

    public int period() {
        return period;
    }

    public boolean trace() {
        return trace;
    }

    /** Width, height and, with networks of volumes, depth. */
    public List<Integer> size(TrainingConfig config) {
        return InputSize.of(size, config, USUAL_SIZE);
    }

    /** @throws DawsonException if a value makes no sense */
    public TrainingConfig config(String network, String precision, int threads) {
        inputs.channels();
        inputs.classes();
        NetworkOptions.atLeastOne("--steps", steps);
        if (period < 50) {
            throw new DawsonException("--period is " + period + ", expected at least 50 milliseconds");
        }
        JsonObject changes = settings.changes();
        changes.addProperty("network", network);
        changes.addProperty("precision", precision);
        changes.addProperty("batch_size", batchSize);
        changes.addProperty("epochs", epochs);
        changes.addProperty("threads", threads);
        changes.addProperty("seed", seed);
        TrainingConfig settings = CheckedSettings.of(changes, "the command line");
        size(settings);
        return settings;
    }
}
