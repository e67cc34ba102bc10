package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds scans and labels in a folder laid out after BIDS.
 *
 * <ul>
 * <li><b>Subjects</b>: each {@code sub-XX} with an {@code anat} folder, and each {@code sub-XX/ses-YY} with one; the
 * latter is named {@code sub-XX_ses-YY}.
 * <li><b>Scans</b>: {@code anat/*_SUFFIX.nii[.gz]}, except masks. The modality is the suffix without the {@code w} of
 * "weighted": {@code T1w} is T1, {@code T2w} is T2, {@code T2starw} is T2star, {@code FLAIR} stays. Two files with one
 * suffix in one {@code anat} (runs, acquisitions) are an error: only a {@code dataset.tsv} can say which is meant.
 * <li><b>Label</b>: {@code derivatives/PIPELINE/sub-XX[/ses-YY][/anat]/sub-XX[_ses-YY]_*.nii[.gz]} whose suffix is
 * {@code mask} or {@code dseg}, or whose name has {@code label-lesion} or {@code label-L}; brain masks
 * ({@code desc-brain}, {@code label-brain}) do not count. Among several, the only one that says lesion is taken;
 * otherwise it is an error.
 * <li><b>Split</b>: column {@code split} of {@code participants.tsv}, if there is one.
 * </ul>
 */
final class BidsFolder {

    private static final List<String> MASK_SUFFIXES = List.of("mask", "dseg", "defacemask", "probseg");

    private final Path root;
    private final Map<String, Split> splits;

    private BidsFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.splits = readSplits(root.resolve("participants.tsv"));
    }

    static Dataset read(Path folder) {
        return new BidsFolder(folder).dataset();
    }

    private Dataset dataset() {
        List<Subject> subjects = new ArrayList<>();
        for (Path subject : list(root, isFolder("sub-"))) {
            String id = subject.getFileName().toString();
            add(subjects, id, Path.of(id));
            for (Path session : list(subject, isFolder("ses-"))) {
                String name = session.getFileName().toString();
                add(subjects, id, Path.of(id, name));
            }
        }
        if (subjects.isEmpty()) {
            throw new DawsonException(root + ": holds neither a dataset.tsv nor BIDS scans (sub-*/anat/*.nii.gz); "
                + "write a dataset.tsv with the columns subject, split, one for each modality, label");
        }
        TreeSet<String> modalities = new TreeSet<>();
        subjects.forEach(subject -> modalities.addAll(subject.scans().keySet()));
        return new Dataset(root, List.copyOf(modalities), subjects);
    }

    /** @param place the subject's or session's folder, relative to the root and to each derivative */
    private void add(List<Subject> subjects, String participant, Path place) {
        String id = place.toString().replace(root.getFileSystem().getSeparator(), "_");
        Map<String, Path> scans = new TreeMap<>();
        for (Path file : list(root.resolve(place).resolve("anat"), isNifti(id))) {
            String suffix = suffix(file);
            if (!MASK_SUFFIXES.contains(suffix)) {
                Path other = scans.put(suffix.replaceFirst("w$", ""), file);
                if (other != null) {
                    throw ambiguous(id, "scan " + suffix, List.of(other, file));
                }
            }
        }
        if (!scans.isEmpty()) {
            subjects.add(new Subject(id, splits.getOrDefault(participant, Split.NONE), scans, label(id, place)));
        }
    }

    private Path label(String id, Path place) {
        List<Path> candidates = new ArrayList<>();
        for (Path pipeline : list(root.resolve("derivatives"), Files::isDirectory)) {
            Path folder = pipeline.resolve(place);
            for (Path where : List.of(folder, folder.resolve("anat"))) {
                list(where, isNifti(id)).stream().filter(BidsFolder::isLabel).forEach(candidates::add);
            }
        }
        if (candidates.isEmpty()) {
            return null;
        }
        List<Path> lesions = candidates.stream().filter(BidsFolder::saysLesion).toList();
        List<Path> chosen = lesions.isEmpty() ? candidates : lesions;
        if (chosen.size() > 1) {
            throw ambiguous(id, "label", chosen);
        }
        return chosen.get(0);
    }

    // -- Helper methods --

    private static boolean isLabel(Path file) {
        List<String> parts = parts(file);
        boolean brain = parts.contains("desc-brain") || parts.contains("label-brain");
        String suffix = suffix(file);
        return !brain && (suffix.equals("mask") || suffix.equals("dseg") || saysLesion(file));
    }

    private static boolean saysLesion(Path file) {
        return parts(file).contains("label-lesion") || parts(file).contains("label-L");
    }

    private static List<String> parts(Path file) {
        return Arrays.asList(file.getFileName().toString().replaceFirst("\\.nii(\\.gz)?$", "").split("_"));
    }

    private static String suffix(Path file) {
        List<String> parts = parts(file);
        return parts.get(parts.size() - 1);
    }

    private static Predicate<Path> isFolder(String prefix) {
        return path -> path.getFileName().toString().startsWith(prefix) && Files.isDirectory(path);
    }

    /** By name alone: a link whose file was not fetched (DataLad) counts, and the check reports it as missing. */
    private static Predicate<Path> isNifti(String id) {
        return path -> path.getFileName().toString().startsWith(id + "_")
            && path.getFileName().toString().matches(".*\\.nii(\\.gz)?");
    }

    private static List<Path> list(Path folder, Predicate<Path> filter) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(filter).sorted().toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be listed (" + e + ")", e);
        }
    }

    private DawsonException ambiguous(String id, String what, List<Path> candidates) {
        String names = candidates.stream().map(path -> root.relativize(path).toString())
            .collect(Collectors.joining(", "));
        return new DawsonException(root + ": " + id + " has more than one " + what + ": " + names
            + "; write a dataset.tsv that names the one to use");
    }

    private static Map<String, Split> readSplits(Path file) {
        Map<String, Split> splits = new HashMap<>();
        if (!Files.exists(file)) {
            return splits;
        }
        for (Tsv.Row row : Tsv.read(file).rows()) {
            String id = row.get("participant_id");
            if (id == null) {
                throw row.wrong("has no participant_id; it names the folder sub-XX");
            }
            try {
                if (splits.put(id.startsWith("sub-") ? id : "sub-" + id, Split.parse(row.get("split"))) != null) {
                    throw row.wrong("participant '" + id + "' is there twice; give every participant one line");
                }
            } catch (IllegalArgumentException e) {
                throw row.wrong(e.getMessage());
            }
        }
        return splits;
    }
}
