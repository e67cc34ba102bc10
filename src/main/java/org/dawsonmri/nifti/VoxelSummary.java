package org.dawsonmri.nifti;

import org.dawsonmri.Progress;

/**
 * What the values of an image are like, over all its frames and in double precision, slope and intercept applied.
 *
 * @param min least finite value, NaN if there is none
 * @param max greatest finite value, NaN if there is none
 * @param mean mean of the finite values, NaN if there is none
 * @param nonFinite how many values are NaN or infinite
 */
public record VoxelSummary(double min, double max, double mean, long nonFinite) {

    /** Reads the whole image once; holds no more than a block of it. */
    public static VoxelSummary of(NiftiImage image, Progress progress) {
        Sums sums = new Sums();
        image.forEachBlock(progress, sums::add);
        return sums.summary();
    }

    private static final class Sums {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;
        private long finite;
        private long nonFinite;

        /** NB: sums each block by itself, which keeps the rounding error of long sums small. */
        void add(double[] values, int count) {
            double blockSum = 0;
            int blockFinite = 0;
            for (int i = 0; i < count; i++) {
                double v = values[i];
                if (Double.isFinite(v)) {
                    min = Math.min(min, v);
                    max = Math.max(max, v);
                    blockSum += v;
                    blockFinite++;
                }
            }
            sum += blockSum;
            finite += blockFinite;
            nonFinite += count - blockFinite;
        }

        VoxelSummary summary() {
            return finite == 0 ? new VoxelSummary(Double.NaN, Double.NaN, Double.NaN, nonFinite)
                : new VoxelSummary(min, max, sum / finite, nonFinite);
        }
    }
}
