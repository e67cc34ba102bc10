package org.dawsonmri.evaluate.compare;

import org.dawsonmri.Columns;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.score.Score;
import org.dawsonmri.evaluate.score.Status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Sets of scores of the same cases, compared. Immutable.
 *
 * <pre>{@code
 * Comparison c = Comparison.of(List.of(new ScoreSet("U-Net", a), new ScoreSet("SegNet", b)), Bootstrap.DEFAULT,
 *     Progress.NONE);
 * c.differences().get(0).test().p();
 * }</pre>
 *
 * <p>Compared are the scores that all sets have. Those of which some values are better are tested, class by class, for
 * each pair of sets; volumes and counts are not. A case counts for a pair if both sets have a defined score; the others
 * are counted beside it, and {@link #missing} names what a set lacks.
 *
 * @param sets the sets, in the order given
 * @param scores the scores that all sets have
 * @param classes the classes that occur in any set, by label
 * @param summaries each score of each class in each set
 * @param differences each tested score of each class for each pair of sets: second − first
 * @param volumes agreement of volumes for each set and class; empty if the sets have no volumes
 * @param missing cases that are in one set and not, or not measured, in another
 */
public record Comparison(List<ScoreSet> sets, List<Score> scores, List<ScoreSet.ScoredClass> classes,
        List<ScoreSet.Summary> summaries, List<PairedDifference> differences, List<VolumeAgreement> volumes,
        List<MissingCase> missing) {

    public Comparison {
        sets = List.copyOf(sets);
        scores = List.copyOf(scores);
        classes = List.copyOf(classes);
        summaries = List.copyOf(summaries);
        differences = List.copyOf(differences);
        volumes = List.copyOf(volumes);
        missing = List.copyOf(missing);
    }

    /**
     * Compares sets. Blocks until done.
     *
     * @throws DawsonException if there are fewer than two, two of one name, no common score or no common case
     */
    public static Comparison of(List<ScoreSet> sets, Bootstrap bootstrap, Progress progress) {
        checkNames(sets);
        List<Score> scores = commonScores(sets);
        List<MissingCase> missing = missing(sets);
        List<ScoreSet.ScoredClass> classes = ScoreSet.classes(sets.stream().map(ScoreSet::table).toList());
        List<ScoreSet.Summary> summaries = new ArrayList<>();
        List<PairedDifference> differences = new ArrayList<>();
        List<VolumeAgreement> volumes = new ArrayList<>();
        for (ScoreSet.ScoredClass scored : classes) {
            progress.message("comparing " + scored.text());
            for (Score score : scores) {
                progress.checkCancelled();
                sets.forEach(set -> summaries.add(set.summary(scored, score, bootstrap)));
                if (score.judges()) {
                    eachPair(sets, (a, b) -> differences.add(PairedDifference.of(a, b, scored, score, bootstrap)));
                }
            }
            sets.stream().filter(set -> VolumeAgreement.isIn(set.table()))
                .forEach(set -> volumes.add(VolumeAgreement.of(set, scored)));
        }
        if (differences.stream().noneMatch(d -> d.n() > 0)) {
            throw new DawsonException("the sets " + String.join(", ", sets.stream().map(ScoreSet::name).toList())
                + " have no case in common that could be measured in both, or no class in any; give predictions of the "
                + "same cases" + missing.stream().findFirst()
                    .map(m -> " (" + m.set() + ", " + m.caseName() + ": " + m.reason() + ")").orElse(""));
        }
        return new Comparison(sets, scores, classes, summaries, PairedDifference.corrected(differences), volumes,
            missing);
    }

    /** The summary of one score, null if the set has no such class. */
    public ScoreSet.Summary summary(String set, ScoreSet.ScoredClass scored, Score score) {
        return summaries.stream().filter(s -> s.set().equals(set) && s.scored().equals(scored)
            && s.score().equals(score)).findFirst().orElse(null);
    }

    /** The columns of the scores that all sets have. */
    public List<String> columns() {
        return scores.stream().map(Score::column).toList();
    }

    /** The names of the sets, in order. */
    public List<String> names() {
        return sets.stream().map(ScoreSet::name).toList();
    }

    /**
     * The comparison as plain maps, lists, texts and numbers for a JSON writer: {@code sets}, {@code differences},
     * {@code volumes} and {@code missing}, with the names of the CSV files' columns.
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sets", ScoreSet.Summary.COLUMNS.rows(summaries));
        json.put("differences", PairedDifference.COLUMNS.rows(differences));
        json.put("volumes", VolumeAgreement.COLUMNS.rows(volumes));
        json.put("missing", MissingCase.COLUMNS.rows(missing));
        return json;
    }

    private static void checkNames(List<ScoreSet> sets) {
        Set<String> names = new LinkedHashSet<>(sets.stream().map(ScoreSet::name).toList());
        if (sets.size() < 2 || names.size() < sets.size()) {
            throw new DawsonException("a comparison takes two or more sets of different names, found "
                + (sets.isEmpty() ? "none" : String.join(", ", sets.stream().map(ScoreSet::name).toList()))
                + "; give each as NAME=…");
        }
    }

    private static List<Score> commonScores(List<ScoreSet> sets) {
        List<Score> scores = new ArrayList<>(sets.get(0).table().scores());
        sets.forEach(set -> scores.removeIf(score -> !set.table().columns().contains(score.column())));
        if (scores.isEmpty()) {
            throw new DawsonException("the sets have no score in common; evaluate all with the same scores");
        }
        if (scores.stream().noneMatch(Score::judges)) {
            throw new DawsonException("the sets have no score in common of which some values are better than others,"
                + " found " + String.join(", ", scores.stream().map(Score::column).toList())
                + "; evaluate all with the same scores");
        }
        return scores;
    }

    /** Every pair of sets once, in order: (1, 2), (1, 3), (2, 3). */
    private static void eachPair(List<ScoreSet> sets, BiConsumer<ScoreSet, ScoreSet> action) {
        for (int j = 1; j < sets.size(); j++) {
            for (int i = 0; i < j; i++) {
                action.accept(sets.get(i), sets.get(j));
            }
        }
    }

    private static List<MissingCase> missing(List<ScoreSet> sets) {
        Set<String> all = new LinkedHashSet<>();
        sets.forEach(set -> set.table().rows().forEach(row -> all.add(row.caseName())));
        List<MissingCase> missing = new ArrayList<>();
        for (ScoreSet set : sets) {
            Map<String, ScoresRow> rows = new LinkedHashMap<>();
            set.table().rows().forEach(row -> rows.put(row.caseName(), row));
            for (String name : all) {
                ScoresRow row = rows.get(name);
                if (row == null) {
                    missing.add(new MissingCase(set.name(), name, "not in this set"));
                } else if (row.status() == Status.FAILED) {
                    missing.add(new MissingCase(set.name(), name, row.reason()));
                }
            }
        }
        return missing;
    }

    /**
     * A case that other sets have and this one has not.
     *
     * @param set name of the set
     * @param caseName the case
     * @param reason why
     */
    public record MissingCase(String set, String caseName, String reason) {

        static final Columns<MissingCase> COLUMNS = new Columns<MissingCase>().with("set", MissingCase::set)
            .with("case", MissingCase::caseName).with("reason", MissingCase::reason);
    }
}
