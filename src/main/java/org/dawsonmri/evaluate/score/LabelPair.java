package org.dawsonmri.evaluate.score;

/**
 * One class in reference and prediction, which lie in the same grid. Counts voxels at once and measures surfaces when
 * first asked, so that every score of a class shares the work. Not for several threads.
 *
 * <p>Both masks are cropped to the box that holds both. That changes no score: outside of it both are background, and
 * borders count what lies beyond the edge as background.
 */
public final class LabelPair {

    private final Mask reference;
    private final Mask predicted;
    private final double[] spacingMm;
    private final boolean[] flat;
    private final double voxelMm3;
    private final long truePositives;
    private final long falsePositives;
    private final long falseNegatives;
    private SurfaceDistances surface;

    private LabelPair(Mask reference, Mask predicted, double[] spacingMm, boolean[] flat, double voxelMm3) {
        this.reference = reference;
        this.predicted = predicted;
        this.spacingMm = spacingMm;
        this.flat = flat;
        this.voxelMm3 = voxelMm3;
        long both = 0;
        for (int i = 0; i < reference.inside().length; i++) {
            if (reference.inside()[i] && predicted.inside()[i]) {
                both++;
            }
        }
        truePositives = both;
        falsePositives = predicted.count() - both;
        falseNegatives = reference.count() - both;
    }

    /** The voxels of {@code label} in two maps of the same shape; the reference's geometry gives the millimetres. */
    public static LabelPair of(LabelMap reference, LabelMap predicted, int label) {
        int[] shape = reference.geometry().shape();
        boolean[] flat = {shape[0] == 1, shape[1] == 1, shape[2] == 1};
        Box box = Box.union(reference.box(label), predicted.box(label));
        if (box == null) {
            box = new Box(0, 0, 0, 0, 0, 0);
        }
        return new LabelPair(reference.mask(label, box), predicted.mask(label, box), reference.geometry().spacingMm(),
            flat, reference.geometry().voxelVolumeMm3());
    }

    /** A class that is in neither map. */
    public static LabelPair absent() {
        Mask nothing = new Mask(new boolean[0], 0, 0, 0);
        return new LabelPair(nothing, nothing, new double[] {1, 1, 1}, new boolean[3], 1);
    }

    public Status status() {
        return Status.of(referenceVoxels(), predictedVoxels());
    }

    /** Voxels in both. */
    long truePositives() {
        return truePositives;
    }

    /** Voxels in the prediction only. */
    long falsePositives() {
        return falsePositives;
    }

    /** Voxels in the reference only. */
    long falseNegatives() {
        return falseNegatives;
    }

    long referenceVoxels() {
        return truePositives + falseNegatives;
    }

    long predictedVoxels() {
        return truePositives + falsePositives;
    }

    /** Volume of one voxel in mm³. */
    double voxelMm3() {
        return voxelMm3;
    }

    /**
     * The distances between both borders in mm.
     *
     * @throws IllegalStateException unless the status is {@link Status#OK}: there is no distance to nothing
     */
    SurfaceDistances surface() {
        if (status() != Status.OK) {
            throw new IllegalStateException("no surface distances: " + status());
        }
        if (surface == null) {
            surface = SurfaceDistances.between(reference, predicted, spacingMm, flat);
        }
        return surface;
    }
}
