package org.dawsonmri.evaluate.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.GridRule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A choice of scores, which come in families. A new family is a new file and a line in {@code families()}. Immutable.
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

    /** The family that needs probability maps besides label maps. */
    public static final String PROBABILITY = "probability";

    private static final String DEFAULT = "default";
    private static final String EVERYTHING = "all";

    /** What "all" leaves out: it needs more files, or has other names for the same scores. */
    private static final Set<String> ASKED_FOR_ONLY = Set.of(PROBABILITY, "table1", "table2");

    private static final Scores STANDARD = of(List.of(DEFAULT), ScoreSettings.DEFAULT);

    private final List<Score> scores;
    private final boolean needProbabilities;
    private final GridRule grid;

    private Scores(List<Score> scores, boolean needProbabilities, GridRule grid) {
        this.scores = List.copyOf(scores);
        this.needProbabilities = needProbabilities;
        this.grid = grid;
    }

    private static Map<String, Function<ScoreSettings, List<Score>>> families() {
        Map<String, Function<ScoreSettings, List<Score>>> families = new LinkedHashMap<>();
        families.put("overlap", OverlapScores::all);
        families.put("surface", SurfaceScores::all);
        families.put("lesion", LesionScores::all);
        families.put("lesion_sizes", LesionSizeScores::all);
        families.put("skeleton", settings -> SkeletonScores.ALL);
        families.put("slice", settings -> SliceScores.ALL);
        families.put("volume", settings -> VolumeScores.ALL);
        families.put(PROBABILITY, settings -> ProbabilityScores.ALL);
        families.put("table1", settings -> PublishedTable.TABLE_1.scores());
        families.put("table2", settings -> PublishedTable.TABLE_2.scores());
        return families;
    }

    /** The default choice with default settings. */
    public static Scores standard() {
        return STANDARD;
    }

    /** What {@link #of} takes: {@code default}, {@code all}, the families and the second paper's tables. */
    public static List<String> names() {
        return Stream.concat(Stream.of(DEFAULT, EVERYTHING), FAMILIES.keySet().stream()).toList();
    }

    /**
     * The scores of one or more choices, each once and in the order of the families. {@code all} means every family
     * but {@link #PROBABILITY} and the tables.
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
        Map<String, Score> chosen = new LinkedHashMap<>();
        FAMILIES.forEach((family, scores) -> {
            boolean whole = names.contains(family) || names.contains(EVERYTHING) && !ASKED_FOR_ONLY.contains(family);
            scores.apply(settings).stream().filter(score -> whole || names.contains(DEFAULT) && score.common())
                .forEach(score -> add(chosen, family, score));
        });
        return new Scores(List.copyOf(chosen.values()), names.contains(PROBABILITY), settings.grid());
    }

    /** DSC and JI are per slice in table 1 and per volume in table 2: the later one gets the name of its family. */
    private static void add(Map<String, Score> chosen, String family, Score score) {
        String column = chosen.containsKey(score.column()) ? score.column() + "_" + family : score.column();
        chosen.put(column, new Score(column, score.common(), score.formula()));
    }

    /** True if probability maps have to be given. */
    public boolean needProbabilities() {
        return needProbabilities;
    }

    /** Which predictions lie in their reference's grid. */
    public GridRule grid() {
        return grid;
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
