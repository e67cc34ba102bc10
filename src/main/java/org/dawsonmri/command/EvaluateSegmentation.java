package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.ScoresCsv;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.imagej.OpenScans;
import org.dawsonmri.imagej.ScoreTables;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;

/** Measures how well predicted labels agree with reference labels. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Evaluate...", headless = true,
    description = "Dice, Jaccard, Hausdorff and surface distances in mm, volumes: per class and case.")
public final class EvaluateSegmentation extends DawsonCommand {

    @Parameter(label = "Reference", style = "both", required = false, persist = false,
        description = "The expert's labels: title of an open image, file, folder of files, or dataset.tsv.")
    private String reference = "";

    @Parameter(label = "Prediction", style = "both", required = false, persist = false,
        description = "The labels to judge: title of an open image, file, or folder of files.")
    private String prediction = "";

    @Parameter(label = "Save table as (optional)", style = "save", required = false, persist = false,
        description = "A .csv file; a second one with _summary in its name gets means and medians.")
    private String out = "";

    @Override
    void execute(Progress progress) {
        required("reference", reference, "an open image's title, a file, a folder or a dataset.tsv");
        required("prediction", prediction, "an open image's title, a file or a folder");
        if (!out.isBlank()) {
            ScoresCsv.checkWritable(Path.of(out));
        }
        try (OpenScans scans = new OpenScans(getContext(), progress)) {
            ScoresTable table = ScoreTables.evaluate(reference.trim(), prediction.trim(), scans, progress);
            if (!out.isBlank()) {
                ScoresCsv.write(table, Path.of(out));
            }
            ScoreTables.show(table);
        }
    }
}
