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

    @Parameter
    private String data = "";

    @Parameter(persist = false)
    private String label = "";

    @Parameter(persist = false)
    private String filter = "";

    @Parameter(persist = false)
    private String channels = "";

    @Parameter(persist = false)
    private String grid = "voxel";

    /** Macros of older versions give it. */
    @Parameter(label = "Tolerance (mm)", visibility = ItemVisibility.INVISIBLE, persist = false,
        description = "Not looked at any more.")
    private String tolerance = "";

    @Parameter(label = "Write table (optional)", style = "save", persist = false,
        description = "A .tsv file: the data set as a table, which is what a BIDS folder amounts to.")
    private String write_table = "";

    @Parameter(persist = false)
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
