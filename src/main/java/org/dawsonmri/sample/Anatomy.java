package org.dawsonmri.sample;

import java.util.Random;

/**
 * One person's head: which tissues there are at a point, and how far off ventricles and cortex are. The body plan of
 * {@link Skull}, {@link Brain} and {@link Cortex} is stretched, warped by smooth random displacements and given wider
 * or narrower ventricles and sulci and a thicker or thinner cortex, all by the seed.
 */
final class Anatomy {

    private static final double WARP_WAVELENGTH = 48;
    private static final double WARP_MM = 3.2;
    private static final double RIPPLE_WAVELENGTH = 17;
    private static final double RIPPLE_MM = 0.8;
    private static final double FASCIA_WAVELENGTH = 9;
    private static final double FASCIA_HALF_WIDTH = 0.7;

    private final double[] stretch = new double[3];
    private final NoiseField[] warp = new NoiseField[3];
    private final NoiseField[] ripple = new NoiseField[3];
    private final NoiseField fascia;
    private final Cortex cortex;
    private final double ventricleWidening;
    private final double sulcusHalfWidth;
    private final double corticalThickness;
    private final double edge;

    /**
     * @param seed decides about everything in which people differ
     * @param edge mm over which one tissue passes into the next: about a voxel
     */
    Anatomy(long seed, double edge) {
        Random random = new Random(seed);
        for (int axis = 0; axis < 3; axis++) {
            stretch[axis] = 0.95 + 0.09 * random.nextDouble();
            warp[axis] = new NoiseField(WARP_WAVELENGTH, random.nextLong());
            ripple[axis] = new NoiseField(RIPPLE_WAVELENGTH, random.nextLong());
        }
        fascia = new NoiseField(FASCIA_WAVELENGTH, random.nextLong());
        cortex = new Cortex(random.nextLong());
        double atrophy = random.nextDouble();
        ventricleWidening = -0.3 + 3.5 * atrophy * random.nextDouble();
        sulcusHalfWidth = 0.35 + 0.6 * atrophy;
        corticalThickness = 3.3 - 0.6 * atrophy + 0.3 * random.nextDouble();
        this.edge = edge;
    }

    /** Fills {@code p} for the place (x, y, z) mm right, anterior and superior of the middle of the brain. */
    void at(double x, double y, double z, HeadPoint p) {
        double wx = (x + displacement(0, x, y, z)) / stretch[0];
        double wy = (y + displacement(1, x, y, z)) / stretch[1];
        double wz = (z + displacement(2, x, y, z)) / stretch[2];
        double cavity = Brain.whole(wx, wy, wz) - Skull.FLUID_SPACE;
        double skin = Shapes.union(Skull.skin(wx, wy, wz), cavity - Skull.BONE - Skull.SCALP, 12);
        p.begin(edge);
        if (skin > edge) {
            return;
        }
        paintOutside(wx, wy, wz, skin, cavity, p);
        p.paint(Tissue.FLUID, cavity);
        if (cavity < edge) {
            paintBrain(wx, wy, wz, p);
        }
    }

    private void paintOutside(double x, double y, double z, double skin, double cavity, HeadPoint p) {
        p.paint(Tissue.FAT, skin);
        p.paint(Tissue.MUSCLE, skin + Skull.SCALP);
        double plane = Math.abs(fascia.at(x, y, 0.5 * z)) * FASCIA_WAVELENGTH / 2;
        p.paintInto(Tissue.MUSCLE, Tissue.FAT, plane - FASCIA_HALF_WIDTH);
        p.paint(Tissue.FAT, Skull.orbit(x, y, z));
        p.paint(Tissue.AIR, Skull.airways(x, y, z));
        p.paint(Tissue.BONE, cavity - Skull.BONE);
        p.paint(Tissue.MARROW, Math.abs(cavity - Skull.MARROW_DEPTH) - Skull.MARROW_HALF_WIDTH);
        p.paint(Tissue.FLUID, Skull.eye(x, y, z));
    }

    private void paintBrain(double x, double y, double z, HeadPoint p) {
        double surface = cortex.distance(x, y, z, ventricleWidening, p.gradient);
        double depth = -Brain.whole(x, y, z);
        double fluid = sulcusHalfWidth + 0.6 * Math.exp(-Math.max(0, depth) / 4); // sulci open towards the skull
        double ventricles = Brain.ventricles(x, y, z, ventricleWidening);
        boolean stem = Brain.stem(x, y, z) < -1;
        p.surfaceDistance = surface - fluid;
        p.ventricleDistance = Brain.lateralVentricles(x, y, z, ventricleWidening);
        p.paint(Tissue.GREY, fluid - surface);
        p.paint(Tissue.WHITE, fluid + (stem ? 0 : thickness(x, y, z)) - surface);
        p.paintInto(Tissue.WHITE, Tissue.DEEP_GREY, Brain.deepGrey(x, y, z));
        p.paint(Tissue.FLUID, ventricles);
    }

    /** The cerebellum's leaves have a thinner cortex; the stem has none. */
    private double thickness(double x, double y, double z) {
        return Brain.cerebellum(x, y, z) < 0 && Brain.cerebrum(x, y, z) > -2 ? 1.7 : corticalThickness;
    }

    private double displacement(int axis, double x, double y, double z) {
        return WARP_MM * warp[axis].at(x, y, z) + RIPPLE_MM * ripple[axis].at(x, y, z);
    }
}
