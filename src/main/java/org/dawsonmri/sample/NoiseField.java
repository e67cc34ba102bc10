package org.dawsonmri.sample;

import java.util.Random;

/**
 * Smooth random values in space: Gaussian random numbers on a cubic lattice, joined by quadratic B-splines, so that
 * value and gradient are continuous. Mean 0, standard deviation about 1; repeats after {@value #PERIOD} lattice steps.
 */
final class NoiseField {

    private static final int PERIOD = 32;
    private static final int MASK = PERIOD - 1;
    /** A quadratic B-spline averages its neighbours; per axis, the mean over positions of Σ weight² is 0.55. */
    private static final double UNIT_DEVIATION = 1 / Math.sqrt(0.55 * 0.55 * 0.55);

    private final float[] lattice = new float[PERIOD * PERIOD * PERIOD];
    private final double perMm;

    /** @param wavelength lattice step in mm; the field goes up and down over about two of them */
    NoiseField(double wavelength, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) (UNIT_DEVIATION * random.nextGaussian());
        }
        perMm = 1 / wavelength;
    }

    double at(double x, double y, double z) {
        double px = x * perMm;
        double py = y * perMm;
        double pz = z * perMm;
        int ix = (int) Math.floor(px + 0.5);
        int iy = (int) Math.floor(py + 0.5);
        int iz = (int) Math.floor(pz + 0.5);
        double sum = 0;
        for (int k = -1; k <= 1; k++) {
            double wz = weight(k, pz - iz);
            int plane = (iz + k & MASK) * PERIOD;
            for (int j = -1; j <= 1; j++) {
                int row = (plane + (iy + j & MASK)) * PERIOD;
                sum += wz * weight(j, py - iy) * (lattice[row + (ix - 1 & MASK)] * weight(-1, px - ix)
                    + lattice[row + (ix & MASK)] * weight(0, px - ix)
                    + lattice[row + (ix + 1 & MASK)] * weight(1, px - ix));
            }
        }
        return sum;
    }

    /** The value, and in {@code gradient} its three derivatives per mm. */
    double at(double x, double y, double z, double[] gradient) {
        double px = x * perMm;
        double py = y * perMm;
        double pz = z * perMm;
        int ix = (int) Math.floor(px + 0.5);
        int iy = (int) Math.floor(py + 0.5);
        int iz = (int) Math.floor(pz + 0.5);
        double sum = 0;
        double gx = 0;
        double gy = 0;
        double gz = 0;
        for (int k = -1; k <= 1; k++) {
            double wz = weight(k, pz - iz);
            double sz = slope(k, pz - iz);
            int plane = (iz + k & MASK) * PERIOD;
            for (int j = -1; j <= 1; j++) {
                double wy = weight(j, py - iy);
                int row = (plane + (iy + j & MASK)) * PERIOD;
                double line = 0;
                double lineSlope = 0;
                for (int i = -1; i <= 1; i++) {
                    float v = lattice[row + (ix + i & MASK)];
                    line += v * weight(i, px - ix);
                    lineSlope += v * slope(i, px - ix);
                }
                sum += wz * wy * line;
                gx += wz * wy * lineSlope;
                gy += wz * slope(j, py - iy) * line;
                gz += sz * wy * line;
            }
        }
        gradient[0] = gx * perMm;
        gradient[1] = gy * perMm;
        gradient[2] = gz * perMm;
        return sum;
    }

    /** The spline of the neighbour at {@code side} (−1, 0, 1) at distance {@code f} (−½ to ½) from the middle one. */
    private static double weight(int side, double f) {
        return side == 0 ? 0.75 - f * f : 0.5 * (0.5 + side * f) * (0.5 + side * f);
    }

    private static double slope(int side, double f) {
        return side == 0 ? -2 * f : side * (0.5 + side * f);
    }
}
