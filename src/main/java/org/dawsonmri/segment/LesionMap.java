package org.dawsonmri.segment;

import org.dawsonmri.Progress;
import org.dawsonmri.config.CascadeSettings;
import org.dawsonmri.volume.Volume;

import java.util.BitSet;
import java.util.Locale;

/**
 * A cascade's post-processing: voxels of enough probability, without lesions of too few voxels (voxels that share faces
 * make a lesion); nothing at all if what is left is too little to be more than error.
 *
 * @param labels 1 in lesions, 0 elsewhere
 * @param probabilities the given ones; 0 everywhere if what was left is too little
 * @param binary voxels of enough probability, before anything was dropped
 */
record LesionMap(Volume labels, Volume probabilities, BitSet binary) {

    private static final double MM3_PER_ML = 1000;

    static LesionMap of(Volume probabilities, CascadeSettings settings, Progress progress) {
        float[] p = probabilities.voxels();
        float[] binary = new float[p.length];
        BitSet above = new BitSet(p.length);
        for (int i = 0; i < p.length; i++) {
            // NB: p > 0 too, or else a threshold of 0 would make a lesion of all that no network looked at.
            if (p[i] >= settings.tBin() && p[i] > 0) {
                binary[i] = 1;
                above.set(i);
            }
        }
        Volume labels = SmallComponents.keepAbove(probabilities.with(binary), settings.lMin());
        double ml = volumeMl(labels);
        if (ml > 0 && ml < settings.minErrorMl()) {
            progress.warning(String.format(Locale.ROOT, "%.3f ml of lesions were found, less than min_error_ml (%s): "
                + "taken for an error, the result is empty", ml, settings.minErrorMl()));
            return new LesionMap(labels.with(new float[p.length]), probabilities.with(new float[p.length]), above);
        }
        return new LesionMap(labels, probabilities, above);
    }

    private static double volumeMl(Volume labels) {
        long voxels = 0;
        for (float v : labels.voxels()) {
            voxels += v > 0 ? 1 : 0;
        }
        return voxels * labels.geometry().voxelVolumeMm3() / MM3_PER_ML;
    }
}
