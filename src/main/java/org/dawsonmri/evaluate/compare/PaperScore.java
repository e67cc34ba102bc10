package org.dawsonmri.evaluate.compare;

import org.dawsonmri.evaluate.score.PublishedTable;
import org.dawsonmri.evaluate.score.ScoreName;
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

    /** All rows of a published table. */
    static List<PaperScore> of(PublishedTable table) {
        return table.entries().stream().map(e -> new PaperScore(e.name(), e.column(), e.factor(), table.decimals(),
            table.withSd())).toList();
    }

    /** The same with the best value behind its name. */
    PaperScore withBest() {
        String best = Direction.of(column) == Direction.LOWER ? "0" : "1";
        return new PaperScore(name + " (best " + best + ")", column, factor, decimals, withSd);
    }

    /** The column of a comparison that this is, whatever its convention; null if there is none. */
    String in(Comparison comparison) {
        return comparison.columns().stream().filter(c -> ScoreName.of(c).id().equals(column)).findFirst().orElse(null);
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
        double scale = factor(found);
        String text = number(s.mean() * scale) + (withSd && s.n() > 1 ? " (" + number(s.sd() * scale) + ")" : "")
            + (s.undefined() > 0 ? " [n " + s.n() + "]" : "");
        return new PaperTable.Cell(text, isBest(comparison, s.mean(), scored, found));
    }

    /** What prints alike is alike good. */
    private boolean isBest(Comparison comparison, double mean, ScoreSet.ScoredClass scored, String found) {
        Direction direction = Direction.of(found);
        double scale = factor(found) * Math.pow(10, decimals);
        double own = Math.rint(scale * direction.badness(mean));
        return comparison.names().stream()
            .map(set -> comparison.summary(set, scored, found).statistics())
            .filter(s -> s.n() > 0).allMatch(s -> own <= Math.rint(scale * direction.badness(s.mean())));
    }

    /** From the unit of the column that was found. */
    private double factor(String found) {
        return ScoreName.of(found).percent() ? factor / 100 : factor;
    }

    private String number(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
