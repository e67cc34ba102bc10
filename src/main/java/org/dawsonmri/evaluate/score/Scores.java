package org.dawsonmri.evaluate.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.plugin.Registry;
import org.dawsonmri.volume.GridRule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final List<PublishedTable> TABLES = List.of(PublishedTable.TABLE_1, PublishedTable.TABLE_2);
    private static final Registry<ScoreFamily> FAMILIES =
        new Registry<>(ScoreFamily.class, "score family", families());

    /** The family that needs probability maps besides label maps. */
    public static final String PROBABILITY = "probability";

    private static final String DEFAULT = "default";
    private static final String EVERYTHING = "all";

    /** What "all" leaves out: it needs more files, or has other names for the same scores. */
    private static final Set<String> ASKED_FOR_ONLY = Stream.concat(Stream.of(PROBABILITY),
        TABLES.stream().map(PublishedTable::family)).collect(Collectors.toSet());

    private static final String NUMBER = "(\\d+(?:\\.\\d+)?(?:E-?\\d+)?)";
    /** Every score by every convention, under its column's name with # for each parameter; null until asked for. */
    private static Map<String, Score> byPattern;

    private final List<Score> scores;
    private final boolean needProbabilities;
    private final GridRule grid;

    private Scores(List<Score> scores, boolean needProbabilities, GridRule grid) {
        this.scores = scores;
        this.needProbabilities = needProbabilities;
        this.grid = grid;
    }

    private static Map<String, ScoreFamily> families() {
        Map<String, ScoreFamily> families = new LinkedHashMap<>();
        families.put(DEFAULT, settings -> List.of()); // these two choose among the others
        families.put(EVERYTHING, settings -> List.of());
        families.put("overlap", OverlapScores::all);
        families.put("surface", SurfaceScores::all);
        families.put("lesion", LesionScores::all);
        families.put("lesion_sizes", LesionScores::bySize);
        families.put("skeleton", settings -> SkeletonScores.ALL);
        families.put("slice", settings -> SliceScores.ALL);
        families.put("volume", settings -> VolumeScores.ALL);
        families.put(PROBABILITY, settings -> ProbabilityScores.ALL);
        TABLES.forEach(table -> families.put(table.family(), settings -> table.scores()));
        return families;
    }

    /** The default choice with default settings. */
    public static Scores standard() {
        return of(List.of(DEFAULT), ScoreSettings.DEFAULT);
    }

    /** What {@link #of} takes: {@code default}, {@code all}, the families and the second paper's tables. */
    public static List<String> names() {
        return FAMILIES.names();
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
        List<Score> chosen = chosen(settings, (family, score) -> names.contains(family)
            || names.contains(EVERYTHING) && !ASKED_FOR_ONLY.contains(family)
            || names.contains(DEFAULT) && score.places().contains(Score.Place.DEFAULT));
        return new Scores(chosen, names.contains(PROBABILITY), settings.grid());
    }

    /** DSC and JI are per slice in table 1 and per volume in table 2: the later one gets the name of its family. */
    private static List<Score> chosen(ScoreSettings settings, BiPredicate<String, Score> choice) {
        Map<String, Score> chosen = new LinkedHashMap<>();
        FAMILIES.all().forEach((family, scores) -> scores.of(settings).stream()
            .filter(score -> choice.test(family, score)).forEach(score -> {
                Score own = chosen.containsKey(score.column())
                    ? score.ofFamily(family) : score;
                chosen.put(own.column(), own);
            }));
        return List.copyOf(chosen.values());
    }

    private static synchronized Map<String, Score> byPattern() {
        if (byPattern != null) {
            return byPattern;
        }
        Map<String, Score> all = new LinkedHashMap<>();
        for (Convention convention : Convention.values()) {
            chosen(ScoreSettings.DEFAULT.with(convention), (family, score) -> true)
                .forEach(score -> all.putIfAbsent(score.pattern(), score));
        }
        byPattern = all;
        return all;
    }

    /**
     * The score that a column holds, with the parameters that its name tells, as in {@code surface_dice_monai_2mm}. A
     * column of no score, as another program may have added, is one that judges nothing.
     */
    public static Score find(String column) {
        return Stream.concat(Stream.ofNullable(byPattern().get(column)).filter(score -> score.parameters().isEmpty()),
            byPattern().values().stream().flatMap(score -> withParameters(score, column)))
            .filter(score -> score.column().equals(column)).findFirst().orElseGet(() -> Score.unknown(column));
    }

    /** The score with the numbers in a column's name where it has parameters; nothing if it is no column of its. */
    private static Stream<Score> withParameters(Score score, String column) {
        if (score.parameters().isEmpty()) {
            return Stream.empty();
        }
        String pattern = Pattern.quote(score.pattern()).replace("#", "\\E" + NUMBER + "\\Q");
        Matcher matcher = Pattern.compile(pattern).matcher(column);
        return matcher.matches() ? Stream.of(score.with(IntStream.rangeClosed(1, matcher.groupCount())
            .mapToObj(i -> Double.valueOf(matcher.group(i))).toList())) : Stream.empty();
    }

    /** The scores of a table's columns. */
    public static List<Score> find(List<String> columns) {
        return columns.stream().map(Scores::find).toList();
    }

    /** True if probability maps have to be given. */
    public boolean needProbabilities() {
        return needProbabilities;
    }

    /** Which predictions lie in their reference's grid. */
    public GridRule grid() {
        return grid;
    }

    /** The scores, in the order of the columns. */
    public List<Score> scores() {
        return scores;
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
