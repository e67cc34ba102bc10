package org.dawsonmri.volume;

/** Gaussian smoothing, axis by axis, cut off at 4σ and mirrored at the borders (d c b | a b c d | c b a). */
public final class Smoothing {

    private Smoothing() {
    }

    /** @param sigma standard deviation along each axis, in voxels of that axis; 0 leaves an axis as it is */
    public static Volume gaussian(Volume volume, double[] sigma) {
        int[] shape = volume.geometry().shape();
        float[] values = volume.voxels().clone();
        for (int axis = 0; axis < 3; axis++) {
            if (sigma[axis] > 0) {
                values = AxisWeights.linear(shape[axis], shape[axis], 0, 1, sigma[axis]).apply(values, shape, axis);
            }
        }
        return volume.with(values);
    }
}
