package org.dawsonmri.dataset;

import org.dawsonmri.nifti.NiftiImage;

/** What one pass over a scan tells: voxels that are not finite, the range, and a fingerprint of all values. */
final class ScanVoxels implements NiftiImage.BlockReader {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long count;
    private long notFinite;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long fingerprint = FNV_START;

    @Override
    public void accept(double[] values, int length) {
        count += length;
        long hash = fingerprint;
        for (int i = 0; i < length; i++) {
            double v = values[i];
            // FNV-1a over 64-bit words instead of bytes; the shift lets high bits reach low ones.
            hash = (hash ^ Double.doubleToRawLongBits(v)) * FNV_PRIME;
            hash ^= hash >>> 32;
            if (v - v != 0) { // NaN and infinities
                notFinite++;
            } else {
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
        }
        fingerprint = hash;
    }

    long count() {
        return count;
    }

    long notFinite() {
        return notFinite;
    }

    boolean isConstant() {
        return min == max;
    }

    /** The value of a constant scan. */
    double min() {
        return min;
    }

    /** Equal for equal voxels; that different ones share it is as unlikely as 1 in 2^64. */
    long fingerprint() {
        return fingerprint;
    }
}
