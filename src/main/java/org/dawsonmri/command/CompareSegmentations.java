package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.imagej.job.CompareJob;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Compares several segmentations of the same cases. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Compare...", headless = true,
    description = "Paired differences, Wilcoxon's test, confidence intervals and Bland-Altman of two or more sets.")
public final class CompareSegmentations extends DawsonCommand {

    @Parameter(label = "Reference", style = "both", persist = false,
        description = "The expert's labels: title of an open image, file, folder of files, or dataset.tsv.")
    private String reference = "";

    @Parameter(persist = false)
    private String label = "";

    @Parameter(persist = false)
    private String filter = "";

    @Parameter(label = "Predictions", persist = false, description = "The sets to compare with ;"
        + " between them: U-Net=/results/unet; SegNet=/results/segnet (folders, files or titles of open images).")
    private String predictions = "";

    @Parameter(label = "Tables of scores", persist = false,
        description = "Sets that were measured before: U-Net=unet.csv; SegNet=segnet.csv")
    private String tables = "";

    @Parameter(label = "Scores", persist = false, description = "Families of scores to measure with commas between:"
        + " default, all, overlap, surface, lesion, skeleton, slice, volume.")
    private String scores = "all";

    @Parameter(label = "Results folder", style = "directory", persist = false,
        description = "Gets the tables as .csv files and report.html; is made if missing.")
    private String out = "";

    @Parameter(label = "Random seed", persist = false, description = "Of the bootstrap: the same seed gives the same"
        + " confidence intervals.")
    private long seed = 1;

    @Parameter(label = "Draw plots", persist = false, description = "Boxes of Dice, and Bland-Altman of volumes.")
    private boolean plots;

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("out", out, "a folder for the results");
        required("predictions or tables", predictions + tables, "two or more sets as NAME=... with ; between them");
        new CompareJob(reference.trim(), new DataChoice(label, filter), predictions, tables, scores, out.trim(), seed,
            plots, Existing.of(overwrite)).run(getContext(), progress);
    }
}
