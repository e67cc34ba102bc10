package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.augment.Presets;
import org.dawsonmri.dataset.DataChoice;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.ArrayList;
import java.util.List;

/** Trains a network on a data set, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Train Network...", headless = true,
    description = "Trains a segmentation network on labelled scans. A window shows how it goes; stop it and keep the"
        + " network, or cancel.")
public final class TrainNetwork extends TrainingCommand {

    /** Different axes, comma-separated. */
    private static final String AXES = "(?!.*([012]).*\\1)[012](\\s*,\\s*[012])*";

    @Parameter(label = "Data set", style = "both", required = false,
        description = "A dataset.tsv (columns subject, split, one per modality, label), its folder, or a BIDS folder.")
    private String data = "";

    @Parameter(label = LABEL_FIELD, required = false, persist = false, description = LABEL_HELP)
    private String label = "";

    @Parameter(label = FILTER_FIELD, required = false, persist = false, description = FILTER_HELP)
    private String filter = "";

    @Parameter(label = CHANNELS_FIELD, required = false, persist = false,
        description = "Modalities, comma-separated, such as FLAIR,T1.")
    private String channels = "";

    @Parameter(label = "Network (empty = default)", required = false, persist = false,
        description = "Name of the network, such as unet; Dawson List Networks... shows all.")
    private String network = "";

    @Parameter(label = "Model folder", style = "directory", required = false, persist = false,
        description = "Where the trained model goes.")
    private String out = "";

    @Parameter(label = "Epochs (0 = default)", min = "0", persist = false,
        description = "Passes over all training scans.")
    private int epochs;

    @Parameter(label = "Batch size (slices or patches, 0 = default)", min = "0", persist = false,
        description = "Slices, or patches of volumes, per training step.")
    private int batch_size;

    @Parameter(label = "Learning rate (0 = default)", min = "0", persist = false,
        description = "Size of the first steps, such as 0.001.")
    private double learning_rate;

    @Parameter(label = "Loss (empty = default)", required = false, persist = false,
        description = "Name of the loss, such as dice or bce.")
    private String loss = "";

    @Parameter(label = "Augmentation (empty = as configured)", required = false, persist = false,
        description = "How training slices are varied: none, mri or spinal-cord; see Dawson Preview Augmentation...")
    private String augmentation = "";

    @Parameter(label = "Painted lesions (optional)", style = "directory", required = false, persist = false,
        description = "Folder of other people's lesion masks in the scans' space, whose shapes are painted in.")
    private String painted_lesions = "";

    @Parameter(label = "Axes (empty = as configured)", required = false, persist = false,
        description = "Slices are cut across 0 (sagittal), 1 (coronal), 2 (axial), or several, such as 0,1,2.")
    private String axes = "";

    @Parameter(label = "Precision", choices = {"auto", "float32", "bfloat16"}, persist = false,
        description = "auto takes the faster one on this computer.")
    private String precision = "auto";

    @Parameter(label = "Seed (-1 = default)", min = "-1", persist = false,
        description = "The same seed gives the same network on the same computer.")
    private long seed = -1;

    @Parameter(label = "Start from model (optional)", style = "directory", required = false, persist = false,
        description = "Folder of a trained model, whose weights, network, channels and preprocessing are taken over.")
    private String from = "";

    @Parameter(label = "Configuration (optional)", style = "open", required = false, persist = false,
        description = "A protocol (thesis-unet, thesis-double-unet, marmoset, spinal-cord, spinal-cord-160,"
            + " small-structure, small-structure-3d) or a JSON file with settings; what is set above goes before it.")
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
        atLeast("batch_size", 0, batch_size);
        atLeast("learning_rate", 0, learning_rate);
        atLeast("seed", -1, seed);
        oneOf("precision", precision, List.of("auto", "float32", "bfloat16"));
        if (!augmentation.isBlank()) {
            oneOf("augmentation", augmentation.trim(), Presets.all().keySet());
        }
        folder("painted_lesions", painted_lesions, LESION_MASKS);
        if (!axes.isBlank() && !axes.trim().matches(AXES)) {
            throw new DawsonException("'axes': is " + axes.trim() + ", expected one or more of 0, 1 and 2, such as 2 or"
                + " 0,1,2");
        }
        configuration(config);
        folder("from", from, "the folder of a trained model");
    }

    @Override
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.trim(), "--out", out.trim()));
        add(arguments, "--label", label, !label.isBlank());
        add(arguments, "--filter", filter, !filter.isBlank());
        add(arguments, "--channels", channels.replaceAll("\\s*,\\s*", ","), !channels.isBlank());
        add(arguments, "--network", network, !network.isBlank());
        add(arguments, "--config", config, !config.isBlank());
        add(arguments, "--epochs", epochs, epochs > 0);
        add(arguments, "--batch-size", batch_size, batch_size > 0);
        add(arguments, "--learning-rate", learning_rate, learning_rate > 0);
        add(arguments, "--loss", loss, !loss.isBlank());
        add(arguments, "--augmentation", augmentation, !augmentation.isBlank());
        add(arguments, "--painted-lesions", painted_lesions, !painted_lesions.isBlank());
        add(arguments, "--axis", axes.replaceAll("\\s", ""), !axes.isBlank());
        add(arguments, "--precision", precision, !precision.equals("auto"));
        add(arguments, "--seed", seed, seed >= 0);
        add(arguments, "--from", from, !from.isBlank());
        addFlag(arguments, "--profile", profile);
        addFlag(arguments, "--resume", resume);
        return arguments;
    }
}
