package org.dawsonmri.evaluate.compare;

import org.dawsonmri.evaluate.score.Convention;
import org.dawsonmri.evaluate.score.Statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of a paper's table: a score under the paper's name, in the paper's unit and number of digits.
 *
 * @param name the paper's name
 * @param column the column it is, by the default convention
 * @param factor from the column's unit to the paper's: 100 for percents
 * @param decimals digits behind the point
 * @param withSd true for {@code mean (sd)}, false for the mean alone
 */
record PaperScore(String name, String column, double factor, int decimals, boolean withSd) {

    /** The column of a comparison that this is, whatever its convention; null if there is none. */
    String in(Comparison comparison) {
        return comparison.columns().stream().filter(c -> Convention.plain(c).equals(column)).findFirst().orElse(null);
    }

    /** The row: set by set all classes if {@code bySet}, else class by class all sets. */
    PaperTable.Row row(Comparison comparison, List<ScoreSet.ScoredClass> classes, boolean bySet) {
        String found = in(comparison);
        List<PaperTable.Cell> cells = new ArrayList<>();
        if (bySet) {
            for (ScoreSet set : comparison.sets()) {
                classes.forEach(scored -> cells.add(cell(comparison, set.name(), scored, found)));
            }
        } else {
            classes.forEach(scored -> comparison.names()
                .forEach(set -> cells.add(cell(comparison, set, scored, found))));
        }
        return new PaperTable.Row(name, cells);
    }

    private PaperTable.Cell cell(Comparison comparison, String set, ScoreSet.ScoredClass scored, String found) {
        Statistics s = comparison.summary(set, scored, found).statistics();
        if (s.n() == 0) {
            return PaperTable.Cell.plain("–");
        }
        String text = number(s.mean() * factor) + (withSd && s.n() > 1 ? " (" + number(s.sd() * factor) + ")" : "")
            + (s.undefined() > 0 ? " [n " + s.n() + "]" : "");
        return new PaperTable.Cell(text, isBest(comparison, s.mean(), scored, found));
    }

    /** What prints alike is alike good. */
    private boolean isBest(Comparison comparison, double mean, ScoreSet.ScoredClass scored, String found) {
        Direction direction = Direction.of(found);
        double own = rounded(direction.badness(mean));
        return comparison.names().stream()
            .map(set -> comparison.summary(set, scored, found).statistics())
            .filter(s -> s.n() > 0).allMatch(s -> own <= rounded(direction.badness(s.mean())));
    }

    private double rounded(double value) {
        double scale = factor * Math.pow(10, decimals);
        return Math.rint(value * scale);
    }

    private String number(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
