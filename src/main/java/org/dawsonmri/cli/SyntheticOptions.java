package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one profile of training and evaluation on noise is made of, apart from the network and the precision. */
final class SyntheticOptions {

    private static final int USUAL_SIZE = 128;

    @Option(names = "--network-options", paramLabel = "JSON",
        description = "The network's own options, such as {\"base_filters\": 16}.")
    private String networkOptions = "{}";

    @Option(names = "--size", paramLabel = InputSize.LABEL, description = InputSize.DESCRIPTION + USUAL_SIZE + ".")
    private String size;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "4",
        description = "Slices per step. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(names = "--channels", paramLabel = "N", defaultValue = "1",
        description = "Input channels. Default: ${DEFAULT-VALUE}.")
    private int channels;

    @Option(names = "--classes", paramLabel = "N", defaultValue = "1",
        description = "Classes without the background. Default: ${DEFAULT-VALUE}.")
    private int classes;

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

    int channels() {
        return channels;
    }

    int classes() {
        return classes;
    }

    int steps() {
        return steps;
    }

    int period() {
        return period;
    }

    boolean trace() {
        return trace;
    }

    /** Width, height and, with networks of volumes, depth. */
    List<Integer> size(TrainingConfig config) {
        return InputSize.of(size, config, USUAL_SIZE);
    }

    /** @throws DawsonException if a value makes no sense */
    TrainingConfig config(String network, String precision, int threads) {
        Map.of("--channels", channels, "--classes", classes, "--steps", steps).forEach((name, value) -> {
            if (value < 1) {
                throw new DawsonException(name + " is " + value + ", expected at least 1");
            }
        });
        if (period < 50) {
            throw new DawsonException("--period is " + period + ", expected at least 50 milliseconds");
        }
        JsonObject changes = new JsonObject();
        changes.addProperty("network", network);
        changes.add("network_options", options());
        changes.addProperty("precision", precision.toUpperCase(Locale.ROOT));
        changes.addProperty("batch_size", batchSize);
        changes.addProperty("epochs", epochs);
        changes.addProperty("threads", threads);
        changes.addProperty("seed", seed);
        TrainingConfig settings = CheckedSettings.of(changes, "the command line");
        size(settings);
        return settings;
    }

    /** The same options, to be typed again. */
    List<String> arguments(int threads) {
        List<String> arguments = new ArrayList<>(List.of("--network-options", networkOptions,
            "--batch-size", "" + batchSize, "--channels", "" + channels, "--classes", "" + classes, "--epochs",
            "" + epochs, "--steps", "" + steps, "--threads", "" + threads, "--seed", "" + seed, "--period",
            "" + period));
        if (size != null) {
            arguments.addAll(List.of("--size", size));
        }
        if (trace) {
            arguments.add("--trace");
        }
        return arguments;
    }

    private JsonObject options() {
        try {
            return JsonParser.parseString(networkOptions).getAsJsonObject();
        } catch (JsonSyntaxException | IllegalStateException e) {
            throw new DawsonException("--network-options: not a JSON object: " + networkOptions
                + "; expected something like '{\"base_filters\": 16}'", e);
        }
    }
}
