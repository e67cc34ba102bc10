package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Scores of counted voxels: TP in both, FP in the prediction only, FN in the reference only, TN in neither.
 *
 * <table>
 * <caption>Formulas and empty masks, by Dawson's convention</caption>
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
 * <p>A missed structure stays in the mean as 0. With both empty MedPy says Dice and Jaccard 1 but precision and recall
 * 0; there is nothing to measure, so they are undefined here, and a mean cannot be carried by cases without the
 * structure. Other programs' rules are those of {@link Convention}. Specificity and accuracy measure the background,
 * which is there; specificity is undefined only if the reference fills the image.
 *
 * <p>Conformity (Chang et al., NeuroImage 47, 2009) goes from 100 down without end: without a true positive it would be
 * −∞, and is undefined so that one case does not swallow a mean.
 */
final class OverlapScores {

    private OverlapScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        Convention by = settings.convention();
        return List.of(
            by == Convention.SEED1 ? new Score(by.column("dice"), SliceScores::smoothDice)
                : ratio(by, true, "dice", pair -> divided(2 * pair.truePositives(), total(pair))),
            ratio(by, true, "jaccard", pair -> divided(pair.truePositives(), pair.truePositives() + wrong(pair))),
            ratio(by, true, "precision", pair -> divided(pair.truePositives(), pair.predictedVoxels())),
            ratio(by, true, "recall", pair -> divided(pair.truePositives(), pair.referenceVoxels())),
            ofBackground(by, "specificity", pair -> divided(pair.trueNegatives(),
                pair.trueNegatives() + pair.falsePositives())),
            ofBackground(by, "accuracy", pair -> divided(pair.truePositives() + pair.trueNegatives(),
                pair.grid().voxels())),
            Score.special("conformity_percent", pair -> pair.truePositives() == 0 ? Double.NaN
                : 100 * (1 - (double) wrong(pair) / pair.truePositives())),
            ratio(by, false, "volume_similarity", pair ->
                divided(total(pair) - Math.abs(pair.falseNegatives() - pair.falsePositives()), total(pair))));
    }

    private static Score ratio(Convention by, boolean common, String name, ToDoubleFunction<LabelPair> formula) {
        EmptyRule ifEmpty = by.ifEmpty(name, EmptyRule.ZERO_IF_ONE);
        double factor = by.factor(name);
        return new Score(by.column(name), common, pair -> factor
            * (pair.status() == Status.OK ? formula.applyAsDouble(pair) : ifEmpty.of(pair.status())));
    }

    /** Nothing but true negatives is 1, also for a class that no map of the case holds. */
    private static Score ofBackground(Convention by, String name, ToDoubleFunction<LabelPair> formula) {
        double factor = by.factor(name);
        return Score.special(by.column(name),
            pair -> factor * (pair.status() == Status.EMPTY_BOTH ? 1 : formula.applyAsDouble(pair)));
    }

    private static long wrong(LabelPair pair) {
        return pair.falsePositives() + pair.falseNegatives();
    }

    private static long total(LabelPair pair) {
        return pair.referenceVoxels() + pair.predictedVoxels();
    }

    private static double divided(long numerator, long denominator) {
        return (double) numerator / denominator;
    }
}
