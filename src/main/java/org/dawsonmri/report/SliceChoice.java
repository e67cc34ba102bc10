package org.dawsonmri.report;

import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;

/** Chooses the slices that show most of a structure from one end to the other. */
public final class SliceChoice {

    private SliceChoice() {
    }

    /**
     * The range of slices that hold labels, cut into at most {@code max} equal parts, and of each part the slice with
     * most of them; without any label, slices evenly spread.
     *
     * @return slice numbers from 0, ascending
     */
    public static List<Integer> of(List<Volume> labelMaps, int max) {
        int nz = labelMaps.get(0).geometry().nz();
        int[] area = new int[nz];
        for (Volume labels : labelMaps) {
            count(labels, area);
        }
        int first = 0;
        int last = nz - 1;
        while (first < last && area[first] == 0) {
            first++;
        }
        while (last > first && area[last] == 0) {
            last--;
        }
        boolean empty = area[first] == 0;
        return empty ? spread(0, nz - 1, area, max) : spread(first, last, area, max);
    }

    private static void count(Volume labels, int[] area) {
        float[] voxels = labels.voxels();
        int plane = voxels.length / area.length;
        for (int i = 0; i < voxels.length; i++) {
            if (voxels[i] > 0) {
                area[i / plane]++;
            }
        }
    }

    private static List<Integer> spread(int first, int last, int[] area, int max) {
        int n = last - first + 1;
        int parts = Math.min(max, n);
        List<Integer> chosen = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = first + part * n / parts;
            int to = first + (part + 1) * n / parts;
            int best = (from + to) / 2;
            for (int z = from; z < to; z++) {
                best = area[z] > area[best] ? z : best;
            }
            chosen.add(best);
        }
        return chosen;
    }
}
