package org.dawsonmri.evaluate.score;

import org.dawsonmri.DawsonException;

/**
 * What counts as a lesion, and when one is detected. The defaults are those of the MICCAI 2016 challenge's tool (Anima,
 * {@code animaSegPerfAnalyzer}) and, for {@code connectivity}, of the ISBI 2015 challenge.
 *
 * @param minimumMm3 MICCAI 2016: a lesion is larger than this, in mm³
 * @param alpha MICCAI 2016: more than this part of a lesion has to be covered by lesions of the other mask
 * @param beta MICCAI 2016: a lesion of the other mask with more than this part outside of all lesions disqualifies
 * @param gamma MICCAI 2016: this part of what is covered has to be covered before one disqualifies
 * @param connectivity ISBI 2015: neighbours of a voxel that belong to the same lesion: 6 (faces), 18 (and edges) or 26
 *        (and corners)
 */
public record LesionRules(double minimumMm3, double alpha, double beta, double gamma, int connectivity) {

    public static final LesionRules DEFAULT = new LesionRules(3, 0.10, 0.70, 0.65, 18);

    /** @throws DawsonException if a value is out of its range */
    public LesionRules {
        if (!(minimumMm3 >= 0 && minimumMm3 < Double.POSITIVE_INFINITY)) {
            throw new DawsonException("smallest lesion: found " + minimumMm3 + ", expected a volume in mm3, 0 or more");
        }
        checkPart("alpha", alpha);
        checkPart("beta", beta);
        checkPart("gamma", gamma);
        if (connectivity != 6 && connectivity != 18 && connectivity != 26) {
            throw new DawsonException("lesion connectivity: found " + connectivity + ", expected 6, 18 or 26");
        }
    }

    private static void checkPart(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new DawsonException("lesion overlap " + name + ": found " + value + ", expected a part from 0 to 1");
        }
    }
}
