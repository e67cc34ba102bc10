package org.dawsonmri.command;

import org.dawsonmri.AtomicFolder;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.config.CascadeSettings;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.dataset.DataChoice;

import com.google.gson.JsonObject;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trains a cascade of two patch networks on lesions, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Train Cascade...", headless = true,
    description = "Trains two 3-D patch networks on scans with lesions: the second corrects the first. Escape stops or"
        + " cancels.")
public final class TrainCascade extends TrainingCommand {

    @Parameter(label = "Data set", style = "both", required = false,
        description = "A dataset.tsv (columns subject, split, one per modality, label), its folder, or a BIDS folder.")
    private String data = "";

    @Parameter(label = LABEL_FIELD, required = false, persist = false, description = LABEL_HELP)
    private String label = "";

    @Parameter(label = FILTER_FIELD, required = false, persist = false, description = FILTER_HELP)
    private String filter = "";

    @Parameter(label = "Network", persist = false, choices = {"cascade-valverde", "cascade-fcn", "cascade-seed1",
        "cascade-seed1-eddl", "cascade-nicmslesions"},
        description = "cascade-fcn segments many times faster; the others are as published.")
    private String network = "cascade-valverde";

    @Parameter(label = "Channels (empty = all)", required = false, persist = false,
        description = "Modalities, comma-separated; lesions are bright in the first one, such as FLAIR,T1,T2.")
    private String channels = "";

    @Parameter(label = "Model folder", style = "directory", required = false, persist = false,
        description = "Where the trained model goes.")
    private String out = "";

    @Parameter(label = "Epochs of each stage (0 = default)", min = "0", persist = false,
        description = "Passes over all training voxels at the most; the default is 200.")
    private int epochs;

    @Parameter(label = "Patience (-1 = default)", min = "-1", persist = false,
        description = "A stage ends after so many epochs without a smaller validation loss; 0 never; the default is 25.")
    private int patience = -1;

    @Parameter(label = "Batch size (patches, 0 = default)", min = "0", persist = false,
        description = "Patches per training step; the default is 128.")
    private int batch_size;

    @Parameter(label = "Learning rate (0 = default)", min = "0", persist = false,
        description = "Of AdaDelta; the default is 1.")
    private double learning_rate;

    @Parameter(label = "Candidates brighter than", persist = false, stepSize = "0.1",
        description = "Only voxels of the first channel above this are looked at, in standard deviations above the mean.")
    private double min_threshold = 0.5;

    @Parameter(label = "Lesion probability", persist = false, min = "0", max = "1", stepSize = "0.05",
        description = "Voxels to which the second network gives at least this are lesion.")
    private double t_bin = 0.8;

    @Parameter(label = "Drop lesions up to (voxels)", persist = false, min = "0",
        description = "Lesions of so many voxels or fewer are dropped.")
    private int l_min = 20;

    @Parameter(label = "Precision", choices = {"auto", "float32", "bfloat16"}, persist = false,
        description = "auto takes the faster one on this computer.")
    private String precision = "auto";

    @Parameter(label = "Seed (-1 = default)", min = "-1", persist = false,
        description = "The same seed gives the same networks on the same computer.")
    private long seed = -1;

    @Parameter(label = "Configuration (optional)", style = "open", required = false, persist = false,
        description = "cascade-median (for one or a few training patients) or a JSON file with settings, laid over the"
            + " protocol 'cascade'; what is set above goes before it.")
    private String config = "";

    @Parameter(label = "Profile", persist = false,
        description = "Also writes what this costs over time (CPU, memory, GPU): profile.csv in the model folder.")
    private boolean profile;

    @Parameter(label = "Resume", persist = false,
        description = "Go on where a training in this folder ended, or begin it.")
    private boolean resume;

    @Override
    String model() {
        return out;
    }

    @Override
    void check() {
        required("data", data, "a dataset.tsv or a folder");
        new DataChoice(label, filter); // fails at once, not after the worker's start
        required("out", out, "a folder for the model");
        atLeast("epochs", 0, epochs);
        atLeast("patience", -1, patience);
        atLeast("batch_size", 0, batch_size);
        atLeast("learning_rate", 0, learning_rate);
        atLeast("seed", -1, seed);
        oneOf("precision", precision, List.of("auto", "float32", "bfloat16"));
        if (!network.trim().startsWith("cascade-")) {
            throw new DawsonException("'network': is " + network + ", expected a cascade-… network; Dawson Train "
                + "Network... trains the others");
        }
        Settings.read(new CascadeSettings(), changes(), "the form");
        configuration(config);
    }

    @Override
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.trim(), "--out", out.trim()));
        add(arguments, "--label", label, !label.isBlank());
        add(arguments, "--filter", filter, !filter.isBlank());
        // NB: the form's own values are not what a training that goes on was begun with.
        boolean begins = !resume || !Files.exists(AtomicFolder.current(Path.of(out.trim()), ModelDescription.FILE));
        add(arguments, "--network", network, begins);
        add(arguments, "--channels", channels.replaceAll("\\s*,\\s*", ","), !channels.isBlank());
        add(arguments, "--config", config, !config.isBlank());
        add(arguments, "--epochs", epochs, epochs > 0);
        add(arguments, "--patience", patience, patience >= 0);
        add(arguments, "--batch-size", batch_size, batch_size > 0);
        add(arguments, "--learning-rate", learning_rate, learning_rate > 0);
        add(arguments, "--precision", precision, !precision.equals("auto"));
        add(arguments, "--seed", seed, seed >= 0);
        add(arguments, "--cascade", changes(), changes().size() > 0 && begins);
        addFlag(arguments, "--profile", profile);
        addFlag(arguments, "--resume", resume);
        return arguments;
    }

    /** What differs from the published numbers, which a configuration may have changed. */
    private JsonObject changes() {
        CascadeSettings published = new CascadeSettings();
        JsonObject changes = new JsonObject();
        if (min_threshold != published.minThreshold()) {
            changes.addProperty("min_threshold", min_threshold);
        }
        if (t_bin != published.tBin()) {
            changes.addProperty("t_bin", t_bin);
        }
        if (l_min != published.lMin()) {
            changes.addProperty("l_min", l_min);
        }
        return changes;
    }
}
