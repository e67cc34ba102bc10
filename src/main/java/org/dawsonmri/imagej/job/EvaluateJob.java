package org.dawsonmri.imagej.job;

import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.evaluate.ScoresCsv;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.imagej.ScorePlots;
import org.dawsonmri.imagej.ScoreTables;
import org.dawsonmri.imagej.image.LabelOverlay;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.report.Agreement;
import org.dawsonmri.report.EvaluationReport;
import org.dawsonmri.report.Methods;
import org.dawsonmri.report.PictureFiles;
import org.dawsonmri.report.PictureSource;
import org.dawsonmri.report.PictureSource.CaseVolumes;
import org.dawsonmri.score.ScoreSettings;
import org.dawsonmri.score.Scores;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.WindowManager;
import org.scijava.Context;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * An evaluation in ImageJ: the table, and what else was asked for.
 *
 * @param reference title of an open image, file, folder or dataset
 * @param prediction title of an open image, file or folder
 * @param split the data set's subjects to measure; null for all
 * @param choice which labels of the data set are meant
 * @param families names of families of scores with commas between
 * @param scan for one pair the scan to lay the agreement over (title or file); for many cases what a report's pictures
 *        are drawn on; empty for none
 * @param out file for the scores, empty for none
 * @param report file for the report, empty for none
 * @param plots true to draw plots
 * @param grid which predictions lie in their reference's grid
 * @param existing what happens to results that are there already
 */
public record EvaluateJob(String reference, String prediction, Split split, DataChoice choice, String families,
        String scan, String out, String report, boolean plots, GridRule grid, Existing existing) {

    private static final String OVERLAY = "agreement";
    private static final double OPACITY = 0.5;

    /**
     * Measures, writes, shows. Files are checked before anything is measured. Blocks until done.
     *
     * @throws org.dawsonmri.DawsonException if something named is not there, cannot be compared or cannot be written
     */
    public void run(Context context, Progress progress) {
        Scores scores = scores(families, grid);
        ScoresCsv.declare(new OutputFiles(existing), OutputFiles.path(out)).file(report, Kind.REPORT)
            .inputs(OpenScans.source(reference), OpenScans.source(prediction)).check();
        try (OpenScans scans = new OpenScans(context, progress)) {
            ScoresTable table = ScoreTables.evaluate(reference, prediction, split, choice, scores, scans, progress);
            if (!out.isBlank()) {
                ScoresCsv.write(table, Path.of(out));
            }
            if (!report.isBlank()) {
                Methods made = Methods.by("Dawson Evaluate... in ImageJ");
                Methods making = (ScoreTables.isBatch(reference) ? made.and(against())
                    : made.and("Reference", reference)).and("Prediction", prediction).and("Scores",
                    String.join(", ", table.columns()));
                EvaluationReport.write(Path.of(report), table, pictures(scans, progress), making, progress);
            }
            if (!scan.isBlank() && !ScoreTables.isBatch(reference)) {
                drawAgreement(scans, progress);
            }
            if (plots) {
                ScorePlots.show(table);
            }
            ScoreTables.show(table);
        }
    }

    /** The scores of families with commas between. */
    static Scores scores(String families, GridRule grid) {
        return Scores.of(Arrays.stream(families.split(",")).map(String::strip).filter(f -> !f.isEmpty()).toList(),
            ScoreSettings.DEFAULT.with(grid));
    }

    private Reference against() {
        return new Reference(Path.of(reference), split, choice);
    }

    private PictureSource pictures(OpenScans scans, Progress progress) {
        if (ScoreTables.isBatch(reference)) {
            return PictureFiles.of(against(), Path.of(prediction), scan.isBlank() ? null : scan, progress);
        }
        return (name, more) -> {
            Volume expected = scans.volume(reference);
            return new CaseVolumes(scan.isBlank() ? null : GridRule.VOXEL.lay(scans.volume(scan), expected, more),
                expected, GridRule.VOXEL.lay(scans.volume(prediction), expected, Progress.NONE));
        };
    }

    private void drawAgreement(OpenScans scans, Progress progress) {
        Volume expected = scans.volume(reference);
        Volume codes = Agreement.map(expected,
            GridRule.VOXEL.lay(scans.volume(prediction), expected, Progress.NONE)); // its warning was given
        ImagePlus image = scans.image(scan);
        LabelOverlay.draw(image, codes.named(OVERLAY), OVERLAY, OPACITY, Agreement::colourOf, progress);
        if (WindowManager.getImage(image.getID()) == null) { // a file that was not open
            image.show();
        }
    }
}
