package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Scores that count lesions, not voxels.
 *
 * <p>{@code lesion_…}: MICCAI 2016 (Commowick et al., Scientific Reports 8, 2018), as its tool in Anima defines it:
 * lesions hang together by faces and are larger than {@link LesionRules#minimumMm3}; one is detected by the rules of
 * {@link LesionOverlaps#detected}. The sensitivity is the detected part of the reference's lesions, the positive
 * predictive value the part of the predicted lesions that the reference confirms by the same rules, F1 = 2 · sensitivity
 * · PPV / (sensitivity + PPV).
 *
 * <p>{@code isbi_…}: ISBI 2015 (Carass et al., NeuroImage 148, 2017): LTPR is the part of the reference's lesions that
 * share at least one voxel with the prediction, LFPR the part of the predicted lesions that share none with the
 * reference; lesions of any size.
 *
 * <p>Undefined (NaN): what is divided by no lesion. Only F1 is 0 if one side has lesions and the other has none, and
 * LFPR is 0 if nothing is predicted where there is something to find.
 */
final class LesionScores {

    private static final int FACES = 6;

    /** A header's float spacing makes 1 mm³ a little more or less; that must not decide over a lesion. */
    private static final double ROUNDING = 1e-5;

    private LesionScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        LesionRules rules = settings.lesions();
        return List.of(
            Score.special("lesion_sensitivity", miccai(rules, c -> ratio(c.found, c.reference))),
            Score.special("lesion_ppv", miccai(rules, c -> ratio(c.confirmed, c.predicted))),
            new Score("lesion_f1", miccai(rules, LesionScores::f1)),
            Score.special("lesion_reference_n", miccai(rules, c -> c.reference)),
            Score.special("lesion_detected_n", miccai(rules, c -> c.found)),
            Score.special("lesion_predicted_n", miccai(rules, c -> c.predicted)),
            Score.special("lesion_confirmed_n", miccai(rules, c -> c.confirmed)),
            Score.special("isbi_ltpr", isbi(rules, c -> ratio(c.found, c.reference))),
            Score.special("isbi_lfpr", isbi(rules, LesionScores::lfpr)),
            Score.special("isbi_reference_n", isbi(rules, c -> c.reference)),
            Score.special("isbi_predicted_n", isbi(rules, c -> c.predicted)),
            Score.special("isbi_false_n", isbi(rules, c -> c.predicted - c.confirmed)));
    }

    private static ToDoubleFunction<LabelPair> miccai(LesionRules rules, ToDoubleFunction<Counts> score) {
        return pair -> score.applyAsDouble(pair.measured(new Miccai(rules)));
    }

    private static ToDoubleFunction<LabelPair> isbi(LesionRules rules, ToDoubleFunction<Counts> score) {
        return pair -> score.applyAsDouble(pair.measured(new Isbi(rules.connectivity())));
    }

    private static double f1(Counts c) {
        if (c.found == 0 && c.confirmed == 0) {
            return c.reference + c.predicted == 0 ? Double.NaN : 0;
        }
        double sensitivity = ratio(c.found, c.reference);
        double ppv = ratio(c.confirmed, c.predicted);
        return 2 * sensitivity * ppv / (sensitivity + ppv);
    }

    private static double lfpr(Counts c) {
        return c.predicted == 0 && c.reference > 0 ? 0 : ratio(c.predicted - c.confirmed, c.predicted);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    /** Lesions of the reference and those found, lesions of the prediction and those confirmed. */
    private record Counts(int reference, int found, int predicted, int confirmed) { }

    private record Miccai(LesionRules rules) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            long least = (long) Math.floor(rules.minimumMm3() / pair.voxelMm3() + ROUNDING) + 1;
            Components reference = Components.find(pair.reference(), FACES).ofAtLeast(least);
            Components predicted = Components.find(pair.predicted(), FACES).ofAtLeast(least);
            return new Counts(reference.count(), new LesionOverlaps(reference, predicted).detected(rules),
                predicted.count(), new LesionOverlaps(predicted, reference).detected(rules));
        }
    }

    private record Isbi(int connectivity) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            Components reference = Components.find(pair.reference(), connectivity);
            Components predicted = Components.find(pair.predicted(), connectivity);
            return new Counts(reference.count(), new LesionOverlaps(reference, predicted).touched(),
                predicted.count(), new LesionOverlaps(predicted, reference).touched());
        }
    }
}
