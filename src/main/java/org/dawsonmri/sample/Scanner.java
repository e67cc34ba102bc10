package org.dawsonmri.sample;

import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Resample;
import org.dawsonmri.volume.Smoothing;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Takes a picture of a drawn head: on the scan's own grid, a little blurred, brighter towards some side (bias field),
 * at some receiver gain, with the noise of magnitude images, in whole numbers. The noise is Rician: √((s + a)² + b²)
 * with independent Gaussian a and b (H. Gudbjartsson and S. Patz, Magn. Reson. Med. 34, 1995).
 */
final class Scanner {

    private static final double WHITE_MATTER = 400;
    private static final double BLUR_VOXELS = 0.38;
    private static final double BIAS_WAVELENGTH = 110;
    private static final double BIAS = 0.11;
    private static final double LEAST_NOISE = 0.02;
    private static final double GREATEST_NOISE = 0.032;
    private static final double MAX_TURN = Math.toRadians(12);

    private final Geometry grid;
    private final double scale;

    Scanner(SampleOptions options, long seed) {
        grid = grid(options, new Random(seed));
        scale = options.widthMm() / SampleOptions.NORMAL_WIDTH_MM;
    }

    /** The scan's grid: its middle lies where the middle of the head does, at the origin. */
    Geometry grid() {
        return grid;
    }

    /** A scan of noise-free brightness, in which white matter is 1. */
    Volume scan(Volume head, String name, long seed) {
        Volume sharp = Resample.linear(head, grid);
        Volume scan = Smoothing.gaussian(sharp, new double[] {BLUR_VOXELS, BLUR_VOXELS, BLUR_VOXELS});
        Random random = new Random(seed);
        double gain = WHITE_MATTER * (0.7 + 0.6 * random.nextDouble());
        double noise = gain * (LEAST_NOISE + (GREATEST_NOISE - LEAST_NOISE) * random.nextDouble());
        NoiseField bias = new NoiseField(BIAS_WAVELENGTH, random.nextLong());
        long sliceSeed = random.nextLong();
        float[] v = scan.voxels();
        int plane = grid.nx() * grid.ny();
        IntStream.range(0, grid.nz()).parallel().forEach(z -> {
            Random slice = new Random(sliceSeed + 7919L * z);
            for (int i = 0; i < plane; i++) {
                double[] p = grid.affine().apply(i % grid.nx(), i / grid.nx(), z);
                double field = Math.exp(BIAS * bias.at(p[0] / scale, p[1] / scale, p[2] / scale));
                double real = gain * field * v[z * plane + i] + noise * slice.nextGaussian();
                double imaginary = noise * slice.nextGaussian();
                v[z * plane + i] = (float) Math.rint(Math.hypot(real, imaginary));
            }
        });
        return scan.named(name);
    }

    /** 1 where at least half of the voxel is lesion, else 0. */
    Volume label(Volume share) {
        Volume onGrid = Resample.linear(share, grid);
        float[] v = onGrid.voxels();
        for (int i = 0; i < v.length; i++) {
            v[i] = v[i] >= 0.5f ? 1 : 0;
        }
        return onGrid.named("lesions");
    }

    private static Geometry grid(SampleOptions options, Random random) {
        int[] n = options.shape();
        double[] mm = options.spacing();
        Affine turn = options.oblique() ? turn(random) : Affine.identity();
        Affine centred = Affine.scaling(mm[0], mm[1], mm[2]).withOrigin(-mm[0] * (n[0] - 1) / 2,
            -mm[1] * (n[1] - 1) / 2, -mm[2] * (n[2] - 1) / 2);
        return new Geometry(n[0], n[1], n[2], turn.multiply(centred), SpatialUnit.MILLIMETRE);
    }

    /** A turn about each of the three axes. */
    private static Affine turn(Random random) {
        Affine turn = Affine.identity();
        for (int axis = 0; axis < 3; axis++) {
            double angle = MAX_TURN * (2 * random.nextDouble() - 1);
            double[] m = Affine.identity().toArray();
            int a = (axis + 1) % 3;
            int b = (axis + 2) % 3;
            m[5 * a] = Math.cos(angle);
            m[5 * b] = Math.cos(angle);
            m[4 * a + b] = -Math.sin(angle);
            m[4 * b + a] = Math.sin(angle);
            turn = turn.multiply(Affine.of(m));
        }
        return turn;
    }
}
