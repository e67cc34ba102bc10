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
 * @param person whose scans these are; others of the same person belong to the same split
 * @param split what it is used for
 * @param scans modality to file, in the order of {@link Dataset#modalities()}; missing ones are absent
 * @param label file of the label volume, or null if there is none
 * @param slices which of the label's slices are labelled
 * @param undecided for a modality or {@value Finding#LABEL} of which a folder holds several files: which, and what to
 *        do. Only who needs that one has to care
 */
public record Subject(String id, String person, Split split, Map<String, Path> scans, Path label, LabelledSlices slices,
    Map<String, String> undecided) {

    /** What file systems refuse in a name; the id becomes one. */
    private static final String FORBIDDEN = "/\\:*?\"<>|";

    /** A subject of which every slice is labelled, if it has a label. */
    public Subject(String id, Split split, Map<String, Path> scans, Path label) {
        this(id, split, scans, label, LabelledSlices.ALL);
    }

    /** A subject whose name says whose scans it holds. */
    public Subject(String id, Split split, Map<String, Path> scans, Path label, LabelledSlices slices) {
        this(id, Person.of(id), split, scans, label, slices, Map.of());
    }

    public Subject {
        if (id == null || id.isBlank() || id.startsWith(".") || id.chars().anyMatch(Subject::forbidden)) {
            throw new IllegalArgumentException("subject '" + id + "' cannot be used as a file name; use letters, "
                + "digits, '-' and '_'");
        }
        scans = Collections.unmodifiableMap(new LinkedHashMap<>(scans));
        undecided = Map.copyOf(undecided);
    }

    /** The same for another use. */
    public Subject withSplit(Split other) {
        return new Subject(id, person, other, scans, label, slices, undecided);
    }

    /** The same with some of its scans. @param columns new name to old name */
    Subject withScans(Map<String, String> columns) {
        Map<String, Path> chosen = new LinkedHashMap<>();
        Map<String, String> open = new LinkedHashMap<>();
        columns.forEach((name, old) -> {
            if (scans.containsKey(old)) {
                chosen.put(name, scans.get(old));
            }
            if (undecided.containsKey(old)) {
                open.put(name, undecided.get(old));
            }
        });
        if (undecided.containsKey(Finding.LABEL)) {
            open.put(Finding.LABEL, undecided.get(Finding.LABEL));
        }
        return new Subject(id, person, split, chosen, label, slices, open);
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
