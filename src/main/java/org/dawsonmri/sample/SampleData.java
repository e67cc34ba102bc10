package org.dawsonmri.sample;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.sample.Tissue.Contrast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a dataset of synthetic heads: {@code dataset.tsv} and per subject a folder {@code sub-01}, … with FLAIR, T1,
 * T2 (int16) and lesions (uint8, 0 or 1) as {@code .nii.gz}. The last subject is for testing, about 15 % before it are
 * for validation (from three subjects on, at least one), the others for training.
 */
public final class SampleData {

    private static final double VALIDATION = 0.15;
    private static final String TABLE = "dataset.tsv";

    private SampleData() {
    }

    /**
     * Writes the dataset. The folder appears whole or not at all.
     *
     * @param dir a folder that does not exist yet or is empty
     * @throws DawsonException if it has files in it or cannot be written
     */
    public static void write(Path dir, SampleOptions options, Progress progress) {
        NewFolder.write(dir, folder -> writeAll(folder, options, progress));
    }

    /** What subject {@code number} (from 1 on) of {@code subjects} is for. */
    static Split split(int number, int subjects) {
        long validation = subjects < 3 ? 0 : Math.max(1, Math.round(VALIDATION * subjects));
        if (number == subjects && subjects > 1) {
            return Split.TEST;
        }
        return number >= subjects - validation && subjects > 1 ? Split.VALIDATION : Split.TRAIN;
    }

    private static void writeAll(Path dir, SampleOptions options, Progress progress) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (int number = 1; number <= options.subjects(); number++) {
            progress.checkCancelled();
            String id = String.format(Locale.ROOT, "sub-%02d", number);
            SyntheticHead head = SyntheticHead.create(options, number, progress);
            subjects.add(writeSubject(dir, id, split(number, options.subjects()), head, progress));
            progress.update(number, options.subjects(), "subjects");
        }
        List<String> modalities = Stream.of(Contrast.values()).map(Contrast::name).toList();
        new Dataset(dir.resolve(TABLE), modalities, subjects).write(dir.resolve(TABLE));
    }

    private static Subject writeSubject(Path dir, String id, Split split, SyntheticHead head, Progress progress)
            throws IOException {
        Path folder = Files.createDirectory(dir.resolve(id));
        Map<String, Path> scans = new LinkedHashMap<>();
        head.scans().keySet().forEach(name -> scans.put(name, folder.resolve(name + ".nii.gz")));
        Path label = folder.resolve("lesions.nii.gz");
        List<Runnable> files = new ArrayList<>();
        scans.forEach((name, file) ->
            files.add(() -> NiftiWriter.write(List.of(head.scans().get(name)), file, NiftiType.INT16, progress)));
        files.add(() -> NiftiWriter.write(List.of(head.lesions()), label, NiftiType.UINT8, progress));
        files.parallelStream().forEach(Runnable::run); // packing takes as long as drawing
        return new Subject(id, split, scans, label);
    }
}
