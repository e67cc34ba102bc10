package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.engine.Engine;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.List;

/** Makes a small data set of synthetic heads with lesions to try everything on. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Make Sample Data...", headless = true,
    description = "Makes synthetic FLAIR, T1 and T2 scans with lesion labels and a dataset.tsv.")
public final class MakeSampleData extends DawsonCommand {

    @Parameter(label = "Folder", style = "directory",
        description = "Where to put the scans and the dataset.tsv.")
    private String out = "";

    @Parameter(label = "Subjects", min = "1", persist = false, description = "Number of heads; no two are alike.")
    private int subjects = 10;

    @Parameter(label = "Size (voxels)", min = "16", persist = false, description = "Voxels along each side.")
    private int size = 96;

    @Parameter(label = "Seed", persist = false, description = "The same seed makes the same heads.")
    private long seed = 1;

    @Override
    void execute(Progress progress) {
        required("out", out, "a folder for the scans");
        Engine.locate().run(List.of("sample", "--out", out, "--subjects", "" + subjects, "--size", "" + size,
            "--seed", "" + seed), progress);
        progress.message("sample data are in " + out);
    }
}
