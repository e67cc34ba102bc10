package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.config.TrainingScans;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.network.Networks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a network is trained on and measured with, prepared once and kept on disk: batches of slices ({@link SliceData})
 * or of patches of volumes ({@link PatchData}). A batch is made when its supplier is asked, by any thread, and depends
 * on nothing but the configuration's seed, the epoch and its place in it.
 */
public interface TrainingData extends AutoCloseable {

    /**
     * Reads and prepares all training and validation subjects, several at a time, as the configuration's network needs
     * them.
     *
     * @param config with the training set's statistics, if it normalises by them: see {@link DatasetIntensities}
     * @param model the model's folder; prepared scans go into a temporary folder inside
     * @throws org.dawsonmri.DawsonException if a subject lacks a channel or label, or its files do not fit together
     */
    static TrainingData prepare(Dataset dataset, TrainingConfig config, Path model, Progress progress) {
        return Networks.create(config).dimensions() == 3
            ? PatchData.prepare(dataset, config, model, progress)
            : SliceData.prepare(dataset, config, model, progress);
    }

    List<String> channels();

    /** Label values other than 0, ascending: class c has the value at c − 1. */
    int[] labelValues();

    /** Width and height of training batches of slices; width, height and depth of those of patches. */
    List<Integer> frame();

    /** Slices or patches of an epoch. */
    int trainingSamples();

    int validationSubjects();

    /** How many of these have a voxel of a class that is learned. */
    int labelledValidationSubjects();

    /** What the training scans were like. */
    TrainingScans scans();

    /** What provenance says of the files that were read: see {@link FileSums}. */
    Map<String, String> fileSums();

    /** The training batches of an epoch in order, augmented. */
    List<Supplier<Batch>> epoch(int epoch);

    /** Batches in whose windows each voxel of a validation subject lies once, as it is. */
    List<Supplier<Batch>> validationBatches(int subject);

    @Override
    void close();
}
