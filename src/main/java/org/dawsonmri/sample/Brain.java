package org.dawsonmri.sample;

import static org.dawsonmri.sample.Shapes.ellipsoid;
import static org.dawsonmri.sample.Shapes.intersection;
import static org.dawsonmri.sample.Shapes.rod;
import static org.dawsonmri.sample.Shapes.union;

/** The parts of the brain as signed distances in mm, in the coordinates of {@link Skull}. Left is right mirrored. */
final class Brain {

    private static final double[] STEM_TOP = {0, -14, -6, 15};
    private static final double[] PONS = {0, -17, -28, 15};
    private static final double[] MEDULLA = {0, -27, -56, 9};
    private static final double[] CORD = {0, -36, -140, 6};

    private static final double[] FRONTAL_HORN = {8, 30, 6, 4.2};
    private static final double[] BODY_FRONT = {8.5, 12, 18, 5.2};
    private static final double[] BODY_BACK = {13, -18, 21, 5.2};
    private static final double[] TRIGONE = {24, -40, 10, 6};
    private static final double[] OCCIPITAL_HORN = {24, -62, 6, 2.6};
    private static final double[] TEMPORAL_HORN = {31, -14, -15, 2};

    private static final double[] CAUDATE_HEAD = {16, 24, 4, 5.5};
    private static final double[] CAUDATE_BODY = {19.5, -8, 21, 3.2};

    private Brain() {
    }

    /** Both hemispheres without the temporal lobes, filled: without fissure, sulci or ventricles. */
    static double cerebrum(double x, double y, double z) {
        return intersection(ellipsoid(x, y + 3, z - 16, 65, 83, 57), -(z + 15), 10);
    }

    static double temporalLobe(double x, double y, double z) {
        return ellipsoid(Math.abs(x) - 42, y, z + 16, 22, 40, 23);
    }

    static double cerebellum(double x, double y, double z) {
        return ellipsoid(Math.abs(x) - 18, y + 53, z + 36, 30, 27, 22);
    }

    static double stem(double x, double y, double z) {
        return union(union(rod(x, y, z, STEM_TOP, PONS), rod(x, y, z, PONS, MEDULLA), 4),
            rod(x, y, z, MEDULLA, CORD), 4);
    }

    /** What the skull encloses, up to the fluid around it. */
    static double whole(double x, double y, double z) {
        double upper = union(cerebrum(x, y, z), temporalLobe(x, y, z), 14);
        return union(union(upper, cerebellum(x, y, z), 12), stem(x, y, z), 10);
    }

    /** Lateral, third and fourth ventricles; {@code widening} in mm is added all around. */
    static double ventricles(double x, double y, double z, double widening) {
        double third = ellipsoid(x, y + 8, z, 2, 14, 10);
        double fourth = ellipsoid(x, y + 36, z + 32, 6, 6, 9);
        double middle = Math.min(third - 0.4 * widening, fourth - 0.3 * widening);
        return Math.min(lateralVentricles(x, y, z, widening), middle);
    }

    /** The lateral ventricles alone, about which most lesions lie. */
    static double lateralVentricles(double x, double y, double z, double widening) {
        double ax = Math.abs(x);
        double front = union(rod(ax, y, z, FRONTAL_HORN, BODY_FRONT), rod(ax, y, z, BODY_FRONT, BODY_BACK), 3);
        double back = union(rod(ax, y, z, BODY_BACK, TRIGONE), rod(ax, y, z, TRIGONE, OCCIPITAL_HORN), 3);
        double lateral = union(union(front, back, 3), rod(ax, y, z, TRIGONE, TEMPORAL_HORN), 2);
        double septum = 0.8 - ax; // keeps the two sides apart, however wide they are
        return intersection(lateral - widening, septum, 1);
    }

    /** Caudate nucleus, putamen with pallidum, and thalamus. */
    static double deepGrey(double x, double y, double z) {
        double ax = Math.abs(x);
        double caudate = rod(ax, y, z, CAUDATE_HEAD, CAUDATE_BODY);
        double putamen = ellipsoid(ax - 27 - 0.1 * (y - 4), y - 4, z - 3, 6, 18, 11);
        double thalamus = ellipsoid(ax - 11.5 - 0.15 * (-16 - y), y + 16, z - 6, 8.5, 15, 9);
        return Math.min(caudate, Math.min(putamen, thalamus));
    }

    /**
     * What joins the hemispheres at the midline: corpus callosum and all below it. The fissure between them ends at
     * this body; {@code widening} as in {@link #ventricles}.
     */
    static double bridge(double y, double z, double widening) {
        double callosum = ellipsoid(0, y + 6, z - 9, 1000, 40 + widening, 23 + widening);
        double below = ellipsoid(0, y + 12, z + 18, 1000, 26, 34);
        return union(callosum, below, 6);
    }
}
