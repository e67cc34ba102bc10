package org.dawsonmri.dataset;

import static org.dawsonmri.Setting.Door.COMMAND_LINE;
import static org.dawsonmri.Setting.Door.FORM;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which files of a data set are meant, where it has more than one that could be. Immutable; a setting of a training, so
 * that one that is resumed reads the same files.
 */
public record DataChoice(
    @Setting(title = "Label", unset = "the only one", doors = {COMMAND_LINE, FORM},
        help = "Of a BIDS folder the kind of label, such as lesion or gmseg-manual; of a table the column of the"
            + " labels.")
    String label,
    @Setting(title = "Filter", unset = "none", doors = {COMMAND_LINE, FORM}, value = "ENTITY=VALUE,…",
        help = "Of a BIDS folder the acquisitions, runs, raters or pipelines, such as acq=ax,run=1; several values of"
            + " one are tried in this order.")
    String filter) {

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
