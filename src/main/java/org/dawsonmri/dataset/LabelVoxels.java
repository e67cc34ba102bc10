package org.dawsonmri.dataset;

import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one pass over a label volume tells: how many voxels each label has, and what is no label. */
final class LabelVoxels implements NiftiImage.BlockReader {

    /** The largest label that training and results can hold. */
    static final int MAX_LABEL = Short.MAX_VALUE;

    /** A stored slope turns 1 into 0.99999994; further away than this is no rounding. */
    private static final double ROUNDING = 1e-4;
    private static final int FEWEST = 10;

    /**
     * Something that keeps a volume from being a label.
     *
     * @param problem of what kind
     * @param text what was found and what to do
     */
    record Wrong(Problem problem, String text) {
    }

    private final Fingerprint fingerprint = new Fingerprint();
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

    /** Looks at a volume in memory. */
    static LabelVoxels of(Volume label) {
        LabelVoxels looked = new LabelVoxels((long) label.geometry().nx() * label.geometry().ny());
        for (float v : label.voxels()) {
            looked.add(v);
        }
        return looked;
    }

    @Override
    public void accept(double[] values, int length) {
        for (int i = 0; i < length; i++) {
            add(values[i]);
        }
    }

    private void add(double v) {
        fingerprint.add(v);
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

    /** True if so much is labelled that another label does not have the same voxels by chance. */
    boolean isTelling() {
        return count - voxels[0] >= FEWEST;
    }

    long fingerprint() {
        return fingerprint.value();
    }

    /** Says so if one of the subject's scans is this label. @param scans fingerprints by modality */
    Optional<String> sameAs(Map<String, Long> scans) {
        return scans.entrySet().stream().filter(scan -> scan.getValue() == fingerprint()).findFirst()
            .map(scan -> "has the same voxels as " + scan.getKey()
                + ", so that nothing would be left to learn; give the label and the scan, or leave the channel out");
    }

    /** Why nothing can be learned from this volume or measured with it; empty if it is a label. */
    List<Wrong> wrong() {
        List<Wrong> wrong = new ArrayList<>();
        if (notFinite > 0) {
            wrong.add(new Wrong(Problem.NOT_FINITE, notFinite + " of " + count
                + " voxels are NaN or infinite; replace them, for instance by 0"));
        }
        if (fractional > 0) {
            wrong.add(new Wrong(Problem.FRACTIONAL_LABELS, fractional + " voxels are not whole numbers, such as "
                + number(fractionalExample) + "; round or threshold it, and resample labels with nearest"
                + " neighbour"));
        }
        if (negative > 0) {
            wrong.add(new Wrong(Problem.NEGATIVE_LABELS, negative + " voxels are below 0, down to "
                + number(smallest) + "; labels are 0 (background), 1, 2, …"));
        }
        if (tooLarge > 0) {
            wrong.add(new Wrong(Problem.UNEXPECTED_LABELS, tooLarge + " voxels are above " + MAX_LABEL + ", up to "
                + number(largest) + "; labels are 0, 1, 2, …"));
        }
        return wrong;
    }

    /** A voxel's value, whole numbers without a point. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
            ? String.valueOf((long) value) : String.valueOf((float) value);
    }

    /** A number that is equal for equal voxels; that different ones share it is as unlikely as 1 in 2^64. */
    static final class Fingerprint {

        private static final long FNV_START = 0xcbf29ce484222325L;
        private static final long FNV_PRIME = 0x100000001b3L;

        private long hash = FNV_START;

        /** Of all voxels in the order of the file. */
        static long of(Volume volume) {
            Fingerprint fingerprint = new Fingerprint();
            for (float v : volume.voxels()) {
                fingerprint.add(v);
            }
            return fingerprint.value();
        }

        /** NB: FNV-1a over 64-bit words instead of bytes; the shift lets high bits reach low ones. */
        void add(double v) {
            hash = (hash ^ Double.doubleToRawLongBits(v + 0.0)) * FNV_PRIME; // -0 is 0
            hash ^= hash >>> 32;
        }

        long value() {
            return hash;
        }
    }
}
