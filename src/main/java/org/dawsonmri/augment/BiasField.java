package org.dawsonmri.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brightens and darkens a slice smoothly, as uneven coils do: what a channel has above its background is multiplied by
 * exp(p(x, y)), p a polynomial of third degree without constant, x and y from −1 to 1 across the slice. All channels
 * have the same field.
 *
 * @param coefficients of x, y, x², xy, y², x³, x²y, xy², y³
 */
public record BiasField(List<Double> coefficients) implements Transform {

    private static final int TERMS = 9;

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
        public BiasField draw(RandomGenerator random, Sample sample) {
            return new BiasField(random.doubles(TERMS).map(u -> (2 * u - 1) * maxCoefficient).boxed().toList());
        }
    }

    public BiasField {
        if (coefficients.size() != TERMS) {
            throw new IllegalArgumentException(coefficients.size() + " coefficients, expected " + TERMS);
        }
        coefficients = List.copyOf(coefficients);
    }

    @Override
    public Sample apply(Sample sample) {
        double[] k = coefficients.stream().mapToDouble(Double::doubleValue).toArray();
        float[] air = sample.air();
        float[] images = sample.images().clone();
        int i = 0;
        for (int row = 0; row < sample.height(); row++) {
            double y = unit(row, sample.height());
            // The polynomial in x of this row.
            double k0 = y * (k[1] + y * (k[4] + y * k[8]));
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
        return sample.withImages(images);
    }

    /** −1 at the first of n pixels, 1 at the last; 0 if it is the only one. */
    private static double unit(int i, int n) {
        return n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
    }
}
