package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which files of a data set are meant, where it has more than one that could be. Immutable; a setting of a training, so
 * that one that is resumed reads the same files.
 *
 * @param label the kind of label in a BIDS folder, such as {@code lesion} of {@code …_label-lesion_mask}, or the column
 *        of a table; empty for the only one there is
 * @param filter BIDS entities, such as {@code acq=ax,run=1}; several values of one ({@code run=1,run=2}) are tried in
 *        this order. Files that do not have an entity at all stay if none of their kind has it
 */
public record DataChoice(String label, String filter) {

    /** Nothing chosen. */
    public static final DataChoice NONE = new DataChoice("", "");

    private static final String PAIR = "\\s*[A-Za-z0-9]+\\s*=\\s*[^=,\\s]+\\s*";

    /** Null is empty. @throws DawsonException if the filter cannot be understood */
    public DataChoice {
        label = label == null ? "" : label.strip();
        filter = filter == null ? "" : filter.strip();
        if (!filter.isEmpty() && !filter.matches(PAIR + "(," + PAIR + ")*")) {
            throw new DawsonException("the filter is '" + filter + "', expected entities of BIDS with their"
                + " values, such as acq=ax,run=1");
        }
    }

    /** True if something is chosen. */
    public boolean isGiven() {
        return !label.isEmpty() || !filter.isEmpty();
    }

    /** The filter's values by entity in lower case, in the order given. */
    Map<String, List<String>> filters() {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String pair : filter.isEmpty() ? new String[0] : filter.split(",")) {
            String[] parts = pair.split("=");
            filters.computeIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(parts[1].strip());
        }
        return filters;
    }
}
