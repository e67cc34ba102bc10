package org.dawsonmri.sample;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a dataset of synthetic heads: {@code dataset.tsv} and per subject a folder {@code sub-01}, … with FLAIR, T1, T2
 * (int16) and lesions (uint8, 0 or 1) as {@code .nii.gz}. The last subject is for testing, about 15 % before it are for
 * validation (from three subjects on, at least one), the others for training.
 */
public final class SampleData {

    private static final double VALIDATION = 0.15;

    private SampleData() {
    }

    /**
     * Writes the dataset. The folder appears whole or not at all.
     *
     * @param dir a folder that does not exist yet or is empty
     * @throws DawsonException if it has files in it or cannot be written
     */
    public static void write(Path dir, SampleOptions options, Progress progress) {
        Path target = dir.toAbsolutePath().normalize();
        try {
            requireEmpty(target, dir);
            Files.createDirectories(target.getParent());
            Path aside = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-");
            try {
                writeAll(aside, options, progress);
                openToAll(aside, target);
                Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                deleteIfThere(aside);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new DawsonException(dir + ": sample data cannot be written (" + e.getMessage() + "); choose another"
                + " --out folder or make room", e);
        }
    }

    /** {@code train}, {@code validation} or {@code test} for subject {@code number} (from 1 on) of {@code subjects}. */
    static String split(int number, int subjects) {
        long validation = subjects < 3 ? 0 : Math.max(1, Math.round(VALIDATION * subjects));
        if (number == subjects && subjects > 1) {
            return "test";
        }
        return number >= subjects - validation && subjects > 1 ? "validation" : "train";
    }

    private static void writeAll(Path dir, SampleOptions options, Progress progress) throws IOException {
        StringBuilder table = new StringBuilder("subject\tsplit");
        for (Contrast contrast : Contrast.values()) {
            table.append('\t').append(contrast);
        }
        table.append("\tlabel\n");
        for (int number = 1; number <= options.subjects(); number++) {
            String subject = String.format("sub-%02d", number);
            table.append(subject).append('\t').append(split(number, options.subjects()));
            writeSubject(dir, subject, SyntheticHead.create(options, number, progress), table, progress);
            progress.update(number, options.subjects(), "subjects");
        }
        Files.writeString(dir.resolve("dataset.tsv"), table, StandardCharsets.UTF_8);
    }

    private static void writeSubject(Path dir, String subject, SyntheticHead head, StringBuilder table,
            Progress progress) throws IOException {
        Files.createDirectory(dir.resolve(subject));
        head.scans().forEach((name, scan) -> {
            progress.checkCancelled();
            String file = subject + "/" + name + ".nii.gz";
            NiftiWriter.write(List.of(scan), dir.resolve(file), NiftiType.INT16, progress);
            table.append('\t').append(file);
        });
        String label = subject + "/lesions.nii.gz";
        NiftiWriter.write(List.of(head.lesions()), dir.resolve(label), NiftiType.UINT8, progress);
        table.append('\t').append(label).append('\n');
    }

    private static void requireEmpty(Path target, Path asGiven) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
            if (entries.iterator().hasNext()) {
                throw new DawsonException(asGiven + ": the folder has files in it already, and none shall be lost; choose a"
                    + " new or empty --out folder");
            }
        } catch (NotDirectoryException e) {
            throw new DawsonException(asGiven + ": is a file where a folder is to be made; choose another --out folder", e);
        }
    }
}
