package org.dawsonmri.evaluate.score;

import java.util.function.ToDoubleFunction;

/**
 * One column of a {@link ScoresTable}.
 *
 * @param column name, with its unit unless it is a plain ratio ({@code hd95_mm}, {@code dice})
 * @param formula computes it for one class; NaN where it is not defined
 */
record Score(String column, ToDoubleFunction<LabelPair> formula) {

    double of(LabelPair pair) {
        return formula.applyAsDouble(pair);
    }
}
