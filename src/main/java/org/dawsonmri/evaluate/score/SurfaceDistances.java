package org.dawsonmri.evaluate.score;

import java.util.Arrays;

/**
 * The distances between two borders, in both directions, as MedPy measures them: from the centre of each border voxel
 * of one mask to the centre of the nearest border voxel of the other. All surface scores are read from here.
 */
final class SurfaceDistances {

    private final double[] predictedToReference;
    private final double[] referenceToPredicted;
    private final double[] pooled; // both directions, sorted

    private SurfaceDistances(double[] predictedToReference, double[] referenceToPredicted) {
        this.predictedToReference = predictedToReference;
        this.referenceToPredicted = referenceToPredicted;
        int n = predictedToReference.length;
        pooled = Arrays.copyOf(predictedToReference, n + referenceToPredicted.length);
        System.arraycopy(referenceToPredicted, 0, pooled, n, referenceToPredicted.length);
        Arrays.sort(pooled);
    }

    /**
     * The distances of one class in mm.
     *
     * @throws IllegalStateException unless the status is {@link Status#OK}: there is no distance to nothing
     */
    static SurfaceDistances of(LabelPair pair) {
        if (pair.status() != Status.OK) {
            throw new IllegalStateException("no surface distances: " + pair.status());
        }
        return between(pair.reference(), pair.predicted(), pair.grid().spacingMm(), pair.grid().flat());
    }

    /**
     * @param reference a mask that is not empty
     * @param predicted a mask of the same shape that is not empty
     * @param spacing distance between voxel centres along x, y and z
     * @param flat axes of a single voxel in the whole image, see {@link Mask#border}
     */
    static SurfaceDistances between(Mask reference, Mask predicted, double[] spacing, boolean[] flat) {
        Mask referenceBorder = reference.border(flat);
        Mask predictedBorder = predicted.border(flat);
        return new SurfaceDistances(distances(predictedBorder, referenceBorder, spacing),
            distances(referenceBorder, predictedBorder, spacing));
    }

    /** From each predicted border voxel to the reference's border, in voxel order. */
    double[] predictedToReference() {
        return predictedToReference;
    }

    /** From each border voxel of the reference to the predicted border, in voxel order. */
    double[] referenceToPredicted() {
        return referenceToPredicted;
    }

    /** The largest distance of both directions. */
    double max() {
        return pooled[pooled.length - 1];
    }

    /** The mean of the pooled distances, not the mean of the two directions' means. */
    double mean() {
        double sum = 0;
        for (double d : pooled) {
            sum += d;
        }
        return sum / pooled.length;
    }

    /** A percentile of the pooled distances, {@code percent} from 0 to 100. */
    double percentile(double percent) {
        return Statistics.percentile(pooled, percent);
    }

    private static double[] distances(Mask from, Mask to, double[] spacing) {
        double[] squared = DistanceTransform.squared(to, spacing);
        double[] distances = new double[Math.toIntExact(from.count())];
        int n = 0;
        for (int i = 0; i < squared.length; i++) {
            if (from.inside()[i]) {
                distances[n++] = Math.sqrt(squared[i]);
            }
        }
        return distances;
    }
}
