package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.model.ModelFolder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a training stands after an epoch; with the weights it is all that is needed to go on as if nothing had
 * happened, since every random choice comes from the seed and the numbers of the epoch and the step.
 *
 * @param epoch epochs that are finished
 * @param step updates that are done
 * @param bestEpoch epoch whose weights are kept as the model, 0 if there is none yet
 * @param bestScore what the {@link Monitor} says of it, or NaN
 * @param precision what 'auto' was decided to
 * @param history one row per epoch: numbers by column name
 */
record TrainingState(int epoch, long step, int bestEpoch, double bestScore, Precision precision,
    List<Map<String, Double>> history) {

    TrainingState {
        if (precision == null || history == null || history.size() != epoch || bestEpoch < 0 || bestEpoch > epoch) {
            throw new IllegalArgumentException("epoch " + epoch + ", best epoch " + bestEpoch + ", precision "
                + precision + " and a history of " + (history == null ? "no" : history.size())
                + " epochs do not go together");
        }
    }

    static TrainingState initial(Precision precision) {
        return new TrainingState(0, 0, 0, Double.NaN, precision, List.of());
    }

    /**
     * The state after one more epoch. Of equally good epochs the later one is the best, having learned for longer; one
     * that was not measured never is.
     *
     * @param row the epoch's row of the history; in the new state it says, too, which epoch is kept
     */
    TrainingState next(long stepNow, Monitor monitor, Map<String, Double> row) {
        double score = monitor.score(row);
        boolean best = !Double.isNaN(score) && !(score < bestScore);
        int kept = best ? epoch + 1 : bestEpoch;
        Map<String, Double> last = new LinkedHashMap<>(row);
        last.put(monitor.keptColumn(), (double) kept);
        List<Map<String, Double>> rows = new ArrayList<>(history);
        rows.add(last);
        return new TrainingState(epoch + 1, stepNow, kept, best ? score : bestScore, precision, rows);
    }

    /** The same state, its best epoch measured by this monitor: an older version may have used another one. */
    TrainingState measuredBy(Monitor monitor) {
        double score = bestEpoch == 0 ? Double.NaN : monitor.score(history.get(bestEpoch - 1));
        return new TrainingState(epoch, step, bestEpoch, score, precision, history);
    }

    /** @throws DawsonException if no epoch was measured, so that none is kept */
    void requireKept(ModelFolder model, Monitor monitor) {
        if (bestEpoch == 0) {
            throw new DawsonException(model.path() + ": no epoch is kept: " + monitor.text() + " was NaN in all "
                + epoch + "; use a smaller --learning-rate and train anew, or check the scans with 'dawson check'");
        }
    }

    /** The learning rate of the epoch that comes next. */
    double learningRate(TrainingConfig config, Monitor monitor) {
        return config.schedule().rate(config.learningRate(), epoch, config.epochs(), config.scheduleOptions(),
            monitor.plateauScores(history));
    }

    /** True if no epoch follows. */
    boolean isOver(TrainingConfig config, Monitor monitor) {
        return epoch >= config.epochs()
            || config.patience() > 0 && monitor.epochsWithoutGain(history) >= config.patience();
    }

    /** True if the last epoch's weights are the best so far. */
    boolean isBest() {
        return bestEpoch == epoch;
    }
}
