package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.ProfileWindows;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;
import java.util.List;

/** Measures what training and evaluating networks costs on this computer. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Profile...", headless = true,
    description = "CPU, memory, GPU, power and temperature of networks that train and are evaluated on noise.")
public final class ProfileNetworks extends DawsonCommand {

    @Parameter(label = "Networks", persist = false,
        description = "Names, comma-separated, such as unet-keras,double-unet; Dawson List Networks... shows all.")
    private String networks = "unet";

    @Parameter(label = "Size (pixels)", min = "1", persist = false, description = "Width and height of slices.")
    private int pixels = 128;

    @Parameter(label = "Batch size (slices)", min = "1", persist = false, description = "Slices per step.")
    private int batch_size = 4;

    @Parameter(label = "Precision", choices = {"float32", "bfloat16", "both"}, persist = false,
        description = "How the networks compute; both profiles each network twice.")
    private String precision = "float32";

    @Parameter(label = "Epochs", min = "1", persist = false,
        description = "Of training and of evaluation; of several, the first one only warms up.")
    private int epochs = 3;

    @Parameter(label = "Steps per epoch", min = "1", persist = false, description = "Batches in each epoch.")
    private int steps = 20;

    @Parameter(label = "Repeats", min = "1", persist = false, description = "Runs of each network and precision.")
    private int repeats = 1;

    @Parameter(label = "Results folder", style = "directory", persist = false,
        description = "A new or empty folder for series, statistics, figures and the report.")
    private String out = "";

    @Override
    void execute(Progress progress) {
        required("out", out, "a folder for the results");
        required("networks", networks, "names such as unet-keras,double-unet");
        List<String> names = List.of(networks.trim().split("\\s*,\\s*"));
        List<String> precisions = precision.equals("both") ? List.of("float32", "bfloat16") : List.of(precision);
        Path folder = Path.of(out.trim());
        Engine engine = Engine.locate();
        List<String> arguments = List.of("profile", "--network", String.join(",", names), "--size", "" + pixels,
            "--batch-size", "" + batch_size, "--precision", String.join(",", precisions), "--epochs", "" + epochs,
            "--steps", "" + steps, "--repeats", "" + repeats, "--out", folder.toString());
        UnfinishedFolder.fill(folder, progress, () -> engine.run(arguments, progress));
        ProfileWindows.show(ProfileWindows.setsOf(folder, names, precisions));
        progress.message("the report is " + folder.resolve("report.html"));
    }
}
