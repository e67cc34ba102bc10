package org.dawsonmri.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/** Ranges of parameters in settings: lists of two numbers, the lower one first. */
final class Ranges {

    private Ranges() {
    }

    /** Uniform between both ends. */
    static double draw(List<Double> range, RandomGenerator random) {
        return range.get(0) + (range.get(1) - range.get(0)) * random.nextDouble();
    }

    /** @throws IllegalArgumentException unless {@code range} is two numbers in order, both in low…high */
    static List<Double> require(String name, List<Double> range, double low, double high) {
        boolean two = range != null && range.size() == 2 && range.get(0) != null && range.get(1) != null;
        if (!two || !(range.get(0) >= low && range.get(0) <= range.get(1) && range.get(1) <= high)) {
            throw new IllegalArgumentException(name + " is " + range + ", expected [lower, upper] from " + low + " to "
                + high);
        }
        return List.copyOf(range);
    }

    /** The same of numbers whose limits are looked at elsewhere. */
    static List<Double> require(String name, List<Double> range) {
        return require(name, range, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** @throws IllegalArgumentException unless the number is in low…high */
    static void require(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a number from " + low + " to "
                + high);
        }
    }

    static void requireProbability(String transform, double value) {
        require(transform + ".probability", value, 0, 1);
    }
}
