package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.network.Networks;

import java.nio.file.Path;

/**
 * What a network is trained on and measured with, prepared once.
 *
 * @param subjects what is known of them
 * @param sampler gives batches of them; closed with this
 */
public record TrainingData(TrainingSubjects subjects, Sampler sampler) implements AutoCloseable {

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
