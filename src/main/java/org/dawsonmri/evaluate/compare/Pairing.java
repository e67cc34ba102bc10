package org.dawsonmri.evaluate.compare;

import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.score.Statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Brings the cases of two sets together. */
final class Pairing {

    private Pairing() {
    }

    /** Every pair of sets once, in order: (1, 2), (1, 3), (2, 3). */
    static void each(List<ScoreSet> sets, BiConsumer<ScoreSet, ScoreSet> action) {
        for (int j = 1; j < sets.size(); j++) {
            for (int i = 0; i < j; i++) {
                action.accept(sets.get(i), sets.get(j));
            }
        }
    }

    /** One score on the cases that both sets have; its p value is not corrected yet. */
    static PairedDifference of(ScoreSet first, ScoreSet second, ScoreSet.ScoredClass scored, String column,
            Bootstrap bootstrap) {
        Map<String, ScoresRow> a = first.rows(scored.label());
        Map<String, ScoresRow> b = second.rows(scored.label());
        Set<String> all = new HashSet<>(a.keySet());
        all.addAll(b.keySet());
        List<double[]> pairs = new ArrayList<>();
        int common = 0;
        for (Map.Entry<String, ScoresRow> entry : a.entrySet()) {
            ScoresRow other = b.get(entry.getKey());
            if (other != null) {
                common++;
                double[] pair = {entry.getValue().score(column), other.score(column)};
                if (!Double.isNaN(pair[0]) && !Double.isNaN(pair[1])) {
                    pairs.add(pair);
                }
            }
        }
        double[] differences = pairs.stream().mapToDouble(pair -> pair[1] - pair[0]).toArray();
        Statistics s = Statistics.of(differences);
        return new PairedDifference(scored, column, first.name(), second.name(), pairs.size(), common - pairs.size(),
            all.size() - common, mean(pairs, 0), mean(pairs, 1), s.mean(), s.median(), bootstrap.ofMean(differences),
            SignedRank.of(differences), Double.NaN, Double.NaN);
    }

    /** The same with p values corrected by {@link Holm}, for each score by itself and for all together. */
    static List<PairedDifference> corrected(List<PairedDifference> differences) {
        double[] all = Holm.adjust(p(differences));
        Map<String, List<PairedDifference>> byScore = new HashMap<>();
        differences.forEach(d -> byScore.computeIfAbsent(d.column(), key -> new ArrayList<>()).add(d));
        List<PairedDifference> corrected = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            PairedDifference d = differences.get(i);
            List<PairedDifference> family = byScore.get(d.column());
            corrected.add(d.corrected(Holm.adjust(p(family))[family.indexOf(d)], all[i]));
        }
        return corrected;
    }

    private static double[] p(List<PairedDifference> differences) {
        return differences.stream().mapToDouble(d -> d.test().p()).toArray();
    }

    private static double mean(List<double[]> pairs, int side) {
        return Arrays.stream(pairs.stream().mapToDouble(pair -> pair[side]).toArray()).average().orElse(Double.NaN);
    }
}
