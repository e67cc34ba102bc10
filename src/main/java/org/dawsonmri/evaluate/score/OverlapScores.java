package org.dawsonmri.evaluate.score;

import java.util.List;

/**
 * Scores of counted voxels: TP in both, FP in the prediction only, FN in the reference only.
 *
 * <table>
 * <caption>Formulas and empty masks</caption>
 * <tr><th>score</th><th>formula</th><th>one mask empty</th><th>both empty</th></tr>
 * <tr><td>dice</td><td>2TP / (2TP + FP + FN)</td><td>0</td><td>NaN</td></tr>
 * <tr><td>jaccard</td><td>TP / (TP + FP + FN)</td><td>0</td><td>NaN</td></tr>
 * <tr><td>precision</td><td>TP / (TP + FP)</td><td>0</td><td>NaN</td></tr>
 * <tr><td>recall</td><td>TP / (TP + FN)</td><td>0</td><td>NaN</td></tr>
 * </table>
 *
 * <p>With one mask empty the values are MedPy's, 0/0 included: a missed structure stays in the mean as 0. With both
 * empty MedPy says Dice and Jaccard 1 but precision and recall 0; there is nothing to measure, so they are undefined
 * here, and a mean cannot be carried by cases without the structure.
 */
final class OverlapScores {

    static final List<Score> ALL = List.of(
        new Score("dice", pair -> ratio(pair, 2 * pair.truePositives(),
            pair.referenceVoxels() + pair.predictedVoxels())),
        new Score("jaccard", pair -> ratio(pair, pair.truePositives(),
            pair.truePositives() + pair.falsePositives() + pair.falseNegatives())),
        new Score("precision", pair -> ratio(pair, pair.truePositives(), pair.predictedVoxels())),
        new Score("recall", pair -> ratio(pair, pair.truePositives(), pair.referenceVoxels())));

    private OverlapScores() {
    }

    private static double ratio(LabelPair pair, long numerator, long denominator) {
        if (pair.status() == Status.EMPTY_BOTH) {
            return Double.NaN;
        }
        return denominator == 0 ? 0 : (double) numerator / denominator;
    }
}
