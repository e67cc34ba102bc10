package org.dawsonmri.dataset;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One subject (in BIDS: one session of a subject) with its scans and its label volume. Immutable. The files need not
 * exist; {@link DatasetCheck} tells.
 *
 * @param id name of the subject, also the name of its result files
 * @param split what it is used for
 * @param scans modality to file, in the order of {@link Dataset#modalities()}; missing ones are absent
 * @param label file of the label volume, or null if there is none
 * @param slices which of the label's slices are labelled
 */
public record Subject(String id, Split split, Map<String, Path> scans, Path label, LabelledSlices slices) {

    /** What file systems refuse in a name; the id becomes one. */
    private static final String FORBIDDEN = "/\\:*?\"<>|";

    /** A subject of which every slice is labelled, if it has a label. */
    public Subject(String id, Split split, Map<String, Path> scans, Path label) {
        this(id, split, scans, label, LabelledSlices.ALL);
    }

    public Subject {
        if (id == null || id.isBlank() || id.startsWith(".") || id.chars().anyMatch(Subject::forbidden)) {
            throw new IllegalArgumentException("subject '" + id + "' cannot be used as a file name; use letters, "
                + "digits, '-' and '_'");
        }
        scans = Collections.unmodifiableMap(new LinkedHashMap<>(scans));
    }

    /** True if there is a scan of every one of {@code modalities}. */
    public boolean hasAll(Iterable<String> modalities) {
        for (String modality : modalities) {
            if (!scans.containsKey(modality)) {
                return false;
            }
        }
        return true;
    }

    private static boolean forbidden(int c) {
        return c < ' ' || FORBIDDEN.indexOf(c) >= 0;
    }
}
