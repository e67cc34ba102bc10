package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds scans and labels in a folder laid out after BIDS.
 *
 * <ul>
 * <li><b>Subjects</b>: each {@code sub-XX} with an {@code anat} folder, and each {@code sub-XX/ses-YY} with one; the
 * latter is named {@code sub-XX_ses-YY}. The person is {@code sub-XX}.
 * <li><b>Scans</b>: {@code anat/*_SUFFIX.nii[.gz]}, except labels of any kind. The modality is the suffix without the
 * {@code w} of "weighted": {@code T1w} is T1, {@code T2starw} is T2star, {@code FLAIR} stays. Several files of one
 * modality (runs, acquisitions) stop only who needs it: {@link DataChoice} says which is meant.
 * <li><b>Label</b>: at any depth of {@code derivatives}, and beside the scans where nothing lies there.
 * {@link BidsName} knows the names, {@link BidsLabels} chooses the kind.
 * <li><b>Split</b>: column {@code split} of {@code participants.tsv}, if there is one.
 * </ul>
 */
final class BidsFolder {

    private final Path root;
    private final DataChoice choice;
    private final BidsFilter filter;
    private final List<String> channels;
    private final Map<String, Split> splits;
    /** Files beside the scans and in derivatives, by subject. */
    private final Map<String, List<BidsName>> scans = new LinkedHashMap<>();
    private final Map<String, List<BidsName>> labels = new LinkedHashMap<>();
    private final Map<String, String> participants = new HashMap<>();

    private BidsFolder(Path root, DataChoice choice, List<String> channels) {
        this.root = root.toAbsolutePath().normalize();
        this.choice = choice;
        this.filter = new BidsFilter(choice);
        this.channels = channels;
        this.splits = readSplits(root.resolve("participants.tsv"));
    }

    /** As {@link Dataset#read}. @return with all modalities */
    static Dataset read(Path folder, DataChoice choice, List<String> channels, Progress progress) {
        return new BidsFolder(folder, choice, channels).dataset(progress);
    }

    /** All files of all subjects, derivatives not counted. */
    static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        for (Path subject : list(folder, isFolder("sub-"))) {
            try (Stream<Path> all = Files.walk(subject)) {
                all.filter(Files::isRegularFile).forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                throw new DawsonException(subject + ": cannot be read (" + e.getMessage() + ")", e);
            }
        }
        return files;
    }

    private Dataset dataset(Progress progress) {
        for (Path subject : list(root, isFolder("sub-"))) {
            String participant = FileName.of(subject);
            look(participant, participant, subject);
            for (Path session : list(subject, isFolder("ses-"))) {
                look(participant + "_" + session.getFileName(), participant, session);
            }
        }
        if (scans.isEmpty()) {
            throw new DawsonException(root + ": holds neither a dataset.tsv nor BIDS scans (sub-*/anat/*.nii.gz); "
                + "write a dataset.tsv with the columns subject, split, one for each modality, label");
        }
        walkDerivatives();
        labels.keySet().retainAll(scans.keySet());
        filter.check(root, Stream.of(scans, labels).flatMap(all -> all.values().stream()).flatMap(List::stream)
            .toList(), progress);
        labels.replaceAll((id, names) -> filter.apply(names));
        labels.values().removeIf(List::isEmpty);
        BidsLabels kinds = new BidsLabels(choice.label(), labels);
        List<Subject> subjects = scans.keySet().stream().map(id -> subject(id, kinds)).toList();
        TreeSet<String> modalities = new TreeSet<>();
        subjects.forEach(subject -> {
            modalities.addAll(subject.scans().keySet());
            modalities.addAll(subject.undecided().keySet());
        });
        modalities.remove(Finding.LABEL);
        return new Dataset(root, List.copyOf(modalities), subjects, kinds.source());
    }

    /** Sorts what lies beside the scans of a subject. */
    private void look(String id, String participant, Path folder) {
        participants.put(id, participant);
        for (Path file : list(folder.resolve("anat"), BidsFolder::isNifti)) {
            if (FileName.of(file).startsWith(id + "_")) {
                BidsName name = new BidsName(file, "");
                boolean chosen = !choice.label().isEmpty() && name.answersTo(choice.label());
                if (chosen || name.isLabel()) {
                    labels.computeIfAbsent(id, key -> new ArrayList<>()).add(name);
                } else if (name.channel() != null) {
                    scans.computeIfAbsent(id, key -> new ArrayList<>()).add(name);
                }
            }
        }
    }

    private Subject subject(String id, BidsLabels kinds) {
        Map<String, List<BidsName>> byChannel = new TreeMap<>();
        scans.get(id).forEach(name -> byChannel.computeIfAbsent(name.channel(), key -> new ArrayList<>()).add(name));
        Map<String, Path> files = new TreeMap<>();
        List<BidsName> taken = new ArrayList<>();
        Map<String, String> undecided = new TreeMap<>();
        byChannel.forEach((channel, names) -> {
            List<BidsName> left = filter.apply(names);
            if (left.size() == 1) {
                files.put(channel, left.get(0).file());
            } else if (left.size() > 1) {
                undecided.put(channel, BidsFilter.ambiguous(channel, left) + ", or leave " + channel
                    + " out (--channels)");
            }
            left.stream().filter(this::isWanted).forEach(taken::add);
        });
        List<BidsName> found = kinds.of(id);
        List<BidsName> own = found.size() > 1 ? BidsFilter.drawnOn(taken, found) : found;
        if (own.size() > 1) {
            undecided.put(Finding.LABEL, BidsFilter.ambiguous("label '" + own.get(0).kind() + "'", own));
        }
        String participant = participants.get(id);
        return new Subject(id, Person.of(participant), splits.getOrDefault(participant, Split.NONE), files,
            own.size() == 1 ? own.get(0).file() : null, LabelledSlices.ALL, undecided);
    }

    private boolean isWanted(BidsName scan) {
        return channels.isEmpty() || channels.stream().anyMatch(scan.channel()::equalsIgnoreCase);
    }

    // -- Helper methods --

    private void walkDerivatives() {
        Path derivatives = root.resolve("derivatives");
        if (!Files.isDirectory(derivatives)) {
            return;
        }
        try {
            Files.walkFileTree(derivatives, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (isNifti(file)) {
                            addDerived(file, derivatives.relativize(file));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof FileSystemLoopException) {
                            return FileVisitResult.CONTINUE; // what the link leads back to is looked at anyway
                        }
                        throw e;
                    }
                });
        } catch (IOException e) {
            throw new DawsonException(derivatives + ": cannot be listed (" + e + ")", e);
        }
        labels.values().forEach(names -> names.sort(Comparator.comparing(BidsName::file)));
    }

    /** NB: the session may stand in the path alone, or be left out where there is one only. */
    private void addDerived(Path file, Path relative) {
        String pipeline = relative.getNameCount() > 1 ? relative.getName(0).toString() : "";
        BidsName name = new BidsName(file, pipeline.isEmpty() || pipeline.startsWith("sub-") ? "." : pipeline);
        String subject = "sub-" + name.value("sub");
        String session = name.value("ses");
        for (Path folder : relative) {
            if (session == null && folder.toString().startsWith("ses-")) {
                session = folder.toString().substring("ses-".length());
            }
        }
        String id = session != null ? subject + "_ses-" + session : scans.containsKey(subject) ? subject
            : onlySession(subject);
        labels.computeIfAbsent(id, key -> new ArrayList<>()).add(name);
    }

    private String onlySession(String subject) {
        List<String> sessions = scans.keySet().stream().filter(id -> id.startsWith(subject + "_ses-")).toList();
        return sessions.size() == 1 ? sessions.get(0) : subject;
    }

    private static Predicate<Path> isFolder(String prefix) {
        return path -> FileName.of(path).startsWith(prefix) && Files.isDirectory(path);
    }

    /** By name alone: a link whose file was not fetched (DataLad) counts, and the check reports it as missing. */
    private static boolean isNifti(Path file) {
        return FileName.of(file).matches("(?i)sub-.*\\.nii(\\.gz)?");
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

    /** NB: of all that a study writes into this file, only one column matters here. */
    private static Map<String, Split> readSplits(Path file) {
        Map<String, Split> splits = new HashMap<>();
        if (!Files.exists(file)) {
            return splits;
        }
        Table table = Table.readSome(file);
        for (Table.Row row : table.has("split") ? table.rows() : List.<Table.Row>of()) {
            String id = row.get("participant_id");
            if (id == null) {
                throw row.wrong("has no participant_id; it names the folder sub-XX");
            }
            try {
                Split split = Split.parse(row.get("split"));
                Split before = splits.put(id.startsWith("sub-") ? id : "sub-" + id, split);
                if (before != null && before != split) {
                    throw row.wrong("participant '" + id + "' is in the split " + before.text() + " further above;"
                        + " give every participant one");
                }
            } catch (IllegalArgumentException e) {
                throw row.wrong(e.getMessage());
            }
        }
        return splits;
    }
}
