package org.dawsonmri.evaluate.score;

import org.dawsonmri.DawsonException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A choice of scores, which come in families. A new family is a new file and a line in {@link #FAMILIES}. Immutable.
 *
 * <pre>{@code
 * Scores.standard();                                                        // what most people want to see
 * Scores.of(List.of("all"), ScoreSettings.DEFAULT);                         // everything
 * Scores.of(List.of("default", "lesion"), ScoreSettings.DEFAULT);           // all of the lesions besides
 * }</pre>
 */
public final class Scores {

    /** The families' names, in the order of the table. */
    private static final Map<String, Function<ScoreSettings, List<Score>>> FAMILIES = families();

    private static final String DEFAULT = "default";
    private static final String EVERYTHING = "all";

    private static final Scores STANDARD = of(List.of(DEFAULT), ScoreSettings.DEFAULT);

    private final List<Score> scores;

    private Scores(List<Score> scores) {
        this.scores = List.copyOf(scores);
    }

    private static Map<String, Function<ScoreSettings, List<Score>>> families() {
        Map<String, Function<ScoreSettings, List<Score>>> families = new LinkedHashMap<>();
        families.put("overlap", settings -> OverlapScores.ALL);
        families.put("surface", SurfaceScores::all);
        families.put("lesion", LesionScores::all);
        families.put("skeleton", settings -> SkeletonScores.ALL);
        families.put("slice", settings -> SliceScores.ALL);
        families.put("volume", settings -> VolumeScores.ALL);
        return families;
    }

    /** The default choice with default settings. */
    public static Scores standard() {
        return STANDARD;
    }

    /** What {@link #of} takes: {@code default}, {@code all} and the families. */
    public static List<String> names() {
        return Stream.concat(Stream.of(DEFAULT, EVERYTHING), FAMILIES.keySet().stream()).toList();
    }

    /**
     * The scores of one or more choices, each once and in the order of the families.
     *
     * @param names some of {@link #names()}
     * @throws DawsonException if a name is unknown or there is none
     */
    public static Scores of(List<String> names, ScoreSettings settings) {
        for (String name : names) {
            if (!names().contains(name)) {
                throw new DawsonException("scores '" + name + "' do not exist; choose among "
                    + String.join(", ", names()));
            }
        }
        if (names.isEmpty()) {
            throw new DawsonException("no scores are chosen; choose among " + String.join(", ", names()));
        }
        List<Score> chosen = new ArrayList<>();
        FAMILIES.forEach((family, scores) -> {
            boolean whole = names.contains(EVERYTHING) || names.contains(family);
            scores.apply(settings).stream().filter(score -> whole || names.contains(DEFAULT) && score.common())
                .forEach(chosen::add);
        });
        return new Scores(chosen);
    }

    /** The columns' names, with their units, in order. */
    public List<String> columns() {
        return scores.stream().map(Score::column).toList();
    }

    /** Every score of one class, in the order of {@link #columns()}. */
    public double[] measure(LabelPair pair) {
        return scores.stream().mapToDouble(score -> score.of(pair)).toArray();
    }
}
