package org.dawsonmri.evaluate.score;

import java.util.List;
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
 */
final class LesionScores {

    private LesionScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        LesionRules rules = settings.lesions();
        ToDoubleFunction<LabelPair> ltpr = isbi(rules, c -> ratio(c.found, c.reference));
        ToDoubleFunction<LabelPair> lfpr = isbi(rules, LesionScores::lfpr);
        return List.of(
            Score.special("lesion_sensitivity", miccai(rules, c -> ratio(c.found, c.reference))),
            Score.special("lesion_ppv", miccai(rules, c -> ratio(c.confirmed, c.predicted))),
            new Score("lesion_f1", miccai(rules, LesionScores::f1)),
            Score.special("lesion_reference_n", miccai(rules, c -> c.reference)),
            Score.special("lesion_detected_n", miccai(rules, c -> c.found)),
            Score.special("lesion_predicted_n", miccai(rules, c -> c.predicted)),
            Score.special("lesion_confirmed_n", miccai(rules, c -> c.confirmed)),
            Score.special("isbi_ltpr", ltpr),
            Score.special("isbi_lfpr", lfpr),
            Score.special("isbi_lfpr_flag", isbi(rules, c -> c.predicted == 0 ? 1 : 0)),
            Score.special("isbi_reference_n", isbi(rules, c -> c.reference)),
            Score.special("isbi_predicted_n", isbi(rules, c -> c.predicted)),
            Score.special("isbi_false_n", isbi(rules, c -> c.predicted - c.confirmed)),
            Score.special(IsbiSummary.PARTIAL, pair -> partial(pair, ltpr.applyAsDouble(pair),
                lfpr.applyAsDouble(pair))),
            Score.special("obj_tpr", objects(rules, c -> ratio(c.found, c.reference))),
            Score.special("obj_fpr", objects(rules, c -> ratio(c.predicted - c.confirmed, c.predicted))));
    }

    private static ToDoubleFunction<LabelPair> miccai(LesionRules rules, ToDoubleFunction<Counts> score) {
        return pair -> score.applyAsDouble(pair.measured(new Miccai(rules)));
    }

    private static ToDoubleFunction<LabelPair> isbi(LesionRules rules, ToDoubleFunction<Counts> score) {
        return pair -> score.applyAsDouble(pair.measured(new Isbi(rules.isbi())));
    }

    private static ToDoubleFunction<LabelPair> objects(LesionRules rules, ToDoubleFunction<Counts> score) {
        return pair -> score.applyAsDouble(pair.measured(new Objects(rules.medpy())));
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

    /** A missed structure has Dice and PPV 0, as everywhere; a case without lesions has no LTPR and so no score. */
    private static double partial(LabelPair pair, double ltpr, double lfpr) {
        double both = pair.truePositives();
        double dice = 2 * both / (pair.referenceVoxels() + pair.predictedVoxels());
        double ppv = pair.predictedVoxels() == 0 ? 0 : both / pair.predictedVoxels();
        return dice / 8 + ppv / 8 + (1 - lfpr) / 4 + ltpr / 4;
    }

    static double ratio(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    /** Lesions of the reference and those found, lesions of the prediction and those confirmed. */
    private record Counts(int reference, int found, int predicted, int confirmed) {

        static Counts of(LesionPair lesions, int found, int confirmed) {
            return new Counts(lesions.reference().count(), found, lesions.predicted().count(), confirmed);
        }
    }

    private record Miccai(LesionRules rules) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            LesionPair lesions = pair.measured(rules.miccai());
            return Counts.of(lesions, lesions.ofReference().detected(rules).cardinality(),
                lesions.ofPredicted().detected(rules).cardinality());
        }
    }

    private record Isbi(LesionDefinition lesion) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            LesionPair lesions = pair.measured(lesion);
            return Counts.of(lesions, lesions.ofReference().touched(), lesions.ofPredicted().touched());
        }
    }

    private record Objects(LesionDefinition lesion) implements Function<LabelPair, Counts> {

        @Override
        public Counts apply(LabelPair pair) {
            LesionPair lesions = pair.measured(lesion);
            int pairs = lesions.ofReference().oneToOne();
            return Counts.of(lesions, pairs, pairs);
        }
    }
}
