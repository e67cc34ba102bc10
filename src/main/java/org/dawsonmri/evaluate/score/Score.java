package org.dawsonmri.evaluate.score;

import java.util.function.ToDoubleFunction;

/**
 * One column of a {@code ScoresTable}.
 *
 * @param column name, with its unit unless it is a plain ratio ({@code hd95_mm}, {@code dice})
 * @param common true if it is there by default, false if its family has to be asked for
 * @param formula computes it for one class; NaN where it is not defined
 */
record Score(String column, boolean common, ToDoubleFunction<LabelPair> formula) {

    /** A score that is there by default. */
    Score(String column, ToDoubleFunction<LabelPair> formula) {
        this(column, true, formula);
    }

    /** A score that is there if its family is asked for. */
    static Score special(String column, ToDoubleFunction<LabelPair> formula) {
        return new Score(column, false, formula);
    }

    double of(LabelPair pair) {
        return formula.applyAsDouble(pair);
    }
}
