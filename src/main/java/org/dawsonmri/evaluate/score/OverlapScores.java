package org.dawsonmri.evaluate.score;

import java.util.List;

/**
 * Scores of counted voxels: TP in both, FP in the prediction only, FN in the reference only, TN in neither.
 *
 * <table>
 * <caption>Formulas and empty masks</caption>
 * <tr><th>score</th><th>formula</th><th>one mask empty</th><th>both empty</th></tr>
 * <tr><td>dice</td><td>2TP / (2TP + FP + FN)</td><td>0</td><td>NaN</td></tr>
 * <tr><td>jaccard</td><td>TP / (TP + FP + FN)</td><td>0</td><td>NaN</td></tr>
 * <tr><td>precision</td><td>TP / (TP + FP)</td><td>0</td><td>NaN</td></tr>
 * <tr><td>recall</td><td>TP / (TP + FN)</td><td>0</td><td>NaN</td></tr>
 * <tr><td>specificity</td><td>TN / (TN + FP)</td><td>as it comes</td><td>1</td></tr>
 * <tr><td>accuracy</td><td>(TP + TN) / all voxels of the image</td><td>as it comes</td><td>1</td></tr>
 * <tr><td>conformity_percent</td><td>100 (1 − (FP + FN) / TP)</td><td>NaN</td><td>NaN</td></tr>
 * <tr><td>volume_similarity</td><td>1 − |FN − FP| / (2TP + FP + FN)</td><td>0</td><td>NaN</td></tr>
 * </table>
 *
 * <p>With one mask empty the values are MedPy's, 0/0 included: a missed structure stays in the mean as 0. With both
 * empty MedPy says Dice and Jaccard 1 but precision and recall 0; there is nothing to measure, so they are undefined
 * here, and a mean cannot be carried by cases without the structure. Specificity and accuracy measure the background,
 * which is there; specificity is undefined only if the reference fills the image.
 *
 * <p>Conformity (Chang et al., NeuroImage 47, 2009) goes from 100 down without end: without a true positive it would be
 * −∞, and is undefined so that one case does not swallow a mean.
 */
final class OverlapScores {

    static final List<Score> ALL = List.of(
        new Score("dice", pair -> ratio(pair, 2 * pair.truePositives(), total(pair))),
        new Score("jaccard", pair -> ratio(pair, pair.truePositives(), pair.truePositives() + wrong(pair))),
        new Score("precision", pair -> ratio(pair, pair.truePositives(), pair.predictedVoxels())),
        new Score("recall", pair -> ratio(pair, pair.truePositives(), pair.referenceVoxels())),
        Score.special("specificity", pair -> ofBackground(pair, pair.trueNegatives(),
            pair.trueNegatives() + pair.falsePositives())),
        Score.special("accuracy", pair -> ofBackground(pair, pair.truePositives() + pair.trueNegatives(),
            pair.grid().voxels())),
        Score.special("conformity_percent", pair -> pair.truePositives() == 0 ? Double.NaN
            : 100 * (1 - (double) wrong(pair) / pair.truePositives())),
        Score.special("volume_similarity", pair -> ratio(pair,
            total(pair) - Math.abs(pair.falseNegatives() - pair.falsePositives()), total(pair))));

    private OverlapScores() {
    }

    private static long wrong(LabelPair pair) {
        return pair.falsePositives() + pair.falseNegatives();
    }

    private static long total(LabelPair pair) {
        return pair.referenceVoxels() + pair.predictedVoxels();
    }

    private static double ratio(LabelPair pair, long numerator, long denominator) {
        if (pair.status() == Status.EMPTY_BOTH) {
            return Double.NaN;
        }
        return denominator == 0 ? 0 : (double) numerator / denominator;
    }

    /** Nothing but true negatives is 1, also for a class that no map of the case holds. */
    private static double ofBackground(LabelPair pair, long numerator, long denominator) {
        return pair.status() == Status.EMPTY_BOTH ? 1 : (double) numerator / denominator;
    }
}
