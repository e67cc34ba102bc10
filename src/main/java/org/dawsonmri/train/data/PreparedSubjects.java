package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.lesion.LesionShapes;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.config.TrainingScans;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Leaks;
import org.dawsonmri.dataset.RequiredFiles;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.dataset.TrainingLabels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The prepared subjects of a training on disk. Owns the file.
 *
 * @param file where they are
 * @param channels names, in the order in which a network gets them
 * @param labelValues other than 0, ascending
 * @param classOf index of each label value; 0 for values that no training subject has
 * @param training planes of the training subjects, subject by subject and axis by axis
 * @param shapes of lesions to paint, in the order of {@code training}; null where there are none
 * @param validation planes of the validation subjects across the first axis
 * @param labelledValidationSubjects how many of the validation subjects have a voxel of a class
 * @param scans what the training scans were like
 * @param sums of all files
 */
record PreparedSubjects(SliceFile file, List<String> channels, int[] labelValues, byte[] classOf,
    List<SliceStore> training, LesionShapes[] shapes, List<SliceStore> validation, int labelledValidationSubjects,
    TrainingScans scans, Map<String, String> sums) implements AutoCloseable {

    /**
     * Reads and prepares all training and validation subjects, several at a time.
     *
     * @param axes across which planes are cut
     * @param model the model's folder
     * @throws DawsonException if a subject lacks a channel or label, or its files do not fit together
     */
    static PreparedSubjects prepare(Dataset dataset, TrainingConfig config, List<Integer> axes,
        SliceAugmenter augmenter, Path model, Progress progress) {
        List<String> channels = config.channels().isEmpty() ? dataset.modalities() : config.channels();
        List<Subject> training = RequiredFiles.training(dataset, channels);
        List<Subject> validation = RequiredFiles.validation(dataset, channels);
        SliceFile file = SliceFile.create(model);
        Preparation prepared = new Preparation(training, validation, channels, config, axes, augmenter, file);
        try {
            prepared.run(progress);
            TrainingLabels.problem(prepared.values()).ifPresent(problem -> {
                throw new DawsonException(dataset.source() + ": " + problem);
            });
            int[] values = prepared.values().stream().mapToInt(Integer::intValue).toArray();
            Leaks.warn(Leaks.copied(prepared.seen()), dataset.source(), progress);
            if (!prepared.unknownValues().isEmpty()) {
                progress.warning("label values " + prepared.unknownValues() + " are in validation subjects only and "
                    + "count as background");
            }
            Map<String, String> sums = prepared.sums();
            sums.putAll(augmenter.fileSums(progress));
            return new PreparedSubjects(file, channels, values, classOf(values), prepared.trainingStores(),
                prepared.shapes(), prepared.validationStores(), prepared.labelledValidationSubjects(),
                ScanSurvey.of(training, validation, prepared.traits(), channels, progress), sums);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** All stores, training first. */
    List<SliceStore> stores() {
        List<SliceStore> all = new ArrayList<>(training);
        all.addAll(validation);
        return all;
    }

    @Override
    public void close() {
        file.close();
    }

    // -- Helper methods --

    private static byte[] classOf(int[] values) {
        byte[] classOf = new byte[Short.MAX_VALUE + 1];
        for (int c = 0; c < values.length; c++) {
            classOf[values[c]] = (byte) (c + 1);
        }
        return classOf;
    }
}
