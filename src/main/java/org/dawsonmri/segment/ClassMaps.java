package org.dawsonmri.segment;

import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.volume.Volume;

import java.util.List;

/** Arithmetic with maps of one grid, one for each class, background not included. */
final class ClassMaps {

    private ClassMaps() {
    }

    /** Adds maps to sums of such maps. */
    static void add(List<Volume> maps, List<Volume> sums) {
        for (int c = 0; c < maps.size(); c++) {
            float[] map = maps.get(c).voxels();
            float[] sum = sums.get(c).voxels();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += map[i];
            }
        }
    }

    /** Makes means of sums. */
    static void divide(List<Volume> sums, int n) {
        for (Volume volume : sums) {
            float[] sum = volume.voxels();
            for (int i = 0; i < sum.length && n > 1; i++) {
                sum[i] /= n;
            }
        }
    }

    /** One class: probability above one half. Several: the most probable one, the background included. */
    static Volume labels(List<Volume> maps, List<LabelClass> classes) {
        float[] labels = new float[maps.get(0).voxels().length];
        for (int i = 0; i < labels.length; i++) {
            float background = 1;
            float best = 0;
            int bestClass = 0;
            for (int c = 0; c < maps.size(); c++) {
                float p = maps.get(c).voxels()[i];
                background -= p;
                if (p > best) {
                    best = p;
                    bestClass = c;
                }
            }
            if (best > background) {
                labels[i] = classes.get(bestClass).value();
            }
        }
        return maps.get(0).with(labels);
    }
}
