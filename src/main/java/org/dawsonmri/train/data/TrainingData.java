package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.config.TrainingScans;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.network.Networks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a network is trained on and measured with, prepared once.
 *
 * @param subjects what is known of them
 * @param sampler gives batches of them; closed with this
 */
public record TrainingData(Subjects subjects, Sampler sampler) implements AutoCloseable {

    /**
     * What is known of a training's subjects, in whatever way their voxels are kept.
     *
     * @param channels names, in the order in which a network gets them
     * @param labelValues label values other than 0, ascending: class c has the value at c − 1
     * @param validation number of subjects that the network is measured with
     * @param labelledValidation how many of these have a voxel of a class that is learned
     * @param scans what the training scans were like
     * @param fileSums what provenance says of the files that were read: see {@link FileSums}
     */
    public record Subjects(List<String> channels, int[] labelValues, int validation, int labelledValidation,
        TrainingScans scans, Map<String, String> fileSums) {

        /** Number of classes, background not counted. */
        public int classes() {
            return labelValues.length;
        }
    }

    /**
     * Reads and prepares all training and validation subjects, several at a time, as the configuration's network needs
     * them. What a cascade needs is {@link CascadeData}.
     *
     * @param config with the training set's statistics, if it normalises by them: see {@link DatasetIntensities}
     * @param model the model's folder; prepared scans go into a temporary file inside
     * @throws org.dawsonmri.DawsonException if a subject lacks a channel or label, or its files do not fit together
     */
    public static TrainingData prepare(Dataset dataset, TrainingConfig config, Path model, Progress progress) {
        return Networks.create(config).dimensions() == 3
            ? BoxSampler.prepare(dataset, config, model, progress)
            : SliceSampler.prepare(dataset, config, model, progress);
    }

    @Override
    public void close() {
        sampler.close();
    }
}
