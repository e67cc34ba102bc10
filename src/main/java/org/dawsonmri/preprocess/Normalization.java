package org.dawsonmri.preprocess;

import org.dawsonmri.Quantiles;
import org.dawsonmri.volume.Volume;

import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Brings intensities of different scanners onto one scale. Each function returns a new volume in the same grid and
 * leaves its argument alone.
 *
 * <p>In a skull-stripped scan the background is exactly 0 and says nothing about the scanner, so statistics are over
 * voxels that are finite and not 0. NaN and infinities become 0 in the result.
 *
 * <pre>{@code
 * Volume network = Normalization.zScore(Normalization.percentileClip(scan, 0.5, 99.5));
 * }</pre>
 */
public final class Normalization {

    private Normalization() {
    }

    /**
     * (v − mean) / standard deviation, both over non-zero voxels (standard deviation with division by n). Background is
     * shifted like any voxel, to −mean / standard deviation; a scan without contrast becomes all 0.
     */
    public static Volume zScore(Volume volume) {
        float[] v = volume.voxels();
        double sum = 0;
        long n = 0;
        for (float x : v) {
            if (counts(x)) {
                sum += x;
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        double squares = 0;
        for (float x : v) {
            if (counts(x)) {
                squares += (x - mean) * (x - mean);
            }
        }
        return standardize(volume, mean, n == 0 ? 0 : Math.sqrt(squares / n));
    }

    /** (v − mean) / std with given numbers, such as those of a training set; all 0 if {@code std} is 0. */
    public static Volume standardize(Volume volume, double mean, double std) {
        return linear(volume, mean, std > 0 ? 1 / std : 0);
    }

    /**
     * v / median − 1, with the median of the tissue ({@link Background}): tissue lies around 0, background at −1.
     * Lesions of many ml shift mean and standard deviation, and with them every z-score; they hardly shift the median.
     * All 0 if there is no tissue.
     */
    public static Volume medianScale(Volume volume) {
        Background background = Background.of(volume);
        double[] voxels = chosen(volume, v -> v > background.tissue() && v > 0);
        if (voxels.length == 0) {
            return linear(volume, 0, 0);
        }
        double median = Quantiles.linearInPlace(voxels, 0.5)[0];
        return linear(volume, median, 1 / median);
    }

    /** The range of all finite voxels, zeros included, stretched to 0…1; all 0 if there is no contrast. */
    public static Volume minMax(Volume volume) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (float x : volume.voxels()) {
            if (Float.isFinite(x)) {
                min = Math.min(min, x);
                max = Math.max(max, x);
            }
        }
        return max > min ? linear(volume, min, 1 / (max - min)) : linear(volume, 0, 0);
    }

    /**
     * Values below the percentile {@code low} or above {@code high} of the non-zero voxels are set to that percentile.
     * Background stays 0.
     *
     * @param low 0 to 100, below {@code high}
     * @param high 0 to 100
     */
    public static Volume percentileClip(Volume volume, double low, double high) {
        if (!(low >= 0 && low < high && high <= 100)) {
            throw new IllegalArgumentException("percentiles " + low + " and " + high);
        }
        double[] voxels = chosen(volume, v -> v != 0);
        if (voxels.length == 0) {
            return linear(volume, 0, 0);
        }
        double[] ends = Quantiles.linearInPlace(voxels, low / 100, high / 100);
        return clamp(volume, (float) ends[0], (float) ends[1]);
    }

    /**
     * The same for what is broken rather than dark or bright: ranks are rounded inwards, so that at least one voxel at
     * each end is clipped, however small the scan. A single voxel of 100,000 is never the percentile itself.
     */
    public static Volume outlierClip(Volume volume, double low, double high) {
        Ranks ranks = new Ranks(volume.voxels());
        int bottom = (int) Math.ceil(low / 100 * (ranks.count() - 1));
        int top = (int) Math.floor(high / 100 * (ranks.count() - 1));
        return bottom < top ? clamp(volume, ranks.value(bottom), ranks.value(top)) : volume;
    }

    private static double[] chosen(Volume volume, DoublePredicate chosen) {
        int n = 0;
        for (float x : volume.voxels()) {
            n += Float.isFinite(x) && chosen.test(x) ? 1 : 0;
        }
        double[] kept = new double[n];
        for (float x : volume.voxels()) {
            if (Float.isFinite(x) && chosen.test(x)) {
                kept[--n] = x;
            }
        }
        return kept;
    }

    /** Background stays 0. */
    private static Volume clamp(Volume volume, float bottom, float top) {
        float[] out = volume.voxels().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = counts(out[i]) ? Math.max(bottom, Math.min(top, out[i])) : 0;
        }
        return volume.with(out);
    }

    private static boolean counts(float x) {
        return x != 0 && Float.isFinite(x);
    }

    private static Volume linear(Volume volume, double offset, double scale) {
        float[] in = volume.voxels();
        float[] out = new float[in.length];
        IntStream.range(0, in.length).parallel()
            .forEach(i -> out[i] = Float.isFinite(in[i]) && scale != 0 ? (float) ((in[i] - offset) * scale) : 0);
        return volume.with(out);
    }
}
