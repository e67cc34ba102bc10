package org.dawsonmri.dataset;

import org.dawsonmri.nifti.NiftiImage;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one pass over a label volume tells: how many voxels each label has, and what is no label. */
final class LabelVoxels implements NiftiImage.BlockReader {

    /** The largest label that training and results can hold. */
    static final int MAX_LABEL = Short.MAX_VALUE;

    /** A stored slope turns 1 into 0.99999994; further away than this is no rounding. */
    private static final double ROUNDING = 1e-4;

    private final long[] voxels = new long[MAX_LABEL + 1];
    private long count;
    private long notFinite;
    private long fractional;
    private double fractionalExample;
    private long negative;
    private double smallest;
    private long tooLarge;
    private double largest;
    private final long voxelsPerSlice;
    private final BitSet slices = new BitSet();

    /** @param voxelsPerSlice of the volume */
    LabelVoxels(long voxelsPerSlice) {
        this.voxelsPerSlice = voxelsPerSlice;
    }

    @Override
    public void accept(double[] values, int length) {
        for (int i = 0; i < length; i++) {
            double v = values[i];
            long at = count++;
            double whole = Math.rint(v);
            if (v - v != 0) { // NaN and infinities
                notFinite++;
            } else if (Math.abs(v - whole) > ROUNDING) {
                fractional++;
                fractionalExample = v;
            } else if (whole < 0) {
                negative++;
                smallest = Math.min(smallest, whole);
            } else if (whole > MAX_LABEL) {
                tooLarge++;
                largest = Math.max(largest, whole);
            } else {
                voxels[(int) whole]++;
                if (whole > 0) {
                    slices.set((int) (at / voxelsPerSlice));
                }
            }
        }
    }

    /** Voxels of each label that occurs, 0 included. */
    SortedMap<Integer, Long> voxelsByLabel() {
        SortedMap<Integer, Long> result = new TreeMap<>();
        for (int label = 0; label <= MAX_LABEL; label++) {
            if (voxels[label] > 0) {
                result.put(label, voxels[label]);
            }
        }
        return result;
    }

    /** Slices, from 0, that have a label other than 0. */
    BitSet slices() {
        return slices;
    }

    boolean onlyBackground() {
        return voxels[0] == count;
    }

    long count() {
        return count;
    }

    long notFinite() {
        return notFinite;
    }

    long fractional() {
        return fractional;
    }

    double fractionalExample() {
        return fractionalExample;
    }

    long negative() {
        return negative;
    }

    double smallest() {
        return smallest;
    }

    long tooLarge() {
        return tooLarge;
    }

    double largest() {
        return largest;
    }
}
