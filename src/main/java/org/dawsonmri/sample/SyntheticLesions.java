package org.dawsonmri.sample;

import org.dawsonmri.sample.Tissue.Contrast;
import org.dawsonmri.volume.Geometry;

import java.util.Random;

/**
 * Strews lesions over the white matter as multiple sclerosis does: most touch the ventricles and stand upright on them
 * (Dawson's fingers), some lie under the cortex, the rest in between. They take up a random share of the brain between
 * 0.8 % and 1.8 %, by many small or few large ones.
 */
final class SyntheticLesions {

    private static final double LEAST_LOAD = 0.008;
    private static final double GREATEST_LOAD = 0.018;
    private static final double PERIVENTRICULAR = 0.6;
    private static final double JUXTACORTICAL = 0.2;
    private static final int MOST_TRIES = 2000;
    /** A lesion larger than this part of the load is not placed, so that there are always a few. */
    private static final double LARGEST_PART = 0.4;
    private static final double MIDLINE_MM = 7;
    private static final double LOWEST_MM = -4;
    private static final int SMALL_VOXELS = 12;

    private final TissueMap map;
    private final Random random;
    private final NoiseField dents;
    private final double voxel;
    /** Share of each voxel taken by lesions. */
    final float[] share;
    /** Their contrast, for voxels with a share. */
    private final float[] contrast;

    private SyntheticLesions(TissueMap map, long seed) {
        this.map = map;
        random = new Random(seed);
        dents = new NoiseField(7, random.nextLong());
        voxel = map.grid.spacingMm(0) / map.scale;
        share = new float[map.host.length];
        contrast = new float[map.host.length];
    }

    /** Places lesions and draws them into the map's images. */
    static SyntheticLesions strew(TissueMap map, long seed) {
        SyntheticLesions lesions = new SyntheticLesions(map, seed);
        double load = LEAST_LOAD + (GREATEST_LOAD - LEAST_LOAD) * lesions.random.nextDouble();
        double wanted = load * sum(map.brain);
        double placed = 0;
        for (int tries = 0; tries < MOST_TRIES && placed < 0.95 * wanted; tries++) {
            SyntheticLesion lesion = lesions.next();
            double size = lesion == null ? 0 : lesions.draw(lesion, false);
            boolean small = size <= Math.max(SMALL_VOXELS, LARGEST_PART * wanted) && placed + size <= 1.05 * wanted;
            if (size >= 1 && (small || placed == 0 && tries > MOST_TRIES / 2)) {
                placed += lesions.draw(lesion, true);
            }
        }
        lesions.shade();
        return lesions;
    }

    /** A lesion at a random place of a random kind, or null if the place does not fit the kind. */
    private SyntheticLesion next() {
        Geometry g = map.grid;
        double kind = random.nextDouble();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int i = random.nextInt(share.length);
            if (map.white[i] > 0.5) {
                int x = i % g.nx();
                int y = i / g.nx() % g.ny();
                int z = i / g.nx() / g.ny();
                double deep = Math.max(0, map.ventricleDistance[i]);
                boolean periventricular = deep < 5 + voxel;
                boolean juxtacortical = map.surfaceDistance[i] < 6 + voxel && deep > 15;
                double[] place = map.place(x, y, z);
                boolean beside = Math.abs(place[0]) > MIDLINE_MM && place[2] > LOWEST_MM;
                boolean fits = kind < PERIVENTRICULAR ? periventricular && beside
                    : kind < PERIVENTRICULAR + JUXTACORTICAL ? juxtacortical : !periventricular && beside;
                if (fits) {
                    return SyntheticLesion.draw(random, place, outward(i, x, y, z), periventricular ? 1.2 : 0.3,
                        1.6 * voxel);
                }
            }
        }
        return null;
    }

    /** Away from the ventricles; any direction where they are far. */
    private double[] outward(int i, int x, int y, int z) {
        Geometry g = map.grid;
        float[] d = map.ventricleDistance;
        double[] out = new double[3];
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        int[] at = {x, y, z};
        for (int axis = 0; axis < 3; axis++) {
            boolean inner = at[axis] > 0 && at[axis] < g.size(axis) - 1;
            double slope = inner ? d[i + step[axis]] - d[i - step[axis]] : 0;
            out[axis] = (Math.abs(slope) < 10 * voxel ? slope / voxel : 0) + 0.3 * random.nextGaussian();
        }
        double length = Math.max(1e-6, Shapes.length(out[0], out[1], out[2]));
        return new double[] {out[0] / length, out[1] / length, out[2] / length};
    }

    /** Adds a lesion if {@code keep}; returns the voxels it takes beyond those that are taken. */
    private double draw(SyntheticLesion lesion, boolean keep) {
        Geometry g = map.grid;
        double[] middle = map.voxel(lesion.centre());
        int[] low = new int[3];
        int[] high = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            low[axis] = Math.max(0, (int) Math.floor(middle[axis] - lesion.reach() / voxel));
            high[axis] = Math.min(g.size(axis) - 1, (int) Math.ceil(middle[axis] + lesion.reach() / voxel));
        }
        double added = 0;
        for (int z = low[2]; z <= high[2]; z++) {
            for (int y = low[1]; y <= high[1]; y++) {
                for (int x = low[0]; x <= high[0]; x++) {
                    added += drawVoxel(lesion, x, y, z, keep);
                }
            }
        }
        return added;
    }

    private double drawVoxel(SyntheticLesion lesion, int x, int y, int z, boolean keep) {
        int i = x + map.grid.nx() * (y + map.grid.ny() * z);
        if (map.host[i] == 0) {
            return 0;
        }
        double[] p = map.place(x, y, z);
        double cover = Math.max(0, Math.min(1, 0.5 - lesion.distance(p[0], p[1], p[2], dents) / voxel));
        double taken = cover * map.host[i];
        double more = taken - share[i];
        if (more <= 0) {
            return 0;
        }
        double counted = (taken >= 0.5 ? 1 : 0) - (share[i] >= 0.5 ? 1 : 0);
        if (keep) {
            share[i] = (float) taken;
            contrast[i] = (float) lesion.contrast();
        }
        return counted;
    }

    private void shade() {
        for (Contrast c : Contrast.values()) {
            float[] image = map.images.get(c);
            double white = Tissue.WHITE.brightness(c);
            for (int i = 0; i < share.length; i++) {
                double full = white + contrast[i] * (Tissue.LESION.brightness(c) - white);
                image[i] += (float) (share[i] * (full - image[i]));
            }
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }
}
