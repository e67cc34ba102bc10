package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.List;

/** A label map and the ways in which something drawn can change it. */
public final class Labels {

    /** The largest class that can be trained. */
    static final int MAX_VALUE = Short.MAX_VALUE;

    /**
     * {@code add}: what was drawn gets its class. {@code replace}: so it does, and on each slice that was drawn on,
     * what had that class before is background unless drawn again. {@code erase}: where it was drawn and has that class
     * is background.
     */
    public static final List<String> MODES = List.of("add", "replace", "erase");

    private Labels() {
    }

    /**
     * Changes labels.
     *
     * @param before label values; kept as it is
     * @param drawn 0 where nothing was drawn, else the class; of the same grid
     * @param mode one of {@link #MODES}
     */
    public static Volume change(Volume before, Volume drawn, String mode) {
        float[] labels = before.voxels().clone();
        int plane = labels.length / before.geometry().nz();
        for (int z = 0; z < before.geometry().nz(); z++) {
            if (mode.equals("replace")) {
                clear(labels, drawn.voxels(), z * plane, plane);
            }
            for (int i = z * plane; i < (z + 1) * plane; i++) {
                float value = drawn.voxels()[i];
                if (value != 0 && !mode.equals("erase")) {
                    labels[i] = value;
                } else if (value != 0 && labels[i] == value) {
                    labels[i] = 0;
                }
            }
        }
        return before.with(labels);
    }

    /** Takes the classes off a slice that are drawn there. */
    private static void clear(float[] labels, float[] drawn, int start, int length) {
        boolean[] isDrawn = new boolean[MAX_VALUE + 1];
        for (int i = start; i < start + length; i++) {
            isDrawn[(int) drawn[i]] = true;
        }
        isDrawn[0] = false;
        for (int i = start; i < start + length; i++) {
            if (isDrawn[(int) labels[i]]) {
                labels[i] = 0;
            }
        }
    }

    /** The labels above 0 on a slice, ascending. */
    static int[] on(Volume labels, int slice) {
        int plane = labels.geometry().nx() * labels.geometry().ny();
        boolean[] seen = new boolean[MAX_VALUE + 1];
        for (int i = slice * plane; i < (slice + 1) * plane; i++) {
            seen[Math.max(0, (int) labels.voxels()[i])] = true;
        }
        int[] found = new int[MAX_VALUE];
        int n = 0;
        for (int value = 1; value <= MAX_VALUE; value++) {
            if (seen[value]) {
                found[n++] = value;
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** @throws DawsonException if a voxel is no label */
    static Volume checked(Volume labels) {
        for (float v : labels.voxels()) {
            if (!(v >= 0 && v <= MAX_VALUE) || v != (int) v) {
                throw new DawsonException(labels.name() + ": has the value " + v + ", expected labels, which are whole"
                    + " numbers from 0 to " + MAX_VALUE + "; choose a label image");
            }
        }
        return labels;
    }
}
