package org.dawsonmri.score;

import java.util.List;

/** Scores that are asked for by one name. A new family is a new file and a line in {@link Scores}; without state. */
@FunctionalInterface
public interface ScoreFamily {

    /**
     * Its scores, in the order of the table. Those that are {@linkplain Score.Place#DEFAULT shown by default} are
     * measured if nobody has chosen any.
     *
     * @param settings what there is to choose in their definitions
     */
    List<Score> of(ScoreSettings settings);
}
