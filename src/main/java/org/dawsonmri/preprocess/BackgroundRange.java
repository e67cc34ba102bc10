package org.dawsonmri.preprocess;

import org.dawsonmri.preprocess.ScanTraits.ScanBackground;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What lies around the head in one channel of a set of scans, each as the smallest and the largest number: see
 * {@link ScanBackground}.
 *
 * @param value of the scans that have an even background; empty if none has
 * @param share of voxels with that value, in all scans
 * @param tissueMl volume of the others, in all scans
 */
public record BackgroundRange(List<Double> value, List<Double> share, List<Double> tissueMl) {

    private static final double ROUNDING = 1e-6;
    /** Heads differ by less than this, a head with skin and skull and a brain alone by more. */
    private static final double FACTOR = 1.5;

    public BackgroundRange {
        value = List.copyOf(value);
        share = List.copyOf(share);
        tissueMl = List.copyOf(tissueMl);
        if (value.size() != 2 && !value.isEmpty() || share.size() != 2 || tissueMl.size() != 2) {
            throw new IllegalArgumentException("a range of backgrounds has " + value + ", " + share + " and " + tissueMl
                + ", expected two numbers each");
        }
    }

    /** @param backgrounds of the channel in at least one scan */
    public static BackgroundRange of(Collection<ScanBackground> backgrounds) {
        return new BackgroundRange(
            range(backgrounds.stream().filter(ScanBackground::isEven).toList(), ScanBackground::value),
            range(backgrounds, ScanBackground::share), range(backgrounds, ScanBackground::tissueMl));
    }

    /** What is otherwise in a scan than in all of this set; empty if nothing is. */
    public Optional<String> difference(ScanBackground scan) {
        boolean allEven = new ScanBackground(0, share.get(0), 0).isEven();
        if (!scan.isEven()) {
            return allEven ? Optional.of("has no even background (skull, air or noise reach its edges), where all "
                + "training scans are " + text(value) + " around the head") : Optional.empty();
        }
        if (value.isEmpty()) {
            return Optional.of(String.format(Locale.ROOT,
                "is exactly %s in %.0f %% of its voxels, where the training scans "
                + "have no such even background", number(scan.value()), 100 * scan.share()));
        }
        if (!holds(value, scan.value())) {
            return Optional.of("has the background " + number(scan.value()) + ", where the training scans have "
                + text(value));
        }
        boolean more = scan.tissueMl() > FACTOR * tissueMl.get(1) && scan.share() < share.get(0);
        boolean less = scan.tissueMl() * FACTOR < tissueMl.get(0) && scan.share() > share.get(1);
        return allEven && (more || less)
            ? Optional.of(String.format(Locale.ROOT, "shows %.0f ml that are not background, "
            + "where the training scans show %.0f to %.0f; %s", scan.tissueMl(), tissueMl.get(0), tissueMl.get(1),
            more ? "was the skull left in?" : "was more taken away, or is a part missing?")) : Optional.empty();
    }

    /**
     * Each of several scans against all others: one that was prepared otherwise teaches that.
     *
     * @return what is otherwise in each, in their order; empty where nothing is
     */
    public static List<Optional<String>> odd(List<ScanBackground> scans) {
        List<Optional<String>> odd = new ArrayList<>();
        for (int i = 0; i < scans.size(); i++) {
            List<ScanBackground> others = new ArrayList<>(scans);
            others.remove(i);
            odd.add(others.isEmpty() ? Optional.empty() : of(others).difference(scans.get(i)));
        }
        return odd;
    }

    // -- Helper methods --

    private static List<Double> range(Collection<ScanBackground> scans, ToDoubleFunction<ScanBackground> number) {
        return scans.isEmpty() ? List.of() : List.of(scans.stream().mapToDouble(number).min().getAsDouble(),
            scans.stream().mapToDouble(number).max().getAsDouble());
    }

    private static boolean holds(List<Double> range, double value) {
        double margin = ROUNDING * Math.max(1, Math.abs(value));
        return value >= range.get(0) - margin && value <= range.get(1) + margin;
    }

    private static String text(List<Double> range) {
        return range.get(0).equals(range.get(1)) ? number(range.get(0))
            : number(range.get(0)) + " to " + number(range.get(1));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Float.toString((float) value);
    }
}
