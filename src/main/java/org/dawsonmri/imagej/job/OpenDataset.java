package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Person;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.ScanNames;
import org.dawsonmri.imagej.job.OpenPairs.Pair;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Open scans and labels as a data set on disk: a folder with NIfTI files and a dataset.tsv, for the worker and for
 * whoever wants to know later what a model learnt from.
 *
 * @param folder where it is
 * @param classNames names of the label values to train on, ascending; empty if not all of them have one
 */
record OpenDataset(Path folder, List<String> classNames) {

    /**
     * Writes it.
     *
     * @param validation so many of the last pairs are for validation
     * @throws DawsonException if a label does not fit its scan, holds no label, or the disk is full
     */
    static OpenDataset write(OpenPairs pairs, int validation, Path folder, OpenScans scans, Progress progress) {
        int training = pairs.pairs().size() - validation;
        if (training < 1) {
            throw new DawsonException("'validation': is " + validation + " of " + pairs.pairs().size() + " scans, so"
                + " that none is left to train on; give fewer");
        }
        Map<Integer, String> classes = new TreeMap<>();
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < pairs.pairs().size(); i++) {
            progress.checkCancelled();
            progress.update(i, pairs.pairs().size(), "scans saved");
            Pair pair = pairs.pairs().get(i);
            String stem = ScanNames.stem(pair.scans().get(pairs.modalities().get(0))).replaceFirst("^\\.+", "");
            String id = String.format(Locale.ROOT, "%02d_%s", i + 1, stem);
            subjects.add(subject(id, i < training ? Split.TRAIN : Split.VALIDATION, pair, folder.resolve(id), scans,
                i < training ? classes : new TreeMap<>(), progress));
        }
        new Dataset(folder, pairs.modalities(), subjects).write(folder.resolve("dataset.tsv"));
        return new OpenDataset(folder, classes.containsValue("") ? List.of() : List.copyOf(classes.values()));
    }

    // -- Helper methods --

    /** @param classes gets the values that are labelled, with their names or "" */
    private static Subject subject(String id, Split split, Pair pair, Path folder, OpenScans scans,
        Map<Integer, String> classes, Progress progress) {
        UnfinishedFolder.create(folder);
        ImagePlus image = scans.image(pair.label());
        Volume label = Labels.checked(Images.toVolume(image, progress));
        Map<String, Path> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> scan : pair.scans().entrySet()) {
            Volume volume = scans.volume(scan.getValue());
            GridRule.VOXEL.lay(label, volume, Progress.NONE); // warnings come from the training
            files.put(scan.getKey(), save(volume, folder.resolve(ScanNames.stem(scan.getKey()) + ".nii.gz")));
        }
        Volume marked = pair.slices().mark(label);
        Map<Integer, String> names = ClassNames.of(image);
        for (int z = 0; z < marked.geometry().nz(); z++) {
            for (int value : Labels.on(marked, z)) {
                classes.merge(value, names.getOrDefault(value, ""), (old, own) -> old.isEmpty() ? own : old);
            }
        }
        return new Subject(id, person(id), split, files, save(label, folder.resolve("label.nii.gz")), pair.slices(),
            Map.of());
    }

    /** NB: the numbers in front would tell sessions of one person apart, and many scans are just called FLAIR. */
    private static String person(String id) {
        String person = Person.of(id);
        return person.equals(id) ? id : person.replaceFirst("^\\d+_", "");
    }

    private static Path save(Volume volume, Path file) {
        NiftiWriter.write(volume, file, NiftiType.smallestFor(volume));
        return file;
    }
}
