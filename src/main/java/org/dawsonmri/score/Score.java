package org.dawsonmri.score;

import org.dawsonmri.score.Convention.EmptyRule;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A score: what it is called, which values it has and which of them are good, where it is shown, what it is of empty
 * masks, and how it is computed. Whoever heads a column, prints, plots, orders or compares asks it, and reads a column
 * back by {@link Scores#find}. Immutable.
 *
 * <pre>{@code
 * Score.of("dice", "", Range.RATIO, pair -> 2.0 * pair.truePositives() / pair.voxels())
 *     .undefined(EmptyRule.ZERO_IF_ONE).titled("Dice").shownIn(Place.TEXT, Place.REPORT);
 * }</pre>
 *
 * @param name its name in the column, without unit; each {@code #} is one of the parameters
 * @param convention the program whose definition it is, empty if it is Dawson's
 * @param suffix what follows in the column: the unit, empty for a plain ratio, or a parameter with its unit
 * @param parameters numbers that its column names: a tolerance, limits
 * @param title what people call it; empty for the column's name
 * @param range which values it has
 * @param places where it is shown
 * @param ifEmpty what it is where masks are empty
 * @param formula computes it for one class by the parameters; NaN where it is not defined
 */
public record Score(String name, String convention, String suffix, List<Double> parameters, String title, Range range,
        Set<Place> places, EmptyRule ifEmpty, Formula formula) {

    private static final String PERCENT = "percent";
    private static final String PARAMETER = "#";

    /** Computes a score of one class. */
    @FunctionalInterface
    public interface Formula {

        /** The value, NaN where it is not defined. */
        double of(LabelPair pair, List<Double> parameters);
    }

    /** Where a score is shown. */
    public enum Place {

        /** It is measured if nobody has chosen scores. */
        DEFAULT(0),
        /** The case's order and its picture's caption; the first score that judges where none has this. */
        ORDER(0),
        /** What a terminal and ImageJ's plots show. */
        TEXT(10),
        /** The tables and plots of reports and comparisons. */
        REPORT(8),
        /** The summary of a report, which also shows {@link #REPORT}. */
        SUMMARY(8),
        /** What fits beside a case's name. */
        CASES(8);

        private final int most;

        Place(int most) {
            this.most = most;
        }

        /** Those that are shown here; if there is none, the first that fit. */
        public List<Score> of(List<Score> scores) {
            List<Score> shown = scores.stream().filter(score -> score.places.contains(this)
                || this == SUMMARY && score.places.contains(REPORT)).toList();
            return shown.isEmpty() ? scores.stream().limit(most).toList() : shown;
        }
    }

    public Score {
        parameters = List.copyOf(parameters);
        places = Set.copyOf(places);
    }

    /** A score that is shown nowhere by itself and is undefined where its formula is. */
    public static Score of(String name, String unit, Range range, ToDoubleFunction<LabelPair> formula) {
        return new Score(name, "", unit, List.of(), "", range, Set.of(), EmptyRule.IN_FORMULA,
            (pair, parameters) -> formula.applyAsDouble(pair));
    }

    /** A column that no score of ours has: its numbers are shown and judge nothing. */
    static Score unknown(String column) {
        return of(column, "", new Range(Range.Direction.NONE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            pair -> Double.NaN);
    }

    /** The score that orders cases: Dice, or the first one that is good or bad; null if there is none. */
    public static Score primary(List<Score> scores) {
        return scores.stream().filter(score -> score.places.contains(Place.ORDER)).findFirst()
            .or(() -> scores.stream().filter(Score::judges).findFirst()).orElse(null);
    }

    public Score titled(String newTitle) {
        return new Score(name, convention, suffix, parameters, newTitle, range, places, ifEmpty, formula);
    }

    public Score shownIn(Place... where) {
        return new Score(name, convention, suffix, parameters, title, range, Set.of(where), ifEmpty, formula);
    }

    public Score undefined(EmptyRule rule) {
        return new Score(name, convention, suffix, parameters, title, range, places, rule, formula);
    }

    /** The same with other numbers for each {@code #} of its name. */
    public Score with(List<Double> numbers) {
        return new Score(name, convention, suffix, numbers, title, range, places, ifEmpty, formula);
    }

    /** The score as a program defines it; under a name of its own only if that differs from Dawson's definition. */
    Score by(Convention program) {
        if (!program.differsIn(name)) {
            return this;
        }
        Score own = program.isPercentage(name) ? in(name, PERCENT) : this;
        return new Score(name, program.text(), own.suffix, parameters, "", own.range, places,
            program.ifEmpty(name, ifEmpty).times(own.factor(this)), own.formula);
    }

    /** The same values under another name and, for a ratio, in percent; shown nowhere by itself. */
    Score in(String newName, String unit) {
        double factor = PERCENT.equals(unit) && !isPercentage() ? 100 : 1;
        return new Score(newName, convention, unit, parameters, "", range.times(factor), Set.of(),
            ifEmpty.times(factor), (pair, numbers) -> factor * formula.of(pair, numbers));
    }

    /** The same under a name that tells its family, where another family has its name. */
    Score ofFamily(String family) {
        return in(name + "_" + family, suffix);
    }

    /** How many of this score's units are one of another's: 100 for percents of ratios. */
    public double factor(Score other) {
        return (isPercentage() ? 100.0 : 1) / (other.isPercentage() ? 100 : 1);
    }

    /** The same whatever the convention and the parameters: {@code hd95_mm}, {@code surface_dice}. */
    public String id() {
        boolean own = suffix.isEmpty() || suffix.startsWith(PARAMETER) || !convention.isEmpty() && isPercentage();
        return own ? name : name + "_" + suffix;
    }

    /** The heading of its column: {@code surface_dice_monai_2mm}. */
    public String column() {
        return filled(pattern());
    }

    /** The column with {@code #} for each parameter. */
    String pattern() {
        return name + (convention.isEmpty() ? "" : "_" + convention) + (suffix.isEmpty() ? "" : "_" + suffix);
    }

    /** What people call it, {@code Surface Dice (2 mm)}. */
    @Override
    public String title() {
        return title.isEmpty() ? column() : filled(title);
    }

    /** Its unit as columns write it, {@code mm}; empty for a plain ratio. */
    public String unit() {
        return suffix.startsWith(PARAMETER) ? "" : suffix;
    }

    public boolean isPercentage() {
        return suffix.equals(PERCENT);
    }

    public Range.Direction direction() {
        return range.direction();
    }

    /** True if some values are better than others. */
    public boolean judges() {
        return direction() != Range.Direction.NONE;
    }

    /** Its value of one class. */
    double of(LabelPair pair) {
        return ifEmpty.of(pair.status(), () -> formula.of(pair, parameters));
    }

    private String filled(String text) {
        String filled = text;
        for (double parameter : parameters) {
            filled = filled.replaceFirst(PARAMETER, number(parameter));
        }
        return filled;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
