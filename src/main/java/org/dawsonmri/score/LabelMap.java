package org.dawsonmri.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Components;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A volume that was checked to hold labels: whole numbers from 0 (background) to {@value #MAX_LABEL}. Knows which
 * labels there are and the box each lies in, from one pass over the voxels.
 */
public final class LabelMap {

    public static final int MAX_LABEL = 65535;

    /** A stored slope turns 1 into 0.99999994; further away than this is no rounding. */
    private static final float TOLERANCE = 1e-4f;

    private final Volume volume;
    private final Extent[] extents; // by label; null where a label does not occur

    private LabelMap(Volume volume, Extent[] extents) {
        this.volume = volume;
        this.extents = extents;
    }

    /**
     * Checks a volume; its voxels are kept, not copied.
     *
     * @throws DawsonException if a voxel is NaN, infinite, fractional, negative or beyond {@value #MAX_LABEL}; names
     *         the volume, the value and the voxel
     */
    public static LabelMap of(Volume volume) {
        Geometry g = volume.geometry();
        float[] v = volume.voxels();
        Extent[] extents = new Extent[16];
        int i = 0;
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++, i++) {
                    if (v[i] != 0) {
                        int label = label(volume, v[i], x, y, z);
                        if (label >= extents.length) {
                            extents = Arrays.copyOf(extents, Math.max(2 * extents.length, label + 1));
                        }
                        if (extents[label] == null) {
                            extents[label] = new Extent(x, y, z);
                        }
                        extents[label].add(x, y, z);
                    }
                }
            }
        }
        extents[0] = null; // rounded to background
        return new LabelMap(volume, extents);
    }

    public String name() {
        return volume.name();
    }

    public Geometry geometry() {
        return volume.geometry();
    }

    /** The labels that occur, without background. */
    public SortedSet<Integer> labels() {
        SortedSet<Integer> labels = new TreeSet<>();
        for (int label = 1; label < extents.length; label++) {
            if (extents[label] != null) {
                labels.add(label);
            }
        }
        return labels;
    }

    /** The box that {@code label} lies in, or null if it does not occur; for the background the whole grid. */
    public Box box(int label) {
        if (label == 0) {
            return new Box(0, 0, 0, geometry().nx(), geometry().ny(), geometry().nz());
        }
        return label < extents.length && extents[label] != null ? extents[label].box() : null;
    }

    /** Where {@code label} is, within {@code box}. */
    Mask mask(int label, Box box) {
        float[] v = volume.voxels();
        boolean[] inside = new boolean[box.nx() * box.ny() * box.nz()];
        int o = 0;
        for (int z = box.z0(); z < box.z1(); z++) {
            for (int y = box.y0(); y < box.y1(); y++) {
                int i = volume.index(box.x0(), y, z);
                for (int x = 0; x < box.nx(); x++) {
                    inside[o++] = Math.abs(v[i++] - label) < 0.5f;
                }
            }
        }
        return new Mask(inside, box.nx(), box.ny(), box.nz());
    }

    /**
     * The connected components of a label, such as its lesions, on the voxels of its {@link #box}.
     *
     * @param connectivity 6 for neighbours across faces, 18 for edges, too, 26 for corners, too
     */
    public Components components(int label, int connectivity) {
        return mask(label, box(label)).components(connectivity);
    }

    private static int label(Volume volume, float value, int x, int y, int z) {
        int label = Math.round(value);
        if (!(Math.abs(value - label) <= TOLERANCE) || label < 0 || label > MAX_LABEL) {
            throw new DawsonException(String.format(Locale.ROOT,
                "%s: found %s at voxel (%d, %d, %d) where labels are whole numbers from 0 to %d; give a label map"
                    + " (probabilities must be thresholded first)", volume.name(), value, x, y, z, MAX_LABEL));
        }
        return label;
    }

    /** A box that grows. */
    private static final class Extent {

        private int x0;
        private int y0;
        private final int z0;
        private int x1;
        private int y1;
        private int z1;

        Extent(int x, int y, int z) {
            x0 = x;
            y0 = y;
            z0 = z;
        }

        void add(int x, int y, int z) {
            x0 = Math.min(x0, x);
            x1 = Math.max(x1, x + 1);
            y0 = Math.min(y0, y);
            y1 = Math.max(y1, y + 1);
            z1 = z + 1; // z never decreases
        }

        Box box() {
            return new Box(x0, y0, z0, x1, y1, z1);
        }
    }

    /** A box of voxels: from {@code (x0, y0, z0)}, which belongs to it, up to {@code (x1, y1, z1)}, which does not. */
    public record Box(int x0, int y0, int z0, int x1, int y1, int z1) {

        public int nx() {
            return x1 - x0;
        }

        public int ny() {
            return y1 - y0;
        }

        public int nz() {
            return z1 - z0;
        }

        /** The smallest box that holds both; either may be null for nothing. */
        static Box union(Box a, Box b) {
            if (a == null || b == null) {
                return a == null ? b : a;
            }
            return new Box(Math.min(a.x0, b.x0), Math.min(a.y0, b.y0), Math.min(a.z0, b.z0),
                Math.max(a.x1, b.x1), Math.max(a.y1, b.y1), Math.max(a.z1, b.z1));
        }
    }
}
