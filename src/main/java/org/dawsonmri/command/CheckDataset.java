package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.DatasetCheck;
import org.dawsonmri.dataset.DatasetReport;
import org.dawsonmri.dataset.Finding.Severity;
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

    @Parameter(label = LABEL_FIELD, required = false, persist = false, description = LABEL_HELP)
    private String label = "";

    @Parameter(label = FILTER_FIELD, required = false, persist = false, description = FILTER_HELP)
    private String filter = "";

    @Parameter(label = CHANNELS_FIELD, required = false, persist = false,
        description = "Modalities to look at, comma-separated, such as FLAIR,T1.")
    private String channels = "";

    @Parameter(label = "Same grid", choices = {"voxel", "strict"}, persist = false, description = GRID)
    private String grid = "voxel";

    /** Macros of older versions give it. */
    @Parameter(label = "Tolerance (mm)", visibility = ItemVisibility.INVISIBLE, required = false, persist = false,
        description = "Not looked at any more.")
    private String tolerance = "";

    @Parameter(label = "Write table (optional)", style = "save", required = false, persist = false,
        description = "A .tsv file: the data set as a table, which is what a BIDS folder amounts to.")
    private String write_table = "";

    @Parameter(label = "Overwrite", persist = false, description = OVERWRITE)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("data", data, "a dataset.tsv or a folder");
        if (!tolerance.isEmpty()) {
            progress.warning("'tolerance': is not looked at any more; 'grid' says what lies in one grid");
        }
        Dataset dataset = Dataset.read(Path.of(data.trim()), new DataChoice(label, filter), names(channels), progress);
        if (!write_table.isBlank()) {
            outputs(overwrite).inputs(dataset.files()).file(write_table, Kind.DATASET).check();
            dataset.write(Path.of(write_table.trim()));
        }
        DatasetReport report = DatasetCheck.check(dataset, DatasetCheck.Options.defaults().with(rule(grid)), progress);
        DatasetTables.show(report);
        progress.message(data + ": channels " + String.join(", ", dataset.modalities()) + "; labels "
            + dataset.labels().text() + "; " + report.subjects().size() + " subjects, " + report.count(Severity.ERROR)
            + " errors, " + report.count(Severity.WARNING) + " warnings");
    }
}
