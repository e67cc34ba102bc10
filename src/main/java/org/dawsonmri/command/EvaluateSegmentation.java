package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.imagej.FormInfo;
import org.dawsonmri.imagej.job.EvaluateJob;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.Locale;

/** Measures how well predicted labels agree with reference labels. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Evaluate...", headless = true,
    description = "Dice, Jaccard, Hausdorff and surface distances in mm, lesions, volumes: per class and case.")
public final class EvaluateSegmentation extends DawsonCommand {

    @Parameter(label = "Reference", style = "both", persist = false,
        description = "The expert's labels: title of an open image, file, folder of files, or dataset.tsv.")
    private String reference = "";

    @Parameter(label = "Prediction", style = "both", persist = false,
        description = "The labels to judge: title of an open image, file, or folder of files.")
    private String prediction = "";

    @Parameter(persist = false,
        description = "With a data set as reference: only the subjects whose row says so in the column 'split'.")
    private String split = FormInfo.ALL;

    @Parameter(persist = false)
    private String label = "";

    @Parameter(persist = false)
    private String filter = "";

    @Parameter(label = "Scores", persist = false, description = "Families of scores with commas between: default, all,"
        + " overlap, surface, lesion, skeleton, slice, volume.")
    private String scores = "default";

    @Parameter(label = "Save table as (optional)", style = "save", persist = false,
        description = "A .csv file; a second one with _summary in its name gets means and medians.")
    private String out = "";

    @Parameter(label = "Save report as (optional)", style = "save", persist = false,
        description = "A .html file with tables, plots and pictures, to look at in a browser and to print.")
    private String report = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Parameter(label = "Scan to draw on (optional)", style = "both", persist = false,
        description = "Title of an open image, or a file: gets true positives (green), false positives (orange) and"
            + " false negatives (blue) as an overlay. With folders: a folder of scans; with a data set: a modality.")
    private String scan = "";

    @Parameter(persist = false)
    private String grid = "voxel";

    @Parameter(label = "Draw plots", persist = false, description = "Boxes of scores, and Bland-Altman of volumes.")
    private boolean plots;

    @Override
    void execute(Progress progress) {
        required("reference", reference, "an open image's title, a file, a folder or a dataset.tsv");
        required("prediction", prediction, "an open image's title, a file or a folder");
        Split part = split.equals(FormInfo.ALL) ? null : Split.valueOf(split.toUpperCase(Locale.ROOT));
        new EvaluateJob(reference.trim(), prediction.trim(), part, new DataChoice(label, filter), scores, scan.trim(),
            out.trim(), report.trim(), plots, rule(grid), Existing.of(overwrite)).run(getContext(), progress);
    }
}
