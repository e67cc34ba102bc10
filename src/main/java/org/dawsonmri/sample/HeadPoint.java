package org.dawsonmri.sample;

import java.util.Arrays;

/** What there is at one point of a head. Used again for each point, by one thread, so that none is allocated. */
final class HeadPoint {

    /** Far from everything, in mm. */
    static final float FAR = 1000;

    private final double[] share = new double[Tissue.values().length];
    private double edge;

    /** Room for the gradient of a field. */
    final double[] gradient = new double[3];
    /** mm from the fluid in and around the folds, negative in it. */
    double surfaceDistance;
    /** mm from the lateral ventricles, negative in them. */
    double ventricleDistance;

    /** Nothing but air; tissues pass into each other over {@code edgeMm}. */
    void begin(double edgeMm) {
        edge = edgeMm;
        Arrays.fill(share, 0);
        share[Tissue.AIR.ordinal()] = 1;
        surfaceDistance = -FAR;
        ventricleDistance = FAR;
    }

    /** Puts a tissue over all that is there, by how much of the voxel lies within signed distance 0. */
    void paint(Tissue tissue, double distance) {
        double cover = cover(distance);
        if (cover > 0) {
            for (int t = 0; t < share.length; t++) {
                share[t] *= 1 - cover;
            }
            share[tissue.ordinal()] += cover;
        }
    }

    /** Puts a tissue over {@code ground} only. */
    void paintInto(Tissue ground, Tissue tissue, double distance) {
        double taken = cover(distance) * share[ground.ordinal()];
        share[ground.ordinal()] -= taken;
        share[tissue.ordinal()] += taken;
    }

    /** The share of a tissue, 0 to 1; all shares sum to 1. */
    double share(Tissue tissue) {
        return share[tissue.ordinal()];
    }

    private double cover(double distance) {
        return Math.max(0, Math.min(1, 0.5 - distance / edge));
    }
}
