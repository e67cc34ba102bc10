package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.dataset.LabelledSlices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scans and their labels as a form names them: titles of open images or files, those of several subjects parted by
 * semicolons, in the same order everywhere.
 *
 * @param modalities names, the first scan's first
 * @param pairs one for each subject
 */
public record OpenPairs(List<String> modalities, List<Pair> pairs) {

    /** What a single modality is called if nobody says. */
    private static final String SCAN = "scan";
    private static final Set<String> RESERVED = Set.of("subject", "split", "label", "slices");

    /**
     * One subject.
     *
     * @param scans title or file for each modality
     * @param label title or file
     * @param slices which slices are labelled
     */
    public record Pair(Map<String, String> scans, String label, LabelledSlices slices) {
    }

    /**
     * Reads a form.
     *
     * @param scans {@code a; b}
     * @param modality what these are called, or "" to know it from {@code wanted}
     * @param channels the other modalities, {@code T1=a1; b1, T2=a2; b2}; may be empty
     * @param labels {@code la; lb}
     * @param slices the labelled slices, {@code 4,9-12; 3} for two subjects; "" for the default
     * @param others the default
     * @param wanted the modalities of the model to start from; empty if there is none
     * @throws DawsonException if something is missing, or not of as many subjects
     */
    public static OpenPairs read(String scans, String modality, String channels, String labels, String slices,
        LabelledSlices others, List<String> wanted) {
        List<String> first = list("scan", scans, "the title of an open image, or a file");
        List<String> labelList = sized("labels", labels, first.size());
        Map<String, List<String>> further = further(channels, first.size());
        String name = modality.isBlank() ? firstName(wanted, further.keySet()) : modality.trim();
        if (further.containsKey(name) || RESERVED.contains(name) || name.matches(".*[=,;\\t].*")) {
            throw new DawsonException("'modality': is " + name + (further.containsKey(name)
                ? ", which 'channels' names, too; " : ", which cannot be a modality's name; ") + "choose another one");
        }
        List<String> listed = slices.isBlank() ? List.of() : sized("slices", slices, first.size());
        Set<String> names = new LinkedHashSet<>(List.of(name));
        names.addAll(further.keySet());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            Map<String, String> own = new LinkedHashMap<>();
            own.put(name, first.get(i));
            for (Map.Entry<String, List<String>> channel : further.entrySet()) {
                own.put(channel.getKey(), channel.getValue().get(i));
            }
            pairs.add(new Pair(own, labelList.get(i), listed.isEmpty() ? others : slices(listed.get(i))));
        }
        return new OpenPairs(List.copyOf(names), pairs);
    }

    // -- Helper methods --

    private static List<String> list(String key, String text, String what) {
        List<String> parts = Arrays.stream(text.split(";")).map(String::trim).filter(part -> !part.isEmpty()).toList();
        if (parts.isEmpty()) {
            throw new DawsonException("'" + key + "': is empty; give " + what);
        }
        return parts;
    }

    private static List<String> sized(String key, String text, int size) {
        List<String> parts = list(key, text, "one for each scan");
        if (parts.size() != size) {
            throw new DawsonException("'" + key + "': names " + parts.size() + ", but 'scan' names " + size
                + "; give one for each scan, in the same order, with ; between them");
        }
        return parts;
    }

    private static Map<String, List<String>> further(String channels, int size) {
        Map<String, List<String>> further = new LinkedHashMap<>();
        // NB: a file's name may hold a comma, so only a comma before the next NAME= separates.
        for (String part : channels.isBlank() ? new String[0] : channels.split(",\\s*(?=[^,;=]+=)")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).trim();
            if (name.isEmpty() || RESERVED.contains(name)) {
                throw new DawsonException("'channels': '" + part.trim() + "' is not understood; expected NAME=title or"
                    + " file, such as T1=scan_t1.nii.gz");
            }
            if (further.put(name, sized("channels", part.substring(equals + 1), size)) != null) {
                throw new DawsonException("'channels': names " + name + " twice; keep one");
            }
        }
        return further;
    }

    private static String firstName(List<String> wanted, Set<String> further) {
        List<String> left = wanted.stream().filter(name -> !further.contains(name)).toList();
        if (left.isEmpty()) {
            return SCAN;
        }
        if (left.size() > 1) {
            throw new DawsonException("'channels': the model to start from takes " + String.join(", ", wanted)
                + ", and 'scan' can be only one of " + String.join(", ", left) + "; name the others, such as "
                + left.get(left.size() - 1) + "=FILE");
        }
        return left.get(0);
    }

    private static LabelledSlices slices(String text) {
        try {
            return LabelledSlices.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DawsonException("'slices': " + e.getMessage(), e);
        }
    }
}
