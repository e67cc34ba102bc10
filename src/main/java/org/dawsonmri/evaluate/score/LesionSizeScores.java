package org.dawsonmri.evaluate.score;

import org.dawsonmri.volume.Components;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Lesions by size class: how many there are, how many of them are detected or confirmed by the rules of MICCAI 2016,
 * and their volume. A lesion belongs to the class of its own volume, a reference's and a predicted one each; a class
 * holds lesions above its lower limit and up to its upper limit. Small lesions are missed most, which a mean over all
 * hides. Ratios are undefined (NaN) where a class holds no lesion.
 */
final class LesionSizeScores {

    private LesionSizeScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        LesionRules rules = settings.lesions();
        List<Double> limits = rules.sizeLimitsMm3();
        List<Score> scores = new ArrayList<>();
        for (int c = 0; c <= limits.size(); c++) {
            String name = "lesion_" + (c == 0 ? "0" : text(limits.get(c - 1)))
                + (c == limits.size() ? "up" : "_" + text(limits.get(c))) + "_mm3_";
            int index = c;
            scores.add(score(name + "reference_n", rules, s -> s.reference[index].n));
            scores.add(score(name + "detected_n", rules, s -> s.reference[index].found));
            scores.add(score(name + "sensitivity", rules, s -> s.reference[index].rate()));
            scores.add(score(name + "predicted_n", rules, s -> s.predicted[index].n));
            scores.add(score(name + "confirmed_n", rules, s -> s.predicted[index].found));
            scores.add(score(name + "ppv", rules, s -> s.predicted[index].rate()));
            scores.add(score(name + "reference_mm3", rules, s -> s.reference[index].mm3));
            scores.add(score(name + "predicted_mm3", rules, s -> s.predicted[index].mm3));
        }
        return scores;
    }

    private static Score score(String column, LesionRules rules, ToDoubleFunction<Sizes> score) {
        return Score.special(column, pair -> score.applyAsDouble(pair.measured(new Measurement(rules))));
    }

    private static String text(double mm3) {
        return mm3 == Math.rint(mm3) ? String.valueOf((long) mm3) : String.valueOf(mm3);
    }

    /** One class of lesions of one mask. */
    private static final class SizeClass {

        private int n;
        private int found;
        private double mm3;

        double rate() {
            return LesionScores.ratio(found, n);
        }
    }

    private record Sizes(SizeClass[] reference, SizeClass[] predicted) { }

    private record Measurement(LesionRules rules) implements Function<LabelPair, Sizes> {

        /** A header's float spacing must not move a lesion that ends at a limit into the next class. */
        private static final double ROUNDING = 1e-6;

        @Override
        public Sizes apply(LabelPair pair) {
            LesionPair lesions = pair.measured(rules.miccai());
            return new Sizes(classes(lesions.reference(), lesions.ofReference().detected(rules), pair.voxelMm3()),
                classes(lesions.predicted(), lesions.ofPredicted().detected(rules), pair.voxelMm3()));
        }

        private SizeClass[] classes(Components lesions, BitSet found, double voxelMm3) {
            double[] limits = rules.sizeLimitsMm3().stream().mapToDouble(limit -> limit * (1 + ROUNDING)).toArray();
            SizeClass[] classes = IntStream.rangeClosed(0, limits.length).mapToObj(i -> new SizeClass())
                .toArray(SizeClass[]::new);
            for (int lesion = 1; lesion <= lesions.count(); lesion++) {
                double mm3 = lesions.sizes()[lesion] * voxelMm3;
                int c = (int) Arrays.stream(limits).filter(limit -> mm3 > limit).count();
                classes[c].n++;
                classes[c].found += found.get(lesion) ? 1 : 0;
                classes[c].mm3 += mm3;
            }
            return classes;
        }
    }
}
