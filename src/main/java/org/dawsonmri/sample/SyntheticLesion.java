package org.dawsonmri.sample;

import java.util.Random;

/**
 * One lesion: an ellipsoid, longer along one direction, whose surface a random field dents.
 *
 * @param centre in mm of a head of normal size
 * @param direction of the longer axis, length 1
 * @param length half of the longer axis, in mm
 * @param width half of the other two axes, in mm
 * @param contrast how much of the full difference between lesion and white matter it shows
 */
record SyntheticLesion(double[] centre, double[] direction, double length, double width, double contrast) {

    private static final double DENT = 0.14;

    /** A lesion of random shape; {@code smallest} is the least half-axis in mm that the voxels can show. */
    static SyntheticLesion draw(Random random, double[] centre, double[] direction, double elongation,
        double smallest) {
        double radius = 4 * Math.exp(0.4 * random.nextGaussian());
        double width = Math.max(smallest, Math.min(9, radius));
        double length = width * (1 + elongation * (0.3 + random.nextDouble()));
        return new SyntheticLesion(centre, direction, length, width, 0.85 + 0.4 * random.nextDouble());
    }

    /** Signed distance in mm, negative inside. */
    double distance(double x, double y, double z, NoiseField dents) {
        double dx = x - centre[0];
        double dy = y - centre[1];
        double dz = z - centre[2];
        double along = dx * direction[0] + dy * direction[1] + dz * direction[2];
        double across = Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - along * along));
        return Shapes.ellipsoid(along, across, 0, length, width, width) + DENT * width * dents.at(x, y, z);
    }

    /** No part of it is further than this from its centre, in mm. */
    double reach() {
        return 1.6 * length;
    }
}
