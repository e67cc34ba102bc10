package org.dawsonmri.train.data;

import org.dawsonmri.cascade.LesionSubject;
import org.dawsonmri.cascade.PatchFlip;
import org.dawsonmri.cascade.PatchSet;

import java.util.Arrays;
import java.util.List;

/**
 * Voxels with the scans that their patches are cut from.
 *
 * @param set the voxels
 * @param subjects whose voxels they are
 * @param edge voxels of a patch along each axis
 * @param rotate whether half of each batch is mirrored
 */
public record Patches(PatchSet set, List<LesionSubject> subjects, int edge, boolean rotate) {

    /** Cuts the patches of a batch. */
    public Batch read(PatchSet.Draw draw) {
        int n = draw.patches().length;
        PatchFlip[] flips = new PatchFlip[n];
        Arrays.fill(flips, PatchFlip.NONE);
        if (rotate) {
            flips = PatchFlip.draw(n, draw.seed());
        }
        int length = subjects.get(0).scan().patchLength(edge);
        float[] images = new float[n * length];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            int patch = draw.patches()[i];
            subjects.get(set.subject()[patch]).scan().patch(set.voxel()[patch], edge, flips[i], images, i * length);
            labels[i] = set.label()[patch];
        }
        return Batch.ofPatches(edge, images, labels);
    }
}
