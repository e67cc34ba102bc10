package org.dawsonmri.preprocess;

/**
 * The value of a rank among the voxels of a volume that are finite and not 0, without sorting them: counted once by
 * their upper and once by their lower 16 bits. Takes no memory beside, however large the volume, which is why this is
 * none of {@link org.dawsonmri.Quantiles}: they take 8 bytes for each voxel, and twice the time.
 */
final class Ranks {

    private static final int HALF = 1 << 16;

    private final float[] voxels;
    private final int count;

    Ranks(float[] voxels) {
        this.voxels = voxels;
        int n = 0;
        for (float v : voxels) {
            n += counts(v) ? 1 : 0;
        }
        this.count = n;
    }

    /** How many voxels count. */
    int count() {
        return count;
    }

    /** @param rank from 0, the darkest, to below {@link #count()} */
    float value(int rank) {
        int[] upper = new int[HALF];
        for (float v : voxels) {
            if (counts(v)) {
                upper[key(v) >>> 16]++;
            }
        }
        int[] left = {rank};
        int high = find(upper, left);
        int[] lower = new int[HALF];
        for (float v : voxels) {
            if (counts(v) && key(v) >>> 16 == high) {
                lower[key(v) & HALF - 1]++;
            }
        }
        int key = high << 16 | find(lower, left);
        return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
    }

    /** The bin of a rank, which becomes its rank within that bin. */
    private static int find(int[] bins, int[] rank) {
        int bin = 0;
        while (rank[0] >= bins[bin]) {
            rank[0] -= bins[bin++];
        }
        return bin;
    }

    private static boolean counts(float v) {
        return v != 0 && Float.isFinite(v);
    }

    /** Bits that, taken for an unsigned number, are in the order of the floats. */
    private static int key(float v) {
        int bits = Float.floatToRawIntBits(v);
        return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
    }
}
