package org.dawsonmri.score;

import org.dawsonmri.volume.Components;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.BitSet;

/** The lesions of a reference, whatever their label: voxels other than 0 that hang together by faces. */
public final class ReferenceLesions {

    private static final int FACES = 6;

    private final Components lesions;

    /** @throws org.dawsonmri.DawsonException if the volume does not hold labels */
    public ReferenceLesions(Volume reference) {
        LabelMap.of(reference); // checks
        float[] labels = reference.voxels();
        boolean[] inside = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            inside[i] = labels[i] >= 0.5f;
        }
        Geometry grid = reference.geometry();
        lesions = Components.of(inside, grid.nx(), grid.ny(), grid.nz(), FACES);
    }

    public int count() {
        return lesions.count();
    }

    /** Lesions that have at least one of these voxels, given as indices of the reference's grid. */
    public int found(BitSet voxels) {
        BitSet found = new BitSet();
        voxels.stream().forEach(v -> found.set(lesions.of()[v]));
        found.clear(0);
        return found.cardinality();
    }
}
