package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.CheckOptions;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.DatasetCheck;
import org.dawsonmri.dataset.DatasetReport;
import org.dawsonmri.dataset.Severity;
import org.dawsonmri.imagej.DatasetTables;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;

/** Looks for what is wrong with a data set before hours of training go into it. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Check Dataset...", headless = true,
    description = "Lists missing files, grids that do not fit, odd labels and voxels, subject by subject.")
public final class CheckDataset extends DawsonCommand {

    @Parameter(label = "Data set", style = "both", required = false,
        description = "A dataset.tsv (columns subject, split, one per modality, label), its folder, or a BIDS folder.")
    private String data = "";

    @Parameter(label = "Same grid", choices = {"voxel", "strict"}, persist = false, description = GRID)
    private String grid = "voxel";

    /** Macros of older versions give it. */
    @Parameter(label = "Tolerance (mm)", visibility = ItemVisibility.INVISIBLE, required = false, persist = false,
        description = "Not looked at any more.")
    private String tolerance = "";

    @Override
    void execute(Progress progress) {
        required("data", data, "a dataset.tsv or a folder");
        if (!tolerance.isEmpty()) {
            progress.warning("'tolerance': is not looked at any more; 'grid' says what lies in one grid");
        }
        DatasetReport report = DatasetCheck.check(Dataset.read(Path.of(data.trim())),
            CheckOptions.defaults().with(rule(grid)), progress);
        DatasetTables.show(report);
        progress.message(data + ": " + report.subjects().size() + " subjects, " + report.count(Severity.ERROR)
            + " errors, " + report.count(Severity.WARNING) + " warnings");
    }
}
