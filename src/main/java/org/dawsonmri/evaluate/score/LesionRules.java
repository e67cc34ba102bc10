package org.dawsonmri.evaluate.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Components;

import java.util.List;
import java.util.function.Function;

/**
 * What counts as a lesion, when one is detected, and which sizes are told apart. Immutable.
 *
 * <p>The defaults are those of the MICCAI 2016 challenge's tool (Anima, {@code animaSegPerfAnalyzer}: larger than 3
 * mm³, across faces; α 0.10, β 0.70, γ 0.65), of the ISBI 2015 challenge (any size, across faces and edges) and of
 * MedPy (any size, across faces). The size classes are bounded by the volumes of spheres of 3, 5 and 10 mm diameter: 3
 * mm is the least diameter at which a spot counts as a lesion of multiple sclerosis (Filippi et al., Brain 142, 2019).
 *
 * @param miccai what the scores of MICCAI 2016 and of size classes count
 * @param isbi what the scores of ISBI 2015 count
 * @param medpy what MedPy's object scores count
 * @param alpha MICCAI 2016: more than this part of a lesion has to be covered by lesions of the other mask
 * @param beta MICCAI 2016: a lesion of the other mask with more than this part outside of all lesions disqualifies
 * @param gamma MICCAI 2016: this part of what is covered has to be covered before one disqualifies
 * @param sizeLimitsMm3 where one size class ends and the next begins, ascending, in mm³
 */
public record LesionRules(Definition miccai, Definition isbi, Definition medpy, double alpha,
        double beta, double gamma, List<Double> sizeLimitsMm3) {

    public static final LesionRules DEFAULT = new LesionRules(new Definition(3, 6), new Definition(0, 18),
        new Definition(0, 6), 0.10, 0.70, 0.65, List.of(14.0, 65.0, 524.0));

    /** @throws DawsonException if a value is out of its range */
    public LesionRules {
        checkPart("alpha", alpha);
        checkPart("beta", beta);
        checkPart("gamma", gamma);
        sizeLimitsMm3 = List.copyOf(sizeLimitsMm3);
        double last = 0;
        for (double limit : sizeLimitsMm3) {
            if (!(limit > last && limit < Double.POSITIVE_INFINITY)) {
                throw new DawsonException("lesion size classes: found the limits " + sizeLimitsMm3
                    + ", expected ascending volumes in mm3 above 0, such as 14,65,524");
            }
            last = limit;
        }
    }

    /** Other parts for detection by MICCAI 2016. */
    public LesionRules withOverlap(double newAlpha, double newBeta, double newGamma) {
        return new LesionRules(miccai, isbi, medpy, newAlpha, newBeta, newGamma, sizeLimitsMm3);
    }

    /** The same smallest lesion for all scores. */
    public LesionRules withMinimum(double mm3) {
        return new LesionRules(new Definition(mm3, miccai.connectivity()),
            new Definition(mm3, isbi.connectivity()), new Definition(mm3, medpy.connectivity()), alpha,
            beta, gamma, sizeLimitsMm3);
    }

    /** The same neighbours for all scores. */
    public LesionRules withConnectivity(int neighbours) {
        return new LesionRules(new Definition(miccai.largerThanMm3(), neighbours),
            new Definition(isbi.largerThanMm3(), neighbours),
            new Definition(medpy.largerThanMm3(), neighbours), alpha, beta, gamma, sizeLimitsMm3);
    }

    public LesionRules withSizeLimits(List<Double> mm3) {
        return new LesionRules(miccai, isbi, medpy, alpha, beta, gamma, mm3);
    }

    private static void checkPart(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new DawsonException("lesion overlap " + name + ": found " + value + ", expected a part from 0 to 1");
        }
    }

    /**
     * What counts as one lesion.
     *
     * @param largerThanMm3 a lesion is larger than this, in mm³; 0 for any size
     * @param connectivity neighbours of a voxel that belong to the same lesion: 6 (across faces), 18 (and edges) or 26
     *        (and corners)
     */
    public record Definition(double largerThanMm3, int connectivity)
            implements Function<LabelPair, LesionOverlaps.Pair> {

        /** A header's float spacing makes 1 mm³ a little more or less; that must not decide over a lesion. */
        private static final double ROUNDING = 1e-5;

        /** @throws DawsonException if a value is out of its range */
        public Definition {
            if (!(largerThanMm3 >= 0 && largerThanMm3 < Double.POSITIVE_INFINITY)) {
                throw new DawsonException("smallest lesion: found " + largerThanMm3
                    + ", expected a volume in mm3, 0 or more");
            }
            if (connectivity != 6 && connectivity != 18 && connectivity != 26) {
                throw new DawsonException("lesion connectivity: found " + connectivity + ", expected 6, 18 or 26");
            }
        }

        /** The lesions of both masks. */
        @Override
        public LesionOverlaps.Pair apply(LabelPair pair) {
            long least = (long) Math.floor(largerThanMm3 / pair.voxelMm3() + ROUNDING) + 1;
            return new LesionOverlaps.Pair(find(pair.reference(), least), find(pair.predicted(), least));
        }

        private Components find(Mask mask, long least) {
            Components all = mask.components(connectivity);
            return least <= 1 ? all : all.ofAtLeast(least);
        }
    }
}
