package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.engine.Engine;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.ArrayList;
import java.util.List;

/** Trains a network on a data set, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Train Network...", headless = true,
    description = "Trains a segmentation network on labelled scans. Escape stops or cancels.")
public final class TrainNetwork extends DawsonCommand {

    @Parameter(label = "Data set", style = "both", required = false,
        description = "A dataset.tsv (columns subject, split, one per modality, label), its folder, or a BIDS folder.")
    private String data = "";

    @Parameter(label = "Network (empty = default)", required = false, persist = false,
        description = "Name of the network, such as unet.")
    private String network = "";

    @Parameter(label = "Model folder", style = "directory", required = false, persist = false,
        description = "Where the trained model goes.")
    private String out = "";

    @Parameter(label = "Epochs (0 = default)", min = "0", persist = false,
        description = "Passes over all training scans.")
    private int epochs;

    @Parameter(label = "Batch size (slices, 0 = default)", min = "0", persist = false,
        description = "Slices per training step.")
    private int batch_size;

    @Parameter(label = "Learning rate (0 = default)", min = "0", persist = false,
        description = "Size of the first steps, such as 0.001.")
    private double learning_rate;

    @Parameter(label = "Loss (empty = default)", required = false, persist = false,
        description = "Name of the loss, such as dice or bce.")
    private String loss = "";

    @Parameter(label = "Precision", choices = {"auto", "float32", "bfloat16"}, persist = false,
        description = "auto takes the faster one on this computer.")
    private String precision = "auto";

    @Parameter(label = "Seed (-1 = default)", min = "-1", persist = false,
        description = "The same seed gives the same network on the same computer.")
    private long seed = -1;

    @Parameter(label = "Resume", persist = false, description = "Go on where a training in this folder ended.")
    private boolean resume;

    @Parameter(label = "Configuration (optional)", style = "open", required = false, persist = false,
        description = "A JSON file with all settings; what is set above goes before it.")
    private String config = "";

    @Override
    boolean isStoppable() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        required("data", data, "a dataset.tsv or a folder");
        required("out", out, "a folder for the model");
        atLeast("epochs", 0, epochs);
        atLeast("batch_size", 0, batch_size);
        atLeast("learning_rate", 0, learning_rate);
        if (!List.of("auto", "float32", "bfloat16").contains(precision)) {
            throw new DawsonException("'precision': is " + precision + ", expected auto, float32 or bfloat16");
        }
        Engine.locate().run(arguments(), progress);
        progress.message("the model is in " + out);
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.trim(), "--out", out.trim()));
        add(arguments, "--network", network, !network.isBlank());
        add(arguments, "--config", config, !config.isBlank());
        add(arguments, "--epochs", epochs, epochs > 0);
        add(arguments, "--batch-size", batch_size, batch_size > 0);
        add(arguments, "--learning-rate", learning_rate, learning_rate > 0);
        add(arguments, "--loss", loss, !loss.isBlank());
        add(arguments, "--precision", precision, !precision.equals("auto"));
        add(arguments, "--seed", seed, seed >= 0);
        if (resume) {
            arguments.add("--resume");
        }
        return arguments;
    }

    private static void add(List<String> arguments, String option, Object value, boolean given) {
        if (given) {
            arguments.add(option);
            arguments.add(String.valueOf(value).trim());
        }
    }
}
