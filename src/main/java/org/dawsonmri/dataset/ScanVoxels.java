package org.dawsonmri.dataset;

import org.dawsonmri.dataset.LabelVoxels.Fingerprint;
import org.dawsonmri.nifti.NiftiImage;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one pass over a scan tells: voxels that are not finite, the range, a fingerprint of all values, and whether some
 * lie far outside of the others, of which it keeps a sample.
 */
final class ScanVoxels implements NiftiImage.BlockReader {

    private static final int SAMPLE = 1 << 16;
    /** So much of a scan with one value is background. */
    private static final double BACKGROUND = 0.2;
    private static final double MOST = 0.99;
    /** A vessel may be several times as bright as nearly all else. */
    private static final double FAR = 10;
    private static final int FEWEST = 20;

    private final Fingerprint fingerprint = new Fingerprint();
    private final double[] sample = new double[SAMPLE];
    private final long step;
    private int sampled;
    private long count;
    private long notFinite;
    /** The two smallest and the two largest values. */
    private final double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

    /** @param voxels of the scan */
    ScanVoxels(long voxels) {
        this.step = (voxels + SAMPLE - 1) / SAMPLE;
    }

    @Override
    public void accept(double[] values, int length) {
        for (int i = 0; i < length; i++) {
            double v = values[i];
            fingerprint.add(v);
            if (v - v != 0) { // NaN and infinities
                notFinite++;
            } else {
                if (v < low[1] || v > high[1]) {
                    widen(v);
                }
                if (count % step == 0) {
                    sample[sampled++] = v;
                }
            }
            count++;
        }
    }

    long count() {
        return count;
    }

    long notFinite() {
        return notFinite;
    }

    boolean isConstant() {
        return low[0] == high[0];
    }

    /** The value of a constant scan. */
    double min() {
        return low[0];
    }

    long fingerprint() {
        return fingerprint.value();
    }

    /** What lies far outside of nearly all voxels that are not background; empty if nothing does. */
    Optional<String> outlier() {
        double[] sorted = Arrays.copyOf(sample, sampled);
        Arrays.sort(sorted);
        double background = background(sorted);
        double[] tissue = Arrays.stream(sorted).filter(v -> v != background).toArray();
        if (tissue.length < FEWEST) {
            return Optional.empty();
        }
        double top = tissue[(int) Math.floor(MOST * (tissue.length - 1))];
        double bottom = tissue[(int) Math.ceil((1 - MOST) * (tissue.length - 1))];
        double darkest = low[0] == background ? low[1] : low[0];
        double brightest = high[0] == background ? high[1] : high[0];
        double far = FAR * (top - bottom);
        if (top == bottom || brightest <= top + far && darkest >= bottom - far) {
            return Optional.empty();
        }
        return Optional.of("has voxels of " + LabelVoxels.number(brightest > top + far ? brightest : darkest)
            + ", where nearly all lie between " + LabelVoxels.number(bottom) + " and " + LabelVoxels.number(top));
    }

    // -- Helper methods --

    private void widen(double v) {
        if (v < low[0]) {
            low[1] = low[0];
            low[0] = v;
        } else if (v < low[1] && v > low[0]) {
            low[1] = v;
        }
        if (v > high[0]) {
            high[1] = high[0];
            high[0] = v;
        } else if (v > high[1] && v < high[0]) {
            high[1] = v;
        }
    }

    /** The value that the largest part of a scan has, if that is large enough; NaN otherwise. */
    private static double background(double[] sorted) {
        double most = Double.NaN;
        int longest = (int) (BACKGROUND * sorted.length);
        for (int first = 0; first < sorted.length;) {
            int next = first;
            while (next < sorted.length && sorted[next] == sorted[first]) {
                next++;
            }
            if (next - first > longest) {
                longest = next - first;
                most = sorted[first];
            }
            first = next;
        }
        return most;
    }
}
