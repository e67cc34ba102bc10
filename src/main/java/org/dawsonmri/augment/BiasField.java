package org.dawsonmri.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brightens and darkens a slice or a patch smoothly, as uneven coils do: what a channel has above its background is
 * multiplied by exp(p), p a polynomial of third degree in x, y and, in a patch, z, without constant; each runs from −1
 * to 1 across the sample. All channels have the same field.
 *
 * @param coefficients of x, y, x², xy, y², x³, x²y, xy², y³; for a patch also of z, zx, zy, zx², zxy, zy², z², z²x,
 *        z²y, z³
 */
public record BiasField(List<Double> coefficients) implements Transform {

    private static final int SLICE_TERMS = 9;
    private static final int PATCH_TERMS = 19;

    /**
     * Coefficients uniform from −max to max.
     *
     * @param probability of a field
     * @param maxCoefficient 0 to 2
     */
    public record Random(double probability, double maxCoefficient) implements RandomTransform {

        public Random {
            Ranges.requireProbability("bias_field", probability);
            Ranges.require("bias_field.max_coefficient", maxCoefficient, 0, 2);
        }

        @Override
        public BiasField draw(RandomGenerator random, LabelledImage sample) {
            int terms = sample.depth() == 1 ? SLICE_TERMS : PATCH_TERMS;
            return new BiasField(random.doubles(terms).map(u -> (2 * u - 1) * maxCoefficient).boxed().toList());
        }
    }

    public BiasField {
        if (coefficients.size() != SLICE_TERMS && coefficients.size() != PATCH_TERMS) {
            throw new IllegalArgumentException(coefficients.size() + " coefficients, expected " + SLICE_TERMS + " or "
                + PATCH_TERMS);
        }
        coefficients = List.copyOf(coefficients);
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        float[] air = sample.air();
        float[] images = sample.images().clone();
        int i = 0;
        for (int plane = 0; plane < sample.depth(); plane++) {
            double[] k = inPlane(unit(plane, sample.depth()));
            for (int row = 0; row < sample.height(); row++) {
                double y = unit(row, sample.height());
                // The polynomial in x of this row.
                double k0 = k[9] + y * (k[1] + y * (k[4] + y * k[8]));
                double k1 = k[0] + y * (k[3] + y * k[7]);
                double k2 = k[2] + y * k[6];
                for (int column = 0; column < sample.width(); column++) {
                    double x = unit(column, sample.width());
                    float factor = (float) Math.exp(k0 + x * (k1 + x * (k2 + x * k[5])));
                    for (float a : air) {
                        images[i] = a + (images[i] - a) * factor;
                        i++;
                    }
                }
            }
        }
        return sample.withImages(images);
    }

    /** The coefficients of the polynomial in x and y that is left at some z; the constant comes last. */
    private double[] inPlane(double z) {
        double[] k = new double[SLICE_TERMS + 1];
        for (int i = 0; i < SLICE_TERMS; i++) {
            k[i] = coefficients.get(i);
        }
        if (coefficients.size() == PATCH_TERMS) {
            for (int i = 0; i < 5; i++) {
                k[i] += z * coefficients.get(10 + i);
            }
            k[0] += z * z * coefficients.get(16);
            k[1] += z * z * coefficients.get(17);
            k[9] = z * (coefficients.get(9) + z * (coefficients.get(15) + z * coefficients.get(18)));
        }
        return k;
    }

    /** −1 at the first of n pixels, 1 at the last; 0 if it is the only one. */
    private static double unit(int i, int n) {
        return n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
    }
}
