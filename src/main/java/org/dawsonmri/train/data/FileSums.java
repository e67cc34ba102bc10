package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.augment.LesionShapes;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.nifti.NiftiReader;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model's provenance says of the files that it was trained and measured on: for each an entry
 * {@code sha256/<split>/<subject>/<channel>}, subject by subject in the order of the dataset, the label's last. Which
 * slices of a label are labelled stands in {@code …/slices} if not all are. Masks whose lesions are painted have
 * {@code sha256/painted/<file>/mask}. Where the files were is not noted.
 */
public final class FileSums {

    private static final String PREFIX = "sha256/";
    private static final String LABEL = "label";
    private static final String SLICES = "slices";
    private static final String PAINTED = "painted";

    private FileSums() {
    }

    /**
     * Reads a subject's files.
     *
     * @param channels the scans that are used
     */
    static Map<String, String> of(Subject subject, List<String> channels, Progress progress) {
        Map<String, String> sums = new LinkedHashMap<>();
        channels.forEach(name ->
            sums.put(key(subject, name), NiftiReader.sha256(subject.scans().get(name), progress)));
        sums.put(key(subject, LABEL), NiftiReader.sha256(subject.label(), progress));
        if (!subject.slices().isAll()) {
            sums.put(key(subject, SLICES), subject.slices().text());
        }
        return sums;
    }

    /** Reads the masks of a folder whose lesions are painted into training slices. */
    static Map<String, String> ofMasks(Path folder, Progress progress) {
        Map<String, String> sums = new LinkedHashMap<>();
        LesionShapes.files(folder).forEach(file -> sums.put(PREFIX + PAINTED + "/" + file.getFileName() + "/mask",
            NiftiReader.sha256(file, progress)));
        return sums;
    }

    /** The entries of this kind; empty of a model that was trained before there were any. */
    public static Map<String, String> among(Map<String, String> provenance) {
        Map<String, String> sums = new LinkedHashMap<>();
        provenance.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                sums.put(key, value);
            }
        });
        return sums;
    }

    /** The first difference in words, for people; none if the files are the same in the same order. */
    public static Optional<String> difference(Map<String, String> before, Map<String, String> now, Dataset dataset) {
        for (String key : before.keySet()) {
            if (!now.containsKey(key)) {
                return Optional.of(name(key) + " is not there any more");
            }
        }
        for (Map.Entry<String, String> entry : now.entrySet()) {
            String key = entry.getKey();
            if (!before.containsKey(key)) {
                return Optional.of(name(key) + " was not there");
            }
            if (!entry.getValue().equals(before.get(key))) {
                return Optional.of(name(key) + (key.endsWith("/" + SLICES)
                    ? " are " + entry.getValue() + " and were " + before.get(key)
                    : " is another file (" + place(key, dataset) + "has SHA-256 " + entry.getValue() + ", expected "
                        + before.get(key) + ")"));
            }
        }
        return List.copyOf(before.keySet()).equals(List.copyOf(now.keySet())) ? Optional.empty()
            : Optional.of("the subjects stand in another order");
    }

    // -- Helper methods --

    private static String key(Subject subject, String what) {
        String split = subject.split() == Split.VALIDATION ? Split.VALIDATION.text() : Split.TRAIN.text();
        return PREFIX + split + "/" + subject.id() + "/" + what;
    }

    /** "the FLAIR of the train subject p1"; names of subjects have no slash, those of channels may. */
    private static String name(String key) {
        String[] parts = key.split("/", 4);
        return parts[1].equals(PAINTED) ? "the painted lesions' mask " + parts[2]
            : "the " + parts[3] + " of the " + parts[1] + " subject " + parts[2];
    }

    /** The file and a space; empty of a mask. */
    private static String place(String key, Dataset dataset) {
        String[] parts = key.split("/", 4);
        return dataset.subjects().stream().filter(s -> !parts[1].equals(PAINTED) && s.id().equals(parts[2])).findFirst()
            .map(s -> (parts[3].equals(LABEL) ? s.label() : s.scans().get(parts[3])) + " ").orElse("");
    }
}
