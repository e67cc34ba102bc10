package org.dawsonmri.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a training stands after an epoch; with the weights it is all that is needed to go on as if nothing had
 * happened, since every random choice comes from the seed and the numbers of the epoch and the step.
 *
 * @param epoch epochs that are finished
 * @param step updates that are done
 * @param bestEpoch epoch whose weights are kept as the model, 0 if there is none yet
 * @param bestScore its validation Dice, of a cascade's stage the validation loss with a minus, or NaN
 * @param precision what 'auto' was decided to
 * @param history one row per epoch: numbers by column name
 */
record TrainingState(int epoch, long step, int bestEpoch, double bestScore, Precision precision,
    List<Map<String, Double>> history) {

    TrainingState {
        if (precision == null || history == null || history.size() != epoch || bestEpoch < 0 || bestEpoch > epoch) {
            throw new IllegalArgumentException("epoch " + epoch + ", best epoch " + bestEpoch + ", precision " + precision
                + " and a history of " + (history == null ? "no" : history.size()) + " epochs do not go together");
        }
    }

    static TrainingState initial(Precision precision) {
        return new TrainingState(0, 0, 0, Double.NaN, precision, List.of());
    }

    /**
     * The state after one more epoch.
     *
     * @param score what validation says of the epoch, more is better; NaN, which makes the newest weights the best
     *        ones, without validation
     * @param row the epoch's row of the history
     */
    TrainingState next(long stepNow, double score, Map<String, Double> row) {
        boolean better = Double.isNaN(score) || Double.isNaN(bestScore) || score > bestScore;
        List<Map<String, Double>> rows = new ArrayList<>(history);
        rows.add(row);
        return new TrainingState(epoch + 1, stepNow, better ? epoch + 1 : bestEpoch, better ? score : bestScore,
            precision, rows);
    }

    /** True if the last epoch's weights are the best so far. */
    boolean isBest() {
        return bestEpoch == epoch;
    }
}
