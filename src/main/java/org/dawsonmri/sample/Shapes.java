package org.dawsonmri.sample;

/** Signed distances in mm to simple bodies, negative inside, and smooth unions and intersections of them. */
final class Shapes {

    private Shapes() {
    }

    /**
     * Distance of the point (x, y, z), taken from the centre, to an ellipsoid with half-axes a, b, c along x, y and z:
     * exact on the surface and to first order near it.
     */
    static double ellipsoid(double x, double y, double z, double a, double b, double c) {
        double k = Math.sqrt(x * x / (a * a) + y * y / (b * b) + z * z / (c * c));
        double slope = Math.sqrt(x * x / (a * a * a * a) + y * y / (b * b * b * b) + z * z / (c * c * c * c));
        return slope < 1e-9 ? -Math.min(a, Math.min(b, c)) : k * (k - 1) / slope;
    }

    /** Distance to a rod from {@code p} to {@code q}, each {x, y, z, radius}; the radius changes evenly between. */
    static double rod(double x, double y, double z, double[] p, double[] q) {
        double dx = q[0] - p[0];
        double dy = q[1] - p[1];
        double dz = q[2] - p[2];
        double t = ((x - p[0]) * dx + (y - p[1]) * dy + (z - p[2]) * dz) / (dx * dx + dy * dy + dz * dz);
        t = Math.max(0, Math.min(1, t));
        return length(x - p[0] - t * dx, y - p[1] - t * dy, z - p[2] - t * dz) - (p[3] + t * (q[3] - p[3]));
    }

    /** Both bodies, melted into each other over about {@code width} mm. */
    static double union(double d, double e, double width) {
        double h = Math.max(width - Math.abs(d - e), 0) / width;
        return Math.min(d, e) - h * h * width / 4;
    }

    /** What both bodies share, its edges rounded over about {@code width} mm. */
    static double intersection(double d, double e, double width) {
        return -union(-d, -e, width);
    }

    static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }
}
