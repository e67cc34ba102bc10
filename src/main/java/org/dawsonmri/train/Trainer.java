package org.dawsonmri.train;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Leaks;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.data.DatasetIntensities;
import org.dawsonmri.train.data.TrainingData;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains a network on a dataset and leaves a model folder. Blocks until done.
 *
 * <p>Progress events: {@code step} (epoch, step, loss, images_per_s, left) and {@code epoch} (a row of the history).
 * A stop keeps the best model so far, if an epoch is over. Cancelling a new training deletes its folder; a failure, a
 * kill, or the end of this program or of whoever asked for the training ({@link Progress#isAbandoned}), leaves the last
 * checkpoint, from which {@link #resume} goes on. The folder is locked while it is trained into.
 *
 * <pre>{@code
 * Trainer.train(new TrainingConfig(), Dataset.read(Path.of("data")), Path.of("model"), Progress.NONE);
 * }</pre>
 */
public final class Trainer {

    private final Dataset dataset;
    /** Null unless the training starts from a trained model. */
    private final Path from;
    private final ModelFolder model;
    private final Progress progress;
    private PretrainedModel parent;

    private Trainer(TrainingConfig config, Dataset dataset, Path from, Path out, Progress progress) {
        this.dataset = dataset.select(config.channels());
        this.from = from;
        this.model = new ModelFolder(out);
        this.progress = progress;
    }

    /**
     * A new training.
     *
     * @param out model folder; must not exist or be empty
     * @return the model's description, with its validation scores
     */
    public static ModelDescription train(TrainingConfig config, Dataset dataset, Path out, Progress progress) {
        return new Trainer(config, dataset, null, out, progress).work(config, false);
    }

    /**
     * A new training that starts from a trained model's weights instead of random ones. The classes may be others; if
     * their number is, the layers that depend on it start anew.
     *
     * @param config the network and its options must be the parent's; {@link ModelDescription#startingSettings} has
     *        them
     * @param parent folder of the trained model; nothing in it changes
     * @param out model folder; must not exist or be empty
     * @return the new model's description, with its validation scores
     */
    public static ModelDescription fineTune(TrainingConfig config, Path parent, Dataset dataset, Path out,
        Progress progress) {
        return new Trainer(config, dataset, parent, out, progress).work(config, false);
    }

    /** As {@link #resume(TrainingConfig, Path, Dataset, Path, Progress)}, of a training that starts from nothing. */
    public static ModelDescription resume(TrainingConfig config, Dataset dataset, Path out, Progress progress) {
        return resume(config, null, dataset, out, progress);
    }

    /**
     * Goes on with a training that ended early, exactly as if it had not, or with more epochs or other learning rates.
     * Where no epoch was finished, begins it.
     *
     * @param config the training's settings; only the number of epochs, the patience, the learning rate and the threads
     *        may be new ones
     * @param parent folder of the trained model that it started from; null if it goes on or started from none
     * @param dataset what it was trained on so far
     * @param out its model folder
     * @throws DawsonException if the files of the dataset are others than before
     */
    public static ModelDescription resume(TrainingConfig config, Path parent, Dataset dataset, Path out,
        Progress progress) {
        if (parent == null) {
            PretrainedModel.requireGiven(new ModelFolder(out));
        }
        return new Trainer(config, dataset, parent, out, progress).work(config, true);
    }

    // -- Helper methods --

    /** What there is to know before any scan is read. */
    private void tellOfData() {
        dataset.requireLabels(progress);
        Leaks.warn(Leaks.listed(dataset.subjects()), dataset.source(), progress);
    }

    private ModelDescription work(TrainingConfig config, boolean resume) {
        tellOfData();
        try (TrainingFolder folder = TrainingFolder.open(model, resume, progress)) {
            try {
                if (!folder.goesOn()) {
                    begin(config);
                } else if (from != null) {
                    PretrainedModel.requireSame(from, model);
                    parent = PretrainedModel.isNeeded(model) ? PretrainedModel.read(from) : null;
                }
                ModelDescription before = folder.goesOn() ? model.readDescription() : null;
                if (Networks.isCascade(config)) {
                    new CascadeTraining(dataset, model, parent, progress).run(config, before);
                } else {
                    run(config, before);
                }
                folder.keep();
            } catch (CancelledException e) {
                if (folder.goesOn() || progress.isAbandoned() && model.hasCheckpoint()) {
                    throw kept(e);
                }
                folder.drop();
                throw e;
            } catch (DivergedException e) {
                throw diverged(e, config);
            }
        }
        return model.readDescription();
    }

    private void begin(TrainingConfig config) {
        if (from == null) {
            if (config.lastLayersOnly()) {
                throw new DawsonException("last_layers_only is on, but there is no model to start from, so that the "
                    + "other layers would never learn; give one with --from");
            }
        } else {
            parent = PretrainedModel.read(from);
        }
    }

    private CancelledException kept(CancelledException e) {
        return new CancelledException("what was learned up to the last whole epoch is kept in " + model.path()
            + ": go on with --resume (Resume)", e);
    }

    /** What to do: a smaller step is what most often helps. */
    private DawsonException diverged(DivergedException e, TrainingConfig config) {
        String rate = new BigDecimal(config.learningRate() / 10).round(new MathContext(2)).stripTrailingZeros()
            .toPlainString();
        return new DawsonException(model.path() + ": " + e.getMessage() + "; " + (model.hasCheckpoint()
            ? "the epochs before are kept: go on from there in smaller steps with 'dawson train --data "
                + dataset.source() + " --out " + model.path() + " --resume --learning-rate " + rate
                + "' (Resume and Learning rate)"
            : "nothing is kept: begin again with --learning-rate " + rate + " (Learning rate)")
            + ", and look for broken scans with 'dawson check --data " + dataset.source() + "'", e);
    }

    /** @param before what the model says of itself, null in a new training */
    private void run(TrainingConfig given, ModelDescription before) {
        NetworkTraining training = new NetworkTraining(Stage.ONLY, model, parent, progress);
        progress.phase(Phase.PREPARE, 0);
        TrainingConfig config = DatasetIntensities.measure(given, dataset, progress);
        try (TrainingData data = TrainingData.prepare(dataset, config, model.path(), progress)) {
            if (parent != null) {
                parent.requireFit(config, data.subjects(), progress);
            }
            List<Integer> frame = data.sampler().frame();
            ModelDescription description = new NewDescription(dataset, before, parent).of(config, data.subjects(),
                frame, frame.size() == 3 ? "training_patches" : "training_slices", data.sampler().size());
            if (before == null) {
                model.writeDescription(description);
            } else {
                SameTraining.require(model, dataset, before, description, progress);
                model.update(into -> into.writeDescription(before.withConfig(config)));
            }
            BenchmarkSlices.check(config, data);
            training.run(config, data, description, Monitor.of(data.subjects(), progress), null, List.of());
        }
    }
}
