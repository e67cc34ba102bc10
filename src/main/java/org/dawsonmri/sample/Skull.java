package org.dawsonmri.sample;

import static org.dawsonmri.sample.Shapes.ellipsoid;
import static org.dawsonmri.sample.Shapes.rod;
import static org.dawsonmri.sample.Shapes.union;

/**
 * What lies around the brain, as signed distances in mm: skin, eyes and orbits, airways. Coordinates run to the right,
 * anterior and superior, from a point near the middle of the brain; an average adult head.
 */
final class Skull {

    /** Fluid between brain and bone. */
    static final double FLUID_SPACE = 1.6;
    /** Bone, with marrow in its middle. */
    static final double BONE = 6.5;
    static final double MARROW_DEPTH = 3.2;
    static final double MARROW_HALF_WIDTH = 1.2;
    /** Skin and the fat under it. */
    static final double SCALP = 4.5;

    private static final double[] THROAT_TOP = {0, 22, -58, 8};
    private static final double[] THROAT_END = {0, 10, -130, 9};
    private static final double[] NOSE_TOP = {0, 92, -14, 6};
    private static final double[] NOSE_TIP = {0, 100, -46, 10};

    private Skull() {
    }

    /** The outside of head, face and neck. */
    static double skin(double x, double y, double z) {
        double cranium = ellipsoid(x, y + 3, z - 8, 78, 97, 82);
        double face = ellipsoid(x, y - 36, z + 52, 57, 56, 62);
        double neck = rod(x, y, z, new double[] {0, -20, -70, 56}, new double[] {0, -28, -160, 54});
        double nose = rod(x, y, z, NOSE_TOP, NOSE_TIP);
        return union(union(union(cranium, face, 20), neck, 24), nose, 6);
    }

    /** The eyeballs. */
    static double eye(double x, double y, double z) {
        return Shapes.length(Math.abs(x) - 31, y - 72, z + 30) - 12;
    }

    /** The fat behind and around the eyes. */
    static double orbit(double x, double y, double z) {
        return ellipsoid(Math.abs(x) - 29, y - 60, z + 30, 17, 27, 16);
    }

    /** Air in nose, sinuses and throat. */
    static double airways(double x, double y, double z) {
        double sinus = ellipsoid(Math.abs(x) - 25, y - 60, z + 58, 12, 14, 13);
        double nasal = ellipsoid(Math.abs(x) - 5, y - 62, z + 50, 3.5, 24, 18);
        double throat = rod(x, y, z, THROAT_TOP, THROAT_END);
        return Math.min(sinus, Math.min(nasal, throat));
    }
}
