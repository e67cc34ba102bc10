package org.dawsonmri.evaluate.compare;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.score.Statistics;
import org.dawsonmri.evaluate.score.Status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets of scores of the same cases, compared. Immutable.
 *
 * <pre>{@code
 * Comparison c = Comparison.of(List.of(new ScoreSet("U-Net", a), new ScoreSet("SegNet", b)), Bootstrap.DEFAULT,
 *     Progress.NONE);
 * c.differences().get(0).test().p();
 * }</pre>
 *
 * <p>Compared are the scores that all sets have. Those with a {@link Direction} are tested, class by class, for each
 * pair of sets; volumes and counts are not. A case counts for a pair if both sets have a defined score; the others are
 * counted beside it, and {@link #missing} names what a set lacks.
 *
 * @param sets the sets, in the order given
 * @param columns the scores that all sets have
 * @param classes the classes that occur in any set, by label
 * @param summaries each score of each class in each set
 * @param differences each tested score of each class for each pair of sets: second − first
 * @param volumes agreement of volumes for each set and class; empty if the sets have no volumes
 * @param missing cases that are in one set and not, or not measured, in another
 */
public record Comparison(List<ScoreSet> sets, List<String> columns, List<ScoreSet.ScoredClass> classes,
        List<SetSummary> summaries, List<PairedDifference> differences, List<VolumeAgreement> volumes,
        List<MissingCase> missing) {

    public Comparison {
        sets = List.copyOf(sets);
        columns = List.copyOf(columns);
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
        List<String> columns = commonColumns(sets);
        List<MissingCase> missing = missing(sets);
        List<ScoreSet.ScoredClass> classes = ScoreSet.classes(sets.stream().map(ScoreSet::table).toList());
        List<SetSummary> summaries = new ArrayList<>();
        List<PairedDifference> differences = new ArrayList<>();
        List<VolumeAgreement> volumes = new ArrayList<>();
        for (ScoreSet.ScoredClass scored : classes) {
            progress.message("comparing " + scored.text());
            for (String column : columns) {
                progress.checkCancelled();
                sets.forEach(set -> summaries.add(summary(set, scored, column, bootstrap)));
                if (Direction.of(column) != Direction.NONE) {
                    Pairing.each(sets, (a, b) -> differences.add(Pairing.of(a, b, scored, column, bootstrap)));
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
        return new Comparison(sets, columns, classes, summaries, Pairing.corrected(differences), volumes, missing);
    }

    /** The summary of one score, null if the set has no such class. */
    public SetSummary summary(String set, ScoreSet.ScoredClass scored, String column) {
        return summaries.stream().filter(s -> s.set().equals(set) && s.scored().equals(scored)
            && s.column().equals(column)).findFirst().orElse(null);
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
        json.put("sets", summaries.stream().map(SetSummary::toMap).toList());
        json.put("differences", differences.stream().map(PairedDifference::toMap).toList());
        json.put("volumes", volumes.stream().map(VolumeAgreement::toMap).toList());
        json.put("missing", missing.stream().map(MissingCase::toMap).toList());
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

    private static List<String> commonColumns(List<ScoreSet> sets) {
        List<String> columns = new ArrayList<>(sets.get(0).table().columns());
        sets.forEach(set -> columns.retainAll(set.table().columns()));
        if (columns.isEmpty()) {
            throw new DawsonException("the sets have no score in common; evaluate all with the same scores");
        }
        return columns;
    }

    private static SetSummary summary(ScoreSet set, ScoreSet.ScoredClass scored, String column, Bootstrap bootstrap) {
        double[] values = set.rows(scored.label()).values().stream().mapToDouble(row -> row.score(column)).toArray();
        double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        return new SetSummary(set.name(), scored, column, Statistics.of(values), bootstrap.ofMean(defined));
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
}
