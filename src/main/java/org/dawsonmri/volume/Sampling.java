package org.dawsonmri.volume;

/** Which samples of an axis a position between them means. Position i is the centre of sample i. */
final class Sampling {

    /** Positions this close (in samples) to a border are on it: affines in files have float rounding. */
    private static final double ROUNDING = 1e-3;
    /** Positions this close below the middle between two samples belong to the upper one, whatever the rounding. */
    private static final double TIE = 1e-6;

    private Sampling() {
    }

    /** True if the position lies within the extent of the samples, half a sample beyond the outermost centres. */
    static boolean isInside(double position, int size) {
        return position >= -0.5 - ROUNDING && position <= size - 0.5 + ROUNDING;
    }

    /** The sample that stands for index {@code i} of the axis mirrored about its outermost samples, without end. */
    static int mirror(int i, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int m = Math.floorMod(i, period);
        return m < size ? m : period - m;
    }

    /** The sample next to a position that is inside. */
    static int nearest(double position, int size) {
        int i = (int) Math.floor(position + 0.5 + TIE);
        return Math.max(0, Math.min(size - 1, i));
    }
}
