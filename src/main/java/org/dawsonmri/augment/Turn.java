package org.dawsonmri.augment;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Turns a patch of a volume about its middle and makes what it shows larger or smaller, in millimetres, so that voxels
 * of unequal sides do not shear it; in one linear resampling, for which the scan around the patch is read, too. Beyond
 * the scan there is background. Labels are those that have at least half of the share.
 *
 * <p>The voxel of the result that lies at d mm from the middle is read at R·d / scale, R = Rz·Ry·Rx.
 *
 * @param degrees angles about x, y and z
 * @param scale above 1 enlarges
 * @param spacing of the voxels along x, y and z in mm
 */
public record Turn(List<Double> degrees, double scale, List<Double> spacing) {

    /**
     * Angles about each axis from −max to max, ln scale uniform.
     *
     * @param probability of a change
     * @param maxDegrees 0 to 180
     * @param scaleRange within 0.2…5
     */
    public record Random(double probability, double maxDegrees, List<Double> scaleRange) {

        public Random {
            Ranges.requireProbability("turn", probability);
            Ranges.require("turn.max_degrees", maxDegrees, 0, 180);
            scaleRange = Ranges.require("turn.scale_range", scaleRange, 0.2, 5);
        }

        /**
         * Draws parameters, whatever the probability is.
         *
         * @param spacing of the voxels along x, y and z in mm
         */
        public Turn draw(RandomGenerator random, List<Double> spacing) {
            List<Double> degrees = random.doubles(3).map(u -> (2 * u - 1) * maxDegrees).boxed().toList();
            double low = Math.log(scaleRange.get(0));
            double high = Math.log(scaleRange.get(1));
            return new Turn(degrees, Math.exp(low + random.nextDouble() * (high - low)), spacing);
        }
    }

    public Turn {
        degrees = List.copyOf(degrees);
        spacing = List.copyOf(spacing);
    }

    /** How many voxels beyond each face of a patch of this size are read, along x, y and z. */
    public int[] reach(int width, int height, int depth) {
        double[] half = {width / 2.0, height / 2.0, depth / 2.0};
        double[] m = matrix();
        return IntStream.range(0, 3).map(r -> {
            double far = 0;
            for (int c = 0; c < 3; c++) {
                far += Math.abs(m[3 * r + c]) * half[c];
            }
            return Math.max(0, (int) Math.ceil(far - half[r]));
        }).toArray();
    }

    /**
     * The patch that begins at voxel (x, y, z) of {@code source}, turned.
     *
     * @param source holds the patch and what is around it
     */
    public LabelledImage apply(LabelledImage source, int x, int y, int z, int width, int height, int depth) {
        double[] m = matrix();
        int channels = source.channels();
        float[] images = new float[width * height * depth * channels];
        int[] labels = new int[width * height * depth];
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        double middleZ = (depth - 1) / 2.0;
        PatchSampler sampler = new PatchSampler(source);
        int i = 0;
        for (int plane = 0; plane < depth; plane++) {
            double dz = plane - middleZ;
            for (int row = 0; row < height; row++) {
                double dy = row - middleY;
                double fromX = x + middleX + m[1] * dy + m[2] * dz;
                double fromY = y + middleY + m[4] * dy + m[5] * dz;
                double fromZ = z + middleZ + m[7] * dy + m[8] * dz;
                for (int column = 0; column < width; column++, i++) {
                    double dx = column - middleX;
                    sampler.goTo(fromX + m[0] * dx, fromY + m[3] * dx, fromZ + m[6] * dx);
                    sampler.images(images, i * channels);
                    labels[i] = sampler.label();
                }
            }
        }
        return new LabelledImage(width, height, depth, images, labels, source.background());
    }

    /** From voxels of the result to voxels of the source, row by row: to mm, R, scale, to voxels. */
    private double[] matrix() {
        double[] cos = degrees.stream().mapToDouble(d -> Math.cos(Math.toRadians(d))).toArray();
        double[] sin = degrees.stream().mapToDouble(d -> Math.sin(Math.toRadians(d))).toArray();
        double[] m = {
            cos[2] * cos[1], cos[2] * sin[1] * sin[0] - sin[2] * cos[0], cos[2] * sin[1] * cos[0] + sin[2] * sin[0],
            sin[2] * cos[1], sin[2] * sin[1] * sin[0] + cos[2] * cos[0], sin[2] * sin[1] * cos[0] - cos[2] * sin[0],
            -sin[1], cos[1] * sin[0], cos[1] * cos[0]};
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                m[3 * r + c] *= spacing.get(c) / spacing.get(r) / scale;
            }
        }
        return m;
    }
}
