package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.SplitTables;
import org.dawsonmri.dataset.Splits;
import org.dawsonmri.imagej.DatasetTables;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Deals the people of a data set out to training, validation and test. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Split Dataset...", headless = true,
    description = "Deals people out to training, validation and test by chance, in folds, or leaving one out; all"
        + " sessions of a person stay together. Writes tables; no scan is copied.")
public final class SplitDataset extends DawsonCommand {

    private static final String FRACTIONS = "fractions";
    private static final String FOLDS = "folds";
    private static final String LEAVE_ONE_OUT = "leave one out";

    @Parameter(persist = false)
    private String data = "";

    @Parameter(persist = false)
    private String label = "";

    @Parameter(persist = false)
    private String filter = "";

    @Parameter(persist = false)
    private String channels = "";

    @Parameter(label = "Way", choices = {FRACTIONS, FOLDS, LEAVE_ONE_OUT}, persist = false,
        description = "fractions: one table. folds: one table each, the fold is for validation. leave one out: one"
            + " table for each person, who is the test.")
    private String way = FRACTIONS;

    @Parameter(label = "Fractions (%)", persist = false,
        description = "Percentages of training, validation and test; each above 0 gets at least one person.")
    private String fractions = "70,15,15";

    @Parameter(label = "Number of folds", min = "2", persist = false, description = "For folds: how many.")
    private int folds = 5;

    @Parameter(label = "Leave one out: next person validates", persist = false,
        description = "Each network then keeps its best epoch and not its last, and learns from one person fewer.")
    private boolean validate;

    @Parameter(label = "Keep the test people", persist = false,
        description = "Who is in 'test' already stays there; the others are dealt out.")
    private boolean keep_test;

    @Parameter(label = "Seed", persist = false, description = "Another number deals otherwise.")
    private long seed = 1;

    @Parameter(label = "Folder for the tables", style = "directory", persist = false,
        description = "Gets dataset.tsv, or fold-1.tsv, fold-2.tsv and so on; is made if missing.")
    private String out = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("data", data, "a dataset.tsv or a folder");
        Path folder = Path.of(required("out", out, "a folder for the tables"));
        List<Double> percent = percent();
        if (keep_test && way.equals(LEAVE_ONE_OUT)) {
            throw new DawsonException("'keep_test': does not go together with leaving one out, where each person is the"
                + " test once");
        }
        Dataset dataset = Dataset.read(Path.of(data.trim()), new DataChoice(label, filter), names(channels), progress);
        if (!keep_test && !way.equals(LEAVE_ONE_OUT)) {
            SplitTables.warnOfLostTest(dataset, "'keep_test'", progress);
        }
        progress.checkCancelled();
        Existing existing = Existing.of(overwrite);
        Splits splits = new Splits(dataset, keep_test, progress);
        DatasetTables.showSplits(switch (way) {
            case FOLDS -> SplitTables.writeFolds(splits.folds(folds, seed), folder, existing);
            case LEAVE_ONE_OUT -> SplitTables.writeFolds(splits.leaveOneOut(validate), folder, existing);
            default -> SplitTables.writeOne(splits.byFractions(percent, seed), folder, existing);
        });
    }

    private List<Double> percent() {
        try {
            return Arrays.stream(fractions.split(",")).map(String::strip).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new DawsonException("'fractions': is '" + fractions + "', expected percentages of training,"
                + " validation and test, such as 70,15,15", e);
        }
    }
}
