package org.dawsonmri.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.util.Random;

class NoiseFieldTest {

    @Test
    void valuesHaveMeanZeroAndDeviationOne() {
        NoiseField field = new NoiseField(3, 11);
        Random random = new Random(1);
        double sum = 0;
        double squares = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double v = field.at(96 * random.nextDouble(), 96 * random.nextDouble(), 96 * random.nextDouble());
            sum += v;
            squares += v * v;
        }
        assertEquals(0, sum / n, 0.03);
        assertEquals(1, Math.sqrt(squares / n), 0.05);
    }

    @Test
    void theGradientIsThatOfTheValuesAlsoAcrossCells() {
        NoiseField field = new NoiseField(3, 11);
        double[] gradient = new double[3];
        Random random = new Random(2);
        double h = 1e-5;
        for (int i = 0; i < 200; i++) {
            double x = i % 2 == 0 ? 1.5 : 50 * random.nextGaussian(); // 1.5 mm: the border between two cells
            double y = 50 * random.nextGaussian();
            double z = 50 * random.nextGaussian();
            assertEquals(field.at(x, y, z), field.at(x, y, z, gradient), 1e-12);
            assertEquals((field.at(x + h, y, z) - field.at(x - h, y, z)) / (2 * h), gradient[0], 1e-4);
            assertEquals((field.at(x, y + h, z) - field.at(x, y - h, z)) / (2 * h), gradient[1], 1e-4);
            assertEquals((field.at(x, y, z + h) - field.at(x, y, z - h)) / (2 * h), gradient[2], 1e-4);
        }
    }

    @Test
    void theSeedDecides() {
        assertEquals(new NoiseField(5, 1).at(1, 2, 3), new NoiseField(5, 1).at(1, 2, 3));
        assertNotEquals(new NoiseField(5, 1).at(1, 2, 3), new NoiseField(5, 2).at(1, 2, 3));
    }
}
