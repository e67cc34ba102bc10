package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Evaluation;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.ScanNames;
import org.dawsonmri.score.Scores;

import ij.WindowManager;
import ij.measure.ResultsTable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Evaluations of what is open in ImageJ or lies on disk, and their table "Dawson Scores". */
public final class ScoreTables {

    static final String TITLE = "Dawson Scores";

    private ScoreTables() {
    }

    /**
     * Compares labels.
     *
     * @param reference title of an open image, a file, a folder or a dataset
     * @param prediction title of an open image, a file or a folder
     * @param split the dataset's subjects to measure; null for all
     * @param choice which labels of the dataset are meant
     * @param scores what to measure
     */
    public static ScoresTable evaluate(String reference, String prediction, Split split, DataChoice choice, Scores scores,
            OpenScans scans, Progress progress) {
        if (isBatch(reference)) {
            return Evaluation.run(new Reference(Path.of(reference), split, choice), Path.of(prediction), null,
                Classes.found(), scores, progress);
        }
        if (split != null) {
            throw new DawsonException("'split': is " + split.text() + ", but " + reference
                + " is no data set; choose all");
        }
        if (choice.isGiven()) {
            throw new DawsonException("'label' and 'filter': choose among files, but " + reference
                + " is no data set; leave them out");
        }
        return Evaluation.compare(scans.volume(reference).named(ScanNames.leaf(reference)),
            scans.volume(prediction).named(ScanNames.leaf(prediction)), List.of(), Classes.found(), scores, progress);
    }

    /** Shows one row for each case and class; headings as in the CSV file. */
    public static ResultsTable show(ScoresTable table) {
        List<String> headings = new ArrayList<>(List.of("case", "class", "class_name", "status", "reason"));
        headings.addAll(table.columns());
        List<List<Object>> rows = new ArrayList<>();
        for (ScoresRow row : table.rows()) {
            List<Object> values = new ArrayList<>(List.of(row.caseName(), row.labelText(), row.className(),
                row.status().name(), row.reason()));
            table.columns().forEach(column -> values.add(row.score(column)));
            rows.add(values);
        }
        return ResultTables.show(TITLE, headings, rows);
    }

    /** True for a folder or a dataset, unless an open image has that title. */
    public static boolean isBatch(String reference) {
        boolean open = WindowManager.getImage(reference) != null;
        return !open && (Files.isDirectory(Path.of(reference)) || Evaluation.isDataset(Path.of(reference)));
    }
}
