package org.dawsonmri.preprocess;

/**
 * Otsu's threshold: the one that parts a histogram of 256 bins into the two classes whose means lie furthest apart,
 * weighted by their sizes (N. Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC 9, 1979).
 */
final class Otsu {

    private static final int BINS = 256;

    private Otsu() {
    }

    /** Values above it are the upper class. The maximum, so that nothing is above it, if all finite values agree. */
    static float threshold(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            if (Float.isFinite(v)) {
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
        }
        if (!(max > min)) {
            return max;
        }
        double width = ((double) max - min) / BINS;
        long[] histogram = new long[BINS];
        for (float v : values) {
            if (Float.isFinite(v)) {
                histogram[Math.min(BINS - 1, (int) ((v - min) / width))]++;
            }
        }
        return (float) (min + width * (split(histogram) + 1));
    }

    /** The last bin of the lower class. */
    private static int split(long[] histogram) {
        double total = 0;
        double sum = 0;
        for (int b = 0; b < BINS; b++) {
            total += histogram[b];
            sum += (double) b * histogram[b];
        }
        double lower = 0;
        double lowerSum = 0;
        double best = -1;
        int split = 0;
        for (int b = 0; b < BINS - 1; b++) {
            lower += histogram[b];
            lowerSum += (double) b * histogram[b];
            double upper = total - lower;
            double gap = lowerSum / lower - (sum - lowerSum) / upper;
            double between = lower * upper * gap * gap;
            if (between > best) { // NB: NaN while a class is empty, and then not greater
                best = between;
                split = b;
            }
        }
        return split;
    }
}
