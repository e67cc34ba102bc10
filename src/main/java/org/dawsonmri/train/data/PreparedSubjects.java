package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.lesion.LesionShapes;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.LabelSetCheck.TrainingLabels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The prepared subjects of a training on disk, as planes. Owns the file.
 *
 * @param file where they are
 * @param known what is known of them
 * @param classOf index of each label value; 0 for values that no training subject has
 * @param training planes of the training subjects, subject by subject and axis by axis
 * @param shapes of lesions to paint, in the order of {@code training}; null where there are none
 * @param validation planes of the validation subjects across the first axis
 */
record PreparedSubjects(SliceFile file, TrainingData.Subjects known, byte[] classOf, List<SliceStore> training,
    LesionShapes[] shapes, List<SliceStore> validation) implements AutoCloseable {

    /**
     * Reads and prepares all training and validation subjects, several at a time.
     *
     * @param axes across which planes are cut
     * @param model the model's folder
     * @throws DawsonException if a subject lacks a channel or label, or its files do not fit together
     */
    static PreparedSubjects prepare(Dataset dataset, TrainingConfig config, List<Integer> axes,
        SliceAugmenter augmenter, Path model, Progress progress) {
        Preparation preparation = new Preparation(dataset, config);
        int cut = preparation.training() * axes.size();
        SliceStore[] stores = new SliceStore[cut + preparation.validation()];
        LesionShapes[] shapes = new LesionShapes[cut];
        SliceFile file = SliceFile.create(model);
        try {
            preparation.run((number, subject) -> {
                if (number >= preparation.training()) {
                    stores[cut + number - preparation.training()] = subject.store(file, axes.get(0));
                    return;
                }
                for (int a = 0; a < axes.size(); a++) {
                    int s = number * axes.size() + a;
                    stores[s] = subject.store(file, axes.get(a));
                    shapes[s] = augmenter.shapes(subject.scan(), axes.get(a), progress);
                }
            }, progress);
            int[] values = values(preparation, dataset, progress);
            return new PreparedSubjects(file,
                preparation.subjects(values, preparation.validation(), preparation.labelledValidation(),
                    augmenter.fileSums(progress), progress),
                classOf(values), Arrays.asList(stores).subList(0, cut), shapes,
                Arrays.asList(stores).subList(cut, stores.length));
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

    private static int[] values(Preparation prepared, Dataset dataset, Progress progress) {
        TrainingLabels.problem(prepared.values()).ifPresent(problem -> {
            throw new DawsonException(dataset.source() + ": " + problem);
        });
        if (!prepared.unknownValues().isEmpty()) {
            progress.warning("label values " + prepared.unknownValues() + " are in validation subjects only and "
                + "count as background");
        }
        return prepared.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private static byte[] classOf(int[] values) {
        byte[] classOf = new byte[Short.MAX_VALUE + 1];
        for (int c = 0; c < values.length; c++) {
            classOf[values[c]] = (byte) (c + 1);
        }
        return classOf;
    }
}
