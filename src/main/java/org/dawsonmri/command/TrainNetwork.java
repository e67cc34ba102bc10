package org.dawsonmri.command;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.List;

/** Trains a network on a data set, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Train Network...", headless = true,
    description = "Trains a segmentation network on labelled scans. A window shows how it goes; stop it and keep the"
        + " network, or cancel.")
public final class TrainNetwork extends TrainingCommand {

    @Parameter(persist = false)
    private String channels = "";

    @Parameter(persist = false, description = "Name of the network, such as unet; Dawson List Networks... shows all.")
    private String network = "";

    @Parameter(label = "Model folder", style = "directory", persist = false,
        description = "Where the trained model goes.")
    private String out = "";

    @Parameter(persist = false)
    private int epochs;

    @Parameter(persist = false)
    private int batch_size;

    @Parameter(persist = false)
    private double learning_rate;

    @Parameter(persist = false, description = "Name of the loss, such as dice or bce.")
    private String loss = "";

    @Parameter(persist = false)
    private String augmentation = "";

    @Parameter(persist = false)
    private String painted_lesions = "";

    @Parameter(persist = false)
    private String axes = "";

    @Parameter(persist = false)
    private String precision = "auto";

    @Parameter(min = "-1", persist = false)
    private long seed = -1;

    @Parameter(persist = false)
    private String from = "";

    @Parameter(persist = false)
    private String config = "";

    @Parameter(persist = false)
    private boolean profile;

    @Parameter(persist = false)
    private boolean resume;

    @Override
    String model() {
        return out;
    }

    @Override
    String configuration() {
        return config;
    }

    @Override
    void check() {
        folder("painted_lesions", painted_lesions, LESION_MASKS);
        folder("from", from, "the folder of a trained model");
    }

    @Override
    void addTo(List<String> arguments) {
        add(arguments, "--from", from, !from.isBlank());
        addFlag(arguments, "--profile", profile);
        addFlag(arguments, "--resume", resume);
    }
}
