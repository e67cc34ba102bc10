package org.dawsonmri.command;

import org.dawsonmri.AtomicFolder;
import org.dawsonmri.config.ModelDescription;

import com.google.gson.JsonObject;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains a cascade of two patch networks on lesions, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Train Cascade...", headless = true,
    description = "Trains two 3-D patch networks on scans with lesions: the second corrects the first. Escape stops or"
        + " cancels.")
public final class TrainCascade extends TrainingCommand {

    @Parameter(persist = false, choices = {"cascade-valverde", "cascade-fcn", "cascade-seed1",
        "cascade-seed1-eddl", "cascade-nicmslesions"},
        description = "cascade-fcn segments many times faster; the others are as published.")
    private String network = "cascade-valverde";

    @Parameter(persist = false,
        description = "Modalities, comma-separated; lesions are bright in the first one, such as FLAIR,T1,T2.")
    private String channels = "";

    @Parameter(label = "Model folder", style = "directory", persist = false,
        description = "Where the trained model goes.")
    private String out = "";

    @Parameter(persist = false)
    private int epochs;

    @Parameter(persist = false)
    private int patience = -1;

    @Parameter(persist = false)
    private int batch_size;

    @Parameter(persist = false)
    private double learning_rate;

    @Parameter(persist = false, stepSize = "0.1")
    private double min_threshold = 0.5;

    @Parameter(persist = false, stepSize = "0.05")
    private double t_bin = 0.8;

    @Parameter(persist = false)
    private int l_min = 20;

    @Parameter(persist = false)
    private String precision = "auto";

    @Parameter(min = "-1", persist = false)
    private long seed = -1;

    @Parameter(persist = false,
        description = "cascade-median (for one or a few training patients) or a JSON file with settings, laid over the"
            + " protocol 'cascade'; what is set above goes before it.")
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

    /** NB: the form's own network and numbers are not what a training that goes on was begun with. */
    @Override
    JsonObject settings() {
        JsonObject settings = super.settings();
        if (resume && Files.exists(AtomicFolder.current(Path.of(out.trim()), ModelDescription.FILE))) {
            settings.remove("network");
            settings.remove("cascade");
        } else {
            fields().put("network", settings);
        }
        return settings;
    }

    @Override
    void addTo(List<String> arguments) {
        addFlag(arguments, "--profile", profile);
        addFlag(arguments, "--resume", resume);
    }
}
