package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.score.LabelMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which labels are measured and what they are called. Immutable.
 *
 * <pre>{@code
 * Classes.found();                                          // every label that occurs, without names
 * Classes.of(List.of(1, 2), List.of("grey", "white"));      // these two
 * Classes.of(List.of(), List.of("grey", "white"));          // every label that occurs; 1 is grey, 2 is white
 * }</pre>
 */
public final class Classes {

    /** More distinct values than this are a scan given for a label map. */
    private static final int MOST_FOUND = 500;

    private final SortedSet<Integer> labels; // empty: those found
    private final Map<Integer, String> names;

    private Classes(SortedSet<Integer> labels, Map<Integer, String> names) {
        this.labels = labels;
        this.names = names;
    }

    /** Every label that occurs in a reference or a prediction, background aside. */
    public static Classes found() {
        return new Classes(new TreeSet<>(), Map.of());
    }

    /**
     * @param labels the labels to measure (0 measures the background); empty for those found
     * @param names their names in the same order, or none; without {@code labels} the names of 1, 2, 3, …
     * @throws DawsonException if a label is given twice or cannot be one, or if the numbers of labels and names differ
     */
    public static Classes of(List<Integer> labels, List<String> names) {
        SortedSet<Integer> sorted = new TreeSet<>(labels);
        if (sorted.size() < labels.size()) {
            throw new DawsonException("classes " + labels + ": a class is there twice; give each once");
        }
        if (!sorted.isEmpty() && (sorted.first() < 0 || sorted.last() > LabelMap.MAX_LABEL)) {
            throw new DawsonException("classes " + labels + ": labels are whole numbers from 0 to "
                + LabelMap.MAX_LABEL);
        }
        if (!labels.isEmpty() && !names.isEmpty() && labels.size() != names.size()) {
            throw new DawsonException("found " + names.size() + " class names " + names + " for " + labels.size()
                + " classes " + labels + "; give one name for each class");
        }
        Map<Integer, String> byLabel = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byLabel.put(labels.isEmpty() ? i + 1 : labels.get(i), names.get(i).strip());
        }
        return new Classes(sorted, byLabel);
    }

    /** The name of a label, empty if it has none. */
    public String name(int label) {
        return names.getOrDefault(label, "");
    }

    /** The labels to measure but the background; empty if they are those that occur. */
    SortedSet<Integer> foreground() {
        return labels.tailSet(1);
    }

    /** True if the labels to measure are those that occur. */
    boolean isFound() {
        return labels.isEmpty();
    }

    /**
     * The labels to measure in one case.
     *
     * @throws DawsonException if all that occur are asked for and there are so many that this is no label map
     */
    public SortedSet<Integer> in(Collection<LabelMap> maps) {
        if (!isFound()) {
            return labels;
        }
        SortedSet<Integer> found = new TreeSet<>();
        for (LabelMap map : maps) {
            found.addAll(map.labels());
            if (map.labels().size() > MOST_FOUND) {
                throw new DawsonException(map.name() + ": holds " + map.labels().size() + " different labels, which"
                    + " looks like a scan; give a label map, or name the classes to measure");
            }
        }
        return found;
    }
}
