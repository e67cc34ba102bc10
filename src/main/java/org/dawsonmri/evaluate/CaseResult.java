package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.score.LabelMap;
import org.dawsonmri.evaluate.score.LabelPair;
import org.dawsonmri.evaluate.score.Scores;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.GridMatch;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came out of one case.
 *
 * @param name name of the case
 * @param rows label to scores of the classes measured; empty if no label occurs, or if the case failed
 * @param note what had to be done to compare it, empty if nothing
 * @param failure why it could not be compared, null if it could
 */
record CaseResult(String name, SortedMap<Integer, ScoresRow> rows, String note, String failure) {

    /** Stands in a table if all classes found are asked for and there are none: an empty pair gets a row, too. */
    private static final int CLASS_IF_NONE = 1;

    /** @throws DawsonException if the grids do not agree or one of the volumes is no label map */
    static CaseResult measure(String name, Volume reference, Volume prediction, Classes classes, Scores scores) {
        return measure(name, reference, prediction, null, classes, scores, Progress.NONE);
    }

    /**
     * @param maps the classes' probabilities, or null if there are none; a class without a map gets a note
     * @throws DawsonException if the grids do not agree, or a volume holds what it cannot
     */
    static CaseResult measure(String name, Volume reference, Volume prediction, ClassProbabilities maps,
            Classes classes, Scores scores, Progress progress) {
        LaidPrediction laid = LaidPrediction.of(reference, prediction, scores.grid(), progress);
        LabelMap expected = LabelMap.of(reference);
        LabelMap predicted = LabelMap.of(laid.volume());
        SortedMap<Integer, ScoresRow> rows = new TreeMap<>();
        for (int label : classes.in(List.of(expected, predicted))) {
            boolean mapped = maps != null && maps.has(label, classes);
            LabelPair pair = LabelPair.of(expected, predicted, label,
                mapped ? maps.of(label, classes, reference, scores.grid()) : null);
            String note = maps == null || mapped ? laid.note()
                : joined(laid.note(), "no probabilities of this class in " + maps.name() + ", which has maps of "
                    + maps.count());
            rows.put(label, ScoresRow.of(name, label, classes, scores, pair, note));
        }
        return new CaseResult(name, rows, laid.note(), null);
    }

    private static String joined(String note, String more) {
        return note.isEmpty() ? more : note + "; " + more;
    }

    static CaseResult failed(String name, String reason) {
        return new CaseResult(name, new TreeMap<>(), "", reason);
    }

    /**
     * The table of all cases. If all classes found were asked for, a class found in one case belongs to every case:
     * where it is absent it gets a row that says so, so that each class's n and undefined add up to all cases.
     */
    static ScoresTable table(List<CaseResult> results, Classes classes, Scores scores) {
        TreeSet<Integer> labels = new TreeSet<>();
        results.forEach(result -> labels.addAll(result.rows.keySet()));
        if (labels.isEmpty()) {
            labels.add(CLASS_IF_NONE);
        }
        List<ScoresRow> rows = new ArrayList<>();
        for (CaseResult result : results) {
            if (result.failure != null) {
                rows.add(ScoresRow.failed(result.name, result.failure, scores));
                continue;
            }
            for (int label : labels) {
                ScoresRow row = result.rows.get(label);
                rows.add(row != null ? row
                    : ScoresRow.of(result.name, label, classes, scores, LabelPair.absent(), result.note));
            }
        }
        return new ScoresTable(scores.columns(), rows);
    }

    /**
     * A prediction voxel by voxel beside its reference. Nothing is resampled: only a grid that lies in the same place,
     * perhaps with swapped or reversed axes, can be compared.
     *
     * @param volume the prediction in the reference's grid
     * @param note what had to be done, empty if nothing
     */
    record LaidPrediction(Volume volume, String note) {

        /** Sine of the angle: a tenth of a percent of the distance, well below what a voxel resolves. */
        private static final double TOLERATED_SKEW = 1e-3;

        /** @throws DawsonException if the grids do not agree; says by how much */
        static LaidPrediction of(Volume reference, Volume prediction, GridRule grid, Progress progress) {
            checkMeasurable(reference);
            checkMeasurable(prediction);
            GridMatch match = grid.compare("the reference", reference.geometry(), prediction.geometry());
            Volume laid = grid.lay(prediction, reference, progress);
            StringJoiner note = new StringJoiner("; ");
            if (match.reoriented()) {
                note.add("prediction reoriented from " + Orientation.of(prediction.geometry().affine()) + " to "
                    + Orientation.of(reference.geometry().affine()));
            }
            if (!match.text().isEmpty()) {
                note.add("prediction " + match.text());
            }
            double skew = skew(reference.geometry().affine());
            if (skew > TOLERATED_SKEW) {
                note.add(String.format(Locale.ROOT,
                    "voxel axes are %.1f° off perpendicular, so distances are approximate",
                    Math.toDegrees(Math.asin(skew))));
            }
            return new LaidPrediction(laid, note.toString());
        }

        /** Distances are measured along voxel axes taken for perpendicular. A registration with shear leaves others. */
        private static double skew(Affine affine) {
            double worst = 0;
            for (int a = 0; a < 3; a++) {
                int b = (a + 1) % 3;
                double dot = 0;
                for (int row = 0; row < 3; row++) {
                    dot += affine.get(row, a) * affine.get(row, b);
                }
                worst = Math.max(worst, Math.abs(dot) / (affine.spacing(a) * affine.spacing(b)));
            }
            return worst;
        }

        private static void checkMeasurable(Volume volume) {
            double voxel = volume.geometry().voxelVolumeMm3();
            if (!(voxel > 0) || Double.isInfinite(voxel)) {
                throw new DawsonException(volume.name() + ": its voxels have a volume of " + voxel
                    + " mm³, so nothing can be measured; repair the affine in its header");
            }
        }
    }
}
