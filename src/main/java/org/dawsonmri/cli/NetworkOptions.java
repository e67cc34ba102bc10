package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

import picocli.CommandLine.Option;

/** What is measured or estimated, where there is no dataset to decide on it. */
final class NetworkOptions {

    @Option(names = "--network", description = "Name of the network (see 'dawson networks'). Default: unet.")
    private String network;

    @Option(names = "--network-options", paramLabel = "JSON",
        description = "The network's own options, such as {\"base_filters\": 16}.")
    private String networkOptions;

    @Option(names = "--config", paramLabel = "NAME|FILE",
        description = "A protocol (see 'dawson protocols') or a JSON file with settings; options override it.")
    private String config;

    @Option(names = "--channels", paramLabel = "N", defaultValue = "1",
        description = "Input channels. Default: ${DEFAULT-VALUE}.")
    private int channels;

    @Option(names = "--classes", paramLabel = "N", defaultValue = "1",
        description = "Classes without the background. Default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(names = "--batch-size", paramLabel = "N", description = "Slices per step. Default: 8.")
    private Integer batchSize;

    int channels() {
        return atLeastOne("--channels", channels);
    }

    int classes() {
        return atLeastOne("--classes", classes);
    }

    /**
     * The protocol's settings or the default ones, with the options laid over them.
     *
     * @param threads null for the protocol's
     */
    TrainingConfig settings(Integer threads, Progress progress) {
        TrainingConfig settings = new TrainingConfig();
        if (config != null) {
            settings = CheckedSettings.of(settings, Protocols.open(config, progress).settings(), config);
        }
        JsonObject changes = new JsonObject();
        if (network != null) {
            changes.addProperty("network", network);
        }
        if (networkOptions != null) {
            changes.add("network_options", parseOptions());
        }
        if (batchSize != null) {
            changes.addProperty("batch_size", batchSize);
        }
        if (threads != null) {
            changes.addProperty("threads", threads);
        }
        return CheckedSettings.of(settings, changes, "the command line");
    }

    /** The value, which must be positive. */
    static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new DawsonException(option + " is " + value + ", expected at least 1");
        }
        return value;
    }

    private JsonObject parseOptions() {
        try {
            return JsonParser.parseString(networkOptions).getAsJsonObject();
        } catch (JsonSyntaxException | IllegalStateException e) {
            throw new DawsonException("--network-options: not a JSON object: " + networkOptions
                + "; expected something like '{\"base_filters\": 16}'", e);
        }
    }
}
