package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.train.TrainingConfig;

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

    @Option(names = "--network-options", paramLabel = "JSON",
        description = "The network's own options, such as {\"base_filters\": 16}.")
    private String networkOptions = "{}";

    @Option(names = "--size", paramLabel = "N|WxH", defaultValue = "128",
        description = "Size of slices. Default: ${DEFAULT-VALUE}.")
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

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Cores to use. Default: 0, all.")
    private int threads;

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

    /** Width and height. */
    int[] sides() {
        if (!size.matches("[1-9]\\d{0,4}([xX×][1-9]\\d{0,4})?")) {
            throw new DawsonException("--size is " + size + ", expected a number of pixels like 128, or width and "
                + "height like 160x128");
        }
        String[] sides = size.split("[xX×]");
        return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1])};
    }

    /** @throws DawsonException if a value makes no sense */
    TrainingConfig config(String network, String precision) {
        Map.of("--channels", channels, "--classes", classes, "--steps", steps).forEach((name, value) -> {
            if (value < 1) {
                throw new DawsonException(name + " is " + value + ", expected at least 1");
            }
        });
        if (period < 50) {
            throw new DawsonException("--period is " + period + ", expected at least 50 milliseconds");
        }
        sides();
        JsonObject changes = new JsonObject();
        changes.addProperty("network", network);
        changes.add("network_options", options());
        changes.addProperty("precision", precision.toUpperCase(Locale.ROOT));
        changes.addProperty("batch_size", batchSize);
        changes.addProperty("epochs", epochs);
        changes.addProperty("threads", threads);
        changes.addProperty("seed", seed);
        return new TrainingConfig().with(changes, "the command line");
    }

    /** The same options, to be typed again. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--network-options", networkOptions, "--size", size,
            "--batch-size", "" + batchSize, "--channels", "" + channels, "--classes", "" + classes, "--epochs",
            "" + epochs, "--steps", "" + steps, "--threads", "" + threads, "--seed", "" + seed, "--period",
            "" + period));
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
