package org.dawsonmri.sample;

import static org.dawsonmri.sample.Shapes.length;

/**
 * Where the brain's surface lies, folds included, as the distance in mm of a point inside from the nearest fluid. Sulci
 * are sheets on which a smooth random field is 0. The field hardly changes towards the middle of the brain, so the
 * sheets stand upright on the surface, and each ends at a depth that varies, too.
 */
final class Cortex {

    private static final double SULCUS_WAVELENGTH = 7.6;
    private static final double REFERENCE_RADIUS = 70;
    /** 0: sheets keep the pattern of space; 1: the pattern of a direction is the same at each depth. */
    private static final double UPRIGHT = 0.6;
    private static final double STEEPEST = 0.07; // least gradient per mm, or plateaus would be wide lakes
    private static final double FOLIUM = 6.5;
    private static final double FOLIUM_DEPTH = 11;

    private final NoiseField folds;
    private final NoiseField bends;
    private final NoiseField depths;

    Cortex(long seed) {
        folds = new NoiseField(SULCUS_WAVELENGTH, seed);
        bends = new NoiseField(11, seed + 1);
        depths = new NoiseField(22, seed + 2);
    }

    /**
     * @param gradient room for three numbers
     * @param widening as in {@link Brain#ventricles}
     * @return mm to the nearest fluid outside the ventricles; negative outside the brain
     */
    double distance(double x, double y, double z, double widening, double[] gradient) {
        double cerebrum = Brain.cerebrum(x, y, z);
        double temporal = Brain.temporalLobe(x, y, z);
        double upper = -Math.min(cerebrum, temporal);
        double lower = -Brain.cerebellum(x, y, z);
        double stem = -Brain.stem(x, y, z);
        double tentorium = Math.abs(upper - lower) / 2;
        if (upper > 0 && upper >= lower) {
            double d = Math.min(upper, Math.min(sulcus(x, y, z, upper, gradient), sylvian(x, cerebrum, temporal)));
            return Math.max(stem, Math.min(d, Math.min(fissure(x, y, z, widening), tentorium)));
        }
        return Math.max(stem, lower > 0 ? Math.min(folium(y, z, lower), tentorium) : Math.max(upper, lower));
    }

    private double sulcus(double x, double y, double z, double depth, double[] gradient) {
        double cz = z - 8;
        double r = Math.max(8, length(x, y, cz));
        double spread = Math.pow(REFERENCE_RADIUS / r, UPRIGHT);
        double bend = 0.6 * SULCUS_WAVELENGTH;
        double value = folds.at(x * spread + bend * bends.at(x, y, z), y * spread + bend * bends.at(z, x, y),
            cz * spread + bend * bends.at(y, z, x), gradient);
        double steepness = Math.max(STEEPEST, length(gradient[0], gradient[1], gradient[2]));
        double sheet = Math.abs(value) / steepness / spread;
        double end = (23 + 5 * depths.at(x, y, z)) * Math.max(0, Math.min(1, (r - 24) / 20)); // smooth at the base
        return depth < end ? sheet : Math.hypot(sheet, depth - end);
    }

    /** Between the temporal lobe and the lobes above; it does not reach the middle of the brain. */
    private static double sylvian(double x, double cerebrum, double temporal) {
        if (cerebrum > 4 || temporal > 4) {
            return Double.MAX_VALUE;
        }
        return Math.hypot(Math.abs(cerebrum - temporal) / 2, Math.max(0, 33 - Math.abs(x)));
    }

    private static double fissure(double x, double y, double z, double widening) {
        return Math.hypot(Math.abs(x), Math.max(0, -Brain.bridge(y, z, widening)));
    }

    /** The leaves of the cerebellum fan out from the fourth ventricle. */
    private static double folium(double y, double z, double depth) {
        double along = 30 * Math.atan2(z + 34, -(y + 30));
        double sheet = Math.abs(along / FOLIUM - Math.rint(along / FOLIUM)) * FOLIUM;
        return Math.min(depth, depth < FOLIUM_DEPTH ? sheet + 0.4 : Math.hypot(sheet, depth - FOLIUM_DEPTH) + 0.4);
    }
}
