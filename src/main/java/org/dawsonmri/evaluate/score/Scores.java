package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.stream.Stream;

/** Every score Dawson computes, in the order of the table. A new family is a new file and a name here. */
public final class Scores {

    static final List<Score> ALL = Stream.of(OverlapScores.ALL, SurfaceScores.ALL, VolumeScores.ALL)
        .flatMap(List::stream).toList();

    private Scores() {
    }

    /** The columns' names, in order. */
    public static List<String> columns() {
        return ALL.stream().map(Score::column).toList();
    }

    /** Every score of one class, in the order of {@link #columns()}. */
    public static double[] of(LabelPair pair) {
        return ALL.stream().mapToDouble(score -> score.of(pair)).toArray();
    }
}
