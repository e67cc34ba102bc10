package org.dawsonmri.score;

import static org.dawsonmri.score.Score.Place.CASES;
import static org.dawsonmri.score.Score.Place.DEFAULT;
import static org.dawsonmri.score.Score.Place.ORDER;
import static org.dawsonmri.score.Score.Place.REPORT;
import static org.dawsonmri.score.Score.Place.TEXT;

import org.dawsonmri.score.Convention.EmptyRule;
import org.dawsonmri.score.Range.Direction;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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

    /** Nothing but true negatives is 1, also for a class that no map of the case holds. */
    private static final EmptyRule OF_BACKGROUND = new EmptyRule(1.0, null, null);

    private OverlapScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        boolean smooth = settings.convention() == Convention.SEED1;
        return Stream.of(
            ratio("dice", smooth ? SliceScores::smoothDice : pair -> divided(2 * pair.truePositives(), total(pair)))
                .titled("Dice").shownIn(DEFAULT, ORDER, TEXT, REPORT, CASES),
            ratio("jaccard", pair -> divided(pair.truePositives(), pair.truePositives() + wrong(pair)))
                .titled("Jaccard").shownIn(DEFAULT, TEXT, REPORT),
            ratio("precision", pair -> divided(pair.truePositives(), pair.predictedVoxels()))
                .titled("Precision").shownIn(DEFAULT, TEXT, REPORT, CASES),
            ratio("recall", pair -> divided(pair.truePositives(), pair.referenceVoxels()))
                .titled("Recall").shownIn(DEFAULT, TEXT, REPORT, CASES),
            ratio("specificity", pair -> divided(pair.trueNegatives(), pair.trueNegatives() + pair.falsePositives()))
                .undefined(OF_BACKGROUND),
            ratio("accuracy", pair -> divided(pair.truePositives() + pair.trueNegatives(), pair.grid().voxels()))
                .undefined(OF_BACKGROUND),
            Score.of("conformity", "percent", new Range(Direction.HIGHER, Double.NEGATIVE_INFINITY, 100), pair ->
                pair.truePositives() == 0 ? Double.NaN : 100 * (1 - (double) wrong(pair) / pair.truePositives())),
            ratio("volume_similarity", pair ->
                divided(total(pair) - Math.abs(pair.falseNegatives() - pair.falsePositives()), total(pair))))
            .map(score -> score.by(settings.convention())).toList();
    }

    private static Score ratio(String name, ToDoubleFunction<LabelPair> formula) {
        return Score.of(name, "", Range.RATIO, formula).undefined(EmptyRule.ZERO_IF_ONE);
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
