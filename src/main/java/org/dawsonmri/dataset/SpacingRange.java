package org.dawsonmri.dataset;

import org.dawsonmri.Quantiles;
import org.dawsonmri.volume.Geometry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The voxel sizes of a set of scans in mm, axis by axis. Networks count in voxels: where these are another size, so is
 * everything that was learned.
 *
 * @param min the smallest along each of the three axes
 * @param median the one in the middle, of two the smaller
 * @param max the largest
 */
public record SpacingRange(List<Double> min, List<Double> median, List<Double> max) {

    /** What is so many times as large or small as expected is worth a warning. */
    public static final double FACTOR = 1.5;
    private static final double ROUNDING = 1e-3;

    public SpacingRange {
        min = List.copyOf(min);
        median = List.copyOf(median);
        max = List.copyOf(max);
        if (min.size() != 3 || median.size() != 3 || max.size() != 3) {
            throw new IllegalArgumentException("a range of spacings has " + min + ", " + median + " and " + max
                + ", expected three numbers each");
        }
    }

    /** @param spacings of at least one scan, three numbers each, the axes of all in the same order */
    public static SpacingRange of(Collection<List<Double>> spacings) {
        List<double[]> sorted = IntStream.range(0, 3)
            .mapToObj(axis -> spacings.stream().mapToDouble(s -> s.get(axis)).sorted().toArray()).toList();
        int last = spacings.size() - 1;
        return new SpacingRange(at(sorted, 0), sorted.stream().map(Quantiles::lowerMedian).toList(),
            at(sorted, last));
    }

    /** For a scan of the set itself: what it has in place of the median, if that is too far from it. */
    public Optional<String> farFromMedian(List<Double> spacing) {
        return isWithin(spacing, median, median) ? Optional.empty()
            : Optional.of("voxels of " + text(spacing) + " mm, where the median is " + text(median));
    }

    /** For another scan: what it has in place of the set's sizes, if that is too far from all of them. */
    public Optional<String> farFromAll(List<Double> spacing) {
        return isWithin(spacing, min, max) ? Optional.empty()
            : Optional.of("voxels of " + text(spacing) + " mm, where the training scans have " + text());
    }

    // -- Helper methods --

    private String text() {
        return min.equals(max) ? text(min) : text(min) + " to " + text(max);
    }

    private static String text(List<Double> spacing) {
        return Geometry.spacingText(spacing.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Double> at(List<double[]> sorted, int rank) {
        return sorted.stream().flatMapToDouble(axis -> DoubleStream.of(axis[rank])).boxed().toList();
    }

    private static boolean isWithin(List<Double> spacing, List<Double> low, List<Double> high) {
        double factor = FACTOR + ROUNDING;
        return IntStream.range(0, 3)
            .allMatch(axis -> spacing.get(axis) >= low.get(axis) / factor
                && spacing.get(axis) <= high.get(axis) * factor);
    }
}
