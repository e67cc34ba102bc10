package org.dawsonmri.score;

import org.dawsonmri.Quantiles;
import org.dawsonmri.score.SurfaceScores.SurfaceMeasurement;

import java.util.Arrays;

/**
 * The distances between two borders, in both directions, as MedPy measures them: from the centre of each border voxel
 * of one mask to the centre of the nearest border voxel of the other. Each border voxel counts alike.
 */
final class SurfaceDistances implements SurfaceMeasurement {

    private final double[] predictedToReference; // sorted, as the others
    private final double[] referenceToPredicted;
    private final double[] pooled; // both directions
    private final boolean perDirection;
    private final double largest;

    private SurfaceDistances(double[] predictedToReference, double[] referenceToPredicted, boolean perDirection,
            Double largest) {
        this.predictedToReference = predictedToReference;
        this.referenceToPredicted = referenceToPredicted;
        this.perDirection = perDirection;
        int n = predictedToReference.length;
        pooled = Arrays.copyOf(predictedToReference, n + referenceToPredicted.length);
        System.arraycopy(referenceToPredicted, 0, pooled, n, referenceToPredicted.length);
        Arrays.sort(predictedToReference);
        Arrays.sort(referenceToPredicted);
        Arrays.sort(pooled);
        this.largest = largest == null ? pooled[pooled.length - 1] : largest;
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
        boolean[] flat = pair.grid().flat();
        return between(pair.reference().border(flat), pair.predicted().border(flat), pair.grid().spacingMm());
    }

    /** The distances between the voxels of two masks of the same shape, neither of them empty. */
    static SurfaceDistances between(Mask reference, Mask predicted, double[] spacing) {
        return new SurfaceDistances(distances(predicted, reference, spacing), distances(reference, predicted, spacing),
            false, null);
    }

    /** The same distances with percentiles of each direction, as MONAI takes them. */
    SurfaceDistances perDirection() {
        return new SurfaceDistances(predictedToReference, referenceToPredicted, true, largest);
    }

    /**
     * As Anima's tool of MICCAI 2016 defines them. Its Hausdorff distance is ITK's, of whole masks: from each voxel of
     * one mask to the nearest voxel of the other, which is 0 wherever they overlap. A hole in one mask hardly counts
     * there, while the border around the hole counts much in MedPy's. All else is measured between face-connected
     * borders and equals MedPy's.
     *
     * <p>NB: Anima itself does not reset the running minimum between border points, so average distances that it
     * printed are too low; here they are what it means to compute.
     */
    static SurfaceDistances ofMasks(LabelPair pair) {
        SurfaceDistances borders = of(pair);
        return new SurfaceDistances(borders.predictedToReference, borders.referenceToPredicted, false,
            between(pair.reference(), pair.predicted(), pair.grid().spacingMm()).largest);
    }

    @Override
    public double percentile(double percent) {
        if (percent == 100) {
            return largest;
        }
        return perDirection ? Math.max(Quantiles.linear(predictedToReference, percent / 100),
            Quantiles.linear(referenceToPredicted, percent / 100)) : Quantiles.linear(pooled, percent / 100);
    }

    @Override
    public double meanFromPredicted() {
        return mean(predictedToReference);
    }

    @Override
    public double meanFromReference() {
        return mean(referenceToPredicted);
    }

    /** The mean of the pooled distances, not the mean of the two directions' means. */
    @Override
    public double mean() {
        return mean(pooled);
    }

    @Override
    public double within(double tolerance) {
        long count = Arrays.stream(pooled).filter(d -> d <= tolerance).count();
        return (double) count / pooled.length;
    }

    /** The larger median of the two directions. */
    double largerMedian() {
        return Math.max(Quantiles.linear(predictedToReference, 0.5),
            Quantiles.linear(referenceToPredicted, 0.5));
    }

    /** The same of distances above 0 only; 0 in a direction that has none. */
    double largerMedianAboveZero() {
        return Math.max(medianAboveZero(predictedToReference), medianAboveZero(referenceToPredicted));
    }

    private static double medianAboveZero(double[] sorted) {
        double[] above = Arrays.stream(sorted).filter(d -> d > 0).toArray();
        return above.length == 0 ? 0 : Quantiles.linear(above, 0.5);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
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
