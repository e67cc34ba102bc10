package org.dawsonmri.evaluate.score;

import static org.dawsonmri.evaluate.score.Score.Place.CASES;
import static org.dawsonmri.evaluate.score.Score.Place.DEFAULT;
import static org.dawsonmri.evaluate.score.Score.Place.REPORT;
import static org.dawsonmri.evaluate.score.Score.Place.TEXT;

import org.dawsonmri.evaluate.score.Convention.EmptyRule;
import org.dawsonmri.evaluate.score.Range.Direction;
import org.dawsonmri.volume.Components;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Scores that count lesions, not voxels.
 *
 * <p>{@code lesion_…}: MICCAI 2016 (Commowick et al., Scientific Reports 8, 2018), as its tool in Anima defines it:
 * lesions hang together by faces and are larger than 3 mm³; one is detected by the rules of
 * {@link LesionOverlaps#detected}. The sensitivity is the detected part of the reference's lesions, the positive
 * predictive value the part of the predicted lesions that the reference confirms by the same rules, F1 = 2 ·
 * sensitivity · PPV / (sensitivity + PPV).
 *
 * <p>{@code isbi_…}: ISBI 2015 (Carass et al., NeuroImage 148, 2017): LTPR is the part of the reference's lesions that
 * share at least one voxel with the prediction, LFPR the part of the predicted lesions that share none with the
 * reference; lesions of any size. The partial score is what one case can have of the challenge's overall score, Dice/8
 * + PPV/8 + (1 − LFPR)/4 + LTPR/4 with voxel-wise Dice and PPV, at most 0.75; the last quarter is the correlation of
 * volumes over all cases, see {@link IsbiSummary}.
 *
 * <p>{@code obj_…}: MedPy's {@code obj_tpr} and {@code obj_fpr}: as many lesions of both masks as possible are paired
 * one to one, a shared voxel is enough, and the rates are those of paired reference lesions and of predicted lesions
 * without a partner. MedPy pairs greedily, and by chance where there is a choice; the largest possible number of pairs,
 * found here, is never lower and does not depend on the order of lesions.
 *
 * <p>Undefined (NaN): what is divided by no lesion, with two exceptions of the challenges. F1 is 0 if one side has
 * lesions and the other has none, and 1 if neither has; LFPR is 0 if nothing is predicted, and {@code isbi_lfpr_flag}
 * is 1 then.
 *
 * <p>{@code lesion_14_65_mm3_…}: the same by size class, how many lesions there are, how many of them are detected or
 * confirmed by the rules of MICCAI 2016, and their volume. A lesion belongs to the class of its own volume, a
 * reference's and a predicted one each. Small lesions are missed most, which a mean over all hides. Ratios are
 * undefined where a class holds no lesion.
 */
final class LesionScores {

    private LesionScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        LesionRules rules = settings.lesions();
        Function<LabelPair, Counts> miccai = new Miccai(rules);
        Function<LabelPair, Counts> isbi = new Isbi(rules.isbi());
        Function<LabelPair, Counts> objects = new Objects(rules.medpy());
        return List.of(
            score("lesion_sensitivity", "", Range.RATIO, miccai, c -> ratio(c.found, c.reference))
                .titled("Lesion sens.").shownIn(REPORT),
            score("lesion_ppv", "", Range.RATIO, miccai, c -> ratio(c.confirmed, c.predicted))
                .titled("Lesion PPV").shownIn(REPORT),
            score("lesion_f1", "", Range.RATIO, miccai, LesionScores::f1)
                .titled("Lesion F1").shownIn(DEFAULT, TEXT, REPORT, CASES),
            score("lesion_reference", "n", Range.AMOUNT, miccai, c -> c.reference),
            score("lesion_detected", "n", Range.AMOUNT, miccai, c -> c.found),
            score("lesion_predicted", "n", Range.AMOUNT, miccai, c -> c.predicted),
            score("lesion_confirmed", "n", Range.AMOUNT, miccai, c -> c.confirmed),
            score("isbi_ltpr", "", Range.RATIO, isbi, LesionScores::ltpr),
            score("isbi_lfpr", "", Range.ERROR_RATE, isbi, LesionScores::lfpr),
            score("isbi_lfpr", "flag", Range.AMOUNT, isbi, c -> c.predicted == 0 ? 1 : 0),
            score("isbi_reference", "n", Range.AMOUNT, isbi, c -> c.reference),
            score("isbi_predicted", "n", Range.AMOUNT, isbi, c -> c.predicted),
            score("isbi_false", "n", Range.AMOUNT, isbi, c -> c.predicted - c.confirmed),
            Score.of(IsbiSummary.PARTIAL, "", new Range(Direction.HIGHER, 0, 0.75),
                pair -> partial(pair, pair.measured(isbi))),
            score("obj_tpr", "", Range.RATIO, objects, c -> ratio(c.found, c.reference)),
            score("obj_fpr", "", Range.ERROR_RATE, objects, c -> ratio(c.predicted - c.confirmed, c.predicted)));
    }

    private static Score score(String name, String unit, Range range, Function<LabelPair, Counts> lesions,
            ToDoubleFunction<Counts> formula) {
        return Score.of(name, unit, range, pair -> formula.applyAsDouble(pair.measured(lesions)));
    }

    /** The scores of each size class, the smallest first. */
    static List<Score> bySize(ScoreSettings settings) {
        LesionRules rules = settings.lesions();
        List<Double> limits = rules.sizeLimitsMm3();
        List<Score> scores = new ArrayList<>();
        for (int c = 0; c <= limits.size(); c++) {
            double from = c == 0 ? 0 : limits.get(c - 1);
            List<Double> ends = c == limits.size() ? List.of(from) : List.of(from, limits.get(c));
            scores.add(ofSize("reference", "n", Range.AMOUNT, ends, rules, s -> s.reference.n));
            scores.add(ofSize("detected", "n", Range.AMOUNT, ends, rules, s -> s.reference.found));
            scores.add(ofSize("sensitivity", "", Range.RATIO, ends, rules, s -> s.reference.rate()));
            scores.add(ofSize("predicted", "n", Range.AMOUNT, ends, rules, s -> s.predicted.n));
            scores.add(ofSize("confirmed", "n", Range.AMOUNT, ends, rules, s -> s.predicted.found));
            scores.add(ofSize("ppv", "", Range.RATIO, ends, rules, s -> s.predicted.rate()));
            scores.add(ofSize("reference", "mm3", Range.AMOUNT, ends, rules, s -> s.reference.mm3));
            scores.add(ofSize("predicted", "mm3", Range.AMOUNT, ends, rules, s -> s.predicted.mm3));
        }
        return scores;
    }

    private static Score ofSize(String name, String unit, Range range, List<Double> ends, LesionRules rules,
            ToDoubleFunction<Sizes> formula) {
        return new Score((ends.size() == 1 ? "lesion_#up_mm3_" : "lesion_#_#_mm3_") + name, "", unit, ends, "", range,
            Set.of(), EmptyRule.IN_FORMULA,
            (pair, limits) -> formula.applyAsDouble(pair.measured(new SizeClass(rules, limits))));
    }

    private static double f1(Counts c) {
        if (c.found == 0 && c.confirmed == 0) {
            return c.reference + c.predicted == 0 ? 1 : 0;
        }
        double sensitivity = ratio(c.found, c.reference);
        double ppv = ratio(c.confirmed, c.predicted);
        return 2 * sensitivity * ppv / (sensitivity + ppv);
    }

    private static double lfpr(Counts c) {
        return c.predicted == 0 ? 0 : ratio(c.predicted - c.confirmed, c.predicted);
    }

    private static double ltpr(Counts c) {
        return ratio(c.found, c.reference);
    }

    /** A missed structure has Dice and PPV 0, as everywhere; a case without lesions has no LTPR and so no score. */
    private static double partial(LabelPair pair, Counts c) {
        double both = pair.truePositives();
        double dice = 2 * both / (pair.referenceVoxels() + pair.predictedVoxels());
        double ppv = pair.predictedVoxels() == 0 ? 0 : both / pair.predictedVoxels();
        return dice / 8 + ppv / 8 + (1 - lfpr(c)) / 4 + ltpr(c) / 4;
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    /** Lesions of the reference and those found, lesions of the prediction and those confirmed. */
    private record Counts(int reference, int found, int predicted, int confirmed) {

        static Counts of(LesionOverlaps.Pair lesions, int found, int confirmed) {
            return new Counts(lesions.reference().count(), found, lesions.predicted().count(), confirmed);
        }
    }

    private record Miccai(LesionRules rules) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            LesionOverlaps.Pair lesions = pair.measured(rules.miccai());
            return Counts.of(lesions, pair.measured(new Detected(rules, true)).cardinality(),
                pair.measured(new Detected(rules, false)).cardinality());
        }
    }

    private record Isbi(LesionRules.Definition lesion) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            LesionOverlaps.Pair lesions = pair.measured(lesion);
            return Counts.of(lesions, lesions.ofReference().touched(), lesions.ofPredicted().touched());
        }
    }

    private record Objects(LesionRules.Definition lesion) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            LesionOverlaps.Pair lesions = pair.measured(lesion);
            int pairs = lesions.ofReference().oneToOne();
            return Counts.of(lesions, pairs, pairs);
        }
    }

    /** The numbers of the lesions of one mask that the other detects by the rules of MICCAI 2016. */
    private record Detected(LesionRules rules, boolean ofReference) implements Function<LabelPair, BitSet> {

        @Override
        public BitSet apply(LabelPair pair) {
            LesionOverlaps.Pair lesions = pair.measured(rules.miccai());
            return (ofReference ? lesions.ofReference() : lesions.ofPredicted()).detected(rules);
        }
    }

    /** One size class of one mask: lesions, those of them that are found, and their volume. */
    private record Size(int n, int found, double mm3) {

        double rate() {
            return ratio(found, n);
        }
    }

    private record Sizes(Size reference, Size predicted) { }

    /** Measures lesions above the first limit and up to the second, if there is one. */
    private record SizeClass(LesionRules rules, List<Double> limits) implements Function<LabelPair, Sizes> {

        /** A header's float spacing must not move a lesion that ends at a limit into the next class. */
        private static final double ROUNDED = 1 + 1e-6;

        @Override
        public Sizes apply(LabelPair pair) {
            LesionOverlaps.Pair lesions = pair.measured(rules.miccai());
            return new Sizes(
                size(lesions.reference(), pair.measured(new Detected(rules, true)), pair.voxelMm3()),
                size(lesions.predicted(), pair.measured(new Detected(rules, false)), pair.voxelMm3()));
        }

        private Size size(Components lesions, BitSet detected, double voxelMm3) {
            double from = limits.get(0) * ROUNDED;
            double to = limits.size() == 1 ? Double.POSITIVE_INFINITY : limits.get(1) * ROUNDED;
            int n = 0;
            int found = 0;
            double sum = 0;
            for (int lesion = 1; lesion <= lesions.count(); lesion++) {
                double mm3 = lesions.sizes()[lesion] * voxelMm3;
                if (mm3 > from && mm3 <= to) {
                    n++;
                    found += detected.get(lesion) ? 1 : 0;
                    sum += mm3;
                }
            }
            return new Size(n, found, sum);
        }
    }
}
