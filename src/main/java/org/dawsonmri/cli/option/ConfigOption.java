package org.dawsonmri.cli.option;

import org.dawsonmri.Progress;
import org.dawsonmri.config.Protocol;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonObject;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** Settings by name or from files, over which options are laid. */
public final class ConfigOption {

    @Option(names = "--config", paramLabel = "NAME|FILE",
        description = "A protocol (see 'dawson protocols') or a JSON file with settings; of several, given once for"
            + " each, later ones override earlier ones, and options override all.")
    private List<String> configs = List.of();

    /** What was given, to be laid over one another in this order. @param options what the other options say */
    public List<Protocol> layers(JsonObject options, Progress progress) {
        List<Protocol> layers = new ArrayList<>();
        configs.forEach(config -> layers.add(Protocols.open(config, progress)));
        layers.add(new Protocol("the command line", "", options));
        return layers;
    }

    /** The settings with the layers over them, checked. */
    public static TrainingConfig over(TrainingConfig settings, List<Protocol> layers) {
        TrainingConfig result = settings;
        for (Protocol layer : layers) {
            result = CheckedSettings.of(result, layer.settings(), layer.name());
        }
        return result;
    }
}
