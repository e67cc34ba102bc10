package org.dawsonmri.augment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tissue in which lesions are found, as a range of intensities for each channel: where 5 to 95 % of the lesions (by
 * area) have the median of their surroundings, widened on both sides by half of that range, or by a tenth of the
 * tissue's signal if that is more. A lesion of one person that would lie in another's ventricle or between two folds
 * is recognised by it.
 *
 * @param low of each channel
 * @param high of each channel
 */
public record TissueRange(List<Double> low, List<Double> high) {

    private static final double TAIL = 0.05;
    private static final double WIDER = 0.5;
    private static final double LEAST = 0.1;

    /** One lesion's area and what is around it. */
    record Place(double area, Surroundings around) {
    }

    public TissueRange {
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /** Finds the ranges, of at least one place. */
    static TissueRange of(List<Place> places) {
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        for (int c = 0; c < places.get(0).around().median().length; c++) {
            int channel = c;
            List<Place> sorted = places.stream()
                .sorted(Comparator.comparingDouble(p -> p.around().median()[channel])).toList();
            Surroundings first = at(sorted, TAIL);
            Surroundings last = at(sorted, 1 - TAIL);
            double range = last.median()[c] - first.median()[c];
            double margin = Math.max(WIDER * range, LEAST * at(sorted, 0.5).signal()[c]);
            low.add(first.median()[c] - margin);
            high.add(last.median()[c] + margin);
        }
        return new TissueRange(low, high);
    }

    /** True if all channels are in their range. */
    boolean has(float[] intensities) {
        for (int c = 0; c < intensities.length; c++) {
            if (!(intensities[c] >= low.get(c) && intensities[c] <= high.get(c))) {
                return false;
            }
        }
        return true;
    }

    /** Where a share of the area is reached. */
    private static Surroundings at(List<Place> sorted, double share) {
        double all = sorted.stream().mapToDouble(Place::area).sum();
        double sum = 0;
        for (Place place : sorted) {
            sum += place.area();
            if (sum >= share * all) {
                return place.around();
            }
        }
        return sorted.get(sorted.size() - 1).around();
    }
}
