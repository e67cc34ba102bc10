package org.dawsonmri.train;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelDescription;
import org.dawsonmri.model.ModelDescription.LabelClass;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.Provenance;
import org.dawsonmri.network.Network;
import org.dawsonmri.train.data.DatasetIntensities;
import org.dawsonmri.train.data.TrainingData;
import org.dawsonmri.train.estimate.MachineMemory;
import org.dawsonmri.train.monitor.EventFile;
import org.dawsonmri.train.optimize.Schedule;

import org.tensorflow.exceptions.TFResourceExhaustedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Trains a network on a dataset and leaves a model folder. Blocks until done.
 *
 * <p>Progress events: {@code step} (epoch, step, loss, images_per_s, left) and {@code epoch} (a row of the history).
 * A stop keeps the best model so far. Cancelling a new training deletes its folder; a failure, or the end of this
 * program or of whoever asked for the training ({@link Progress#isAbandoned}), leaves the last checkpoint, from which
 * {@link #resume} goes on.
 *
 * <pre>{@code
 * Trainer.train(new TrainingConfig(), Dataset.read(Path.of("data")), Path.of("model"), Progress.NONE);
 * }</pre>
 */
public final class Trainer {

    private final Dataset dataset;
    private final Parent parent;
    private final ModelFolder model;
    private final Progress progress;

    private Trainer(Dataset dataset, Parent parent, Path out, Progress progress) {
        this.dataset = dataset;
        this.parent = parent;
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
        if (config.lastLayersOnly()) {
            throw new DawsonException("last_layers_only is on, but there is no model to start from, so that the other "
                + "layers would never learn; give one with --from");
        }
        return new Trainer(dataset, null, out, progress).start(config);
    }

    /**
     * A new training that starts from a trained model's weights instead of random ones. The classes may be others; if
     * their number is, the layers that depend on it start anew.
     *
     * @param config the network and its options must be the parent's; {@link TrainingConfig#startingFrom} has them
     * @param parent folder of the trained model; nothing in it changes
     * @param out model folder; must not exist or be empty
     * @return the new model's description, with its validation scores
     */
    public static ModelDescription fineTune(TrainingConfig config, Path parent, Dataset dataset, Path out,
        Progress progress) {
        if (isCascade(config)) {
            throw new DawsonException(parent + ": is a cascade, and a cascade cannot start from another one's weights; "
                + "leave --from out");
        }
        return new Trainer(dataset, Parent.read(parent), out, progress).start(config);
    }

    /**
     * Goes on with a training that ended early, exactly as if it had not, or with more epochs.
     *
     * @param config the training's settings; only the number of epochs, the patience and the threads may be new ones
     * @param out its model folder
     */
    public static ModelDescription resume(TrainingConfig config, Dataset dataset, Path out, Progress progress) {
        Trainer trainer = new Trainer(dataset, null, out, progress);
        try {
            if (isCascade(config)) {
                new CascadeTraining(dataset, trainer.model, progress).run(config, true);
            } else {
                trainer.run(config, Checkpoint.load(trainer.model));
            }
        } catch (CancelledException e) {
            throw trainer.kept(e);
        }
        return trainer.model.readDescription();
    }

    // -- Helper methods --

    private static boolean isCascade(TrainingConfig config) {
        return config.createNetwork().patch() > 0;
    }

    private ModelDescription start(TrainingConfig config) {
        boolean existed = Files.exists(model.path());
        requireEmpty();
        boolean kept = false;
        try {
            if (isCascade(config)) {
                new CascadeTraining(dataset, model, progress).run(config, false);
            } else {
                run(config, null);
            }
            kept = true;
        } catch (CancelledException e) {
            kept = progress.isAbandoned() && hasCheckpoint();
            throw kept ? kept(e) : e;
        } catch (RuntimeException | Error e) {
            kept = hasCheckpoint();
            throw e;
        } finally {
            if (!kept) {
                clear(existed);
            }
        }
        return model.readDescription();
    }

    private boolean hasCheckpoint() {
        return Checkpoint.exists(model) || CascadeTraining.exists(model);
    }

    private CancelledException kept(CancelledException e) {
        return new CancelledException("what was learned up to the last whole epoch is kept in " + model.path()
            + ": go on with --resume (Resume)", e);
    }

    private void run(TrainingConfig given, Checkpoint checkpoint) {
        Network network = given.createNetwork();
        progress.phase(Phase.PREPARE, 0);
        TrainingConfig config = DatasetIntensities.measure(given, dataset, progress);
        try (TrainingData data = TrainingData.prepare(dataset, config, model.path(), progress)) {
            if (parent != null) {
                parent.requireFit(network, config, data.channels(), progress);
            }
            ModelDescription before = checkpoint != null ? model.readDescription() : null;
            ModelDescription description = describe(config, network, data, before);
            if (checkpoint == null) {
                model.writeDescription(description);
            } else {
                requireSameTask(model, before, description);
            }
            BenchmarkSlices.check(config, data);
            if (data.validationSubjects() == 0) {
                requireNoScores(config);
                progress.warning("no subject has the split 'validation': the last epoch's weights will be kept");
            }
            MemoryCheck memory =
                MemoryCheck.of(config, data.channels().size(), data.labelValues().length, data.frame());
            memory.before(MachineMemory.now(), progress);
            progress.phase(Phase.GRAPH, 0);
            try (TrainingGraph graph = new TrainingGraph(network, config.createLoss(), config.createOptimizer(),
                data.channels().size(), data.labelValues().length, config.lastLayersOnly())) {
                train(config, data, graph, description, checkpoint);
            } catch (TFResourceExhaustedException e) {
                throw memory.explain(e, MachineMemory.now());
            }
        }
    }

    private void train(TrainingConfig config, TrainingData data, TrainingGraph graph, ModelDescription description,
        Checkpoint checkpoint) {
        TrainingState start = checkpoint != null
            ? checkpoint.state()
            : TrainingState.initial(
                PrecisionProbe.decide(config, graph, data.epoch(1).get(0).get(), progress));
        try (TrainingSession session =
            new TrainingSession(graph, start.precision(), config.threads(), config.seed());
            EventFile events = EventFile.create(model.tensorBoard(), start.epoch() + 1)) {
            if (checkpoint == null) {
                session.initialize();
                if (parent != null) {
                    session.restore(parent.inherit(session.weights(), data.labelValues().length, progress),
                        parent.folder().path().toString());
                }
            } else {
                session.restore(checkpoint.weights(), model.checkpoint().toString());
                progress.message("going on after epoch " + start.epoch());
            }
            List<TrainingListener> listeners = List.of(new TensorBoard(events, config, start.epoch() + 1),
                new BenchmarkSlices(config, data, session, model.benchmark(), events));
            ModelDescription trained = description.withProvenance(Precision.PROVENANCE, start.precision().label());
            new TrainingRun(config, data, session, model, trained, progress, listeners).run(start);
        } catch (DawsonException e) {
            throw Checkpoint.exists(model) ? new DawsonException(e.getMessage() + "; what was learned up to the last "
                + "whole epoch is kept in " + model.path() + ": go on with --resume (Resume)", e) : e;
        }
    }

    /** @param before the model's description so far, null in a new training */
    private ModelDescription describe(TrainingConfig config, Network network, TrainingData data,
        ModelDescription before) {
        Map<String, String> provenance = provenance(data);
        if (before != null) {
            before.provenance().entrySet().stream().filter(e -> e.getKey().startsWith(Parent.PREFIX))
                .forEach(e -> provenance.put(e.getKey(), e.getValue()));
        } else if (parent != null) {
            provenance.putAll(parent.provenance());
        }
        ModelDescription relative = parent != null ? parent.model() : before;
        return new ModelDescription(ModelDescription.FORMAT, data.channels(),
            classes(config.classNames(), data.labelValues(), relative), network.sizeMultiple(),
            data.frame(), network.floatsPerPixel(), config, Map.of(), provenance);
    }

    /** The labels' values with the names of the configuration, or else those that they have in a related model. */
    private List<LabelClass> classes(List<String> names, int[] values, ModelDescription relative) {
        if (!names.isEmpty() && names.size() != values.length) {
            throw new DawsonException("class_names has " + names.size() + " names " + names + ", but the labels of "
                + dataset.source() + " have " + values.length + " classes; give one name for each");
        }
        if (names.isEmpty() && relative != null
            && Arrays.equals(relative.classes().stream().mapToInt(LabelClass::value).toArray(), values)) {
            return relative.classes();
        }
        List<LabelClass> classes = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            classes.add(new LabelClass(values[c], names.isEmpty() ? "class" + values[c] : names.get(c)));
        }
        return classes;
    }

    private Map<String, String> provenance(TrainingData data) {
        Map<String, String> provenance = Provenance.now();
        provenance.put("dataset", dataset.source().getFileName().toString());
        provenance.put("training_subjects", String.join(" ",
            dataset.trainingSubjects().stream().map(s -> s.id()).toList()));
        provenance.put(data.frame().size() == 3 ? "training_patches" : "training_slices",
            Integer.toString(data.trainingSamples()));
        return provenance;
    }

    private void requireNoScores(TrainingConfig config) {
        if (config.schedule() == Schedule.REDUCE_ON_PLATEAU) {
            throw new DawsonException(dataset.source() + ": the schedule reduce-on-plateau looks at the validation "
                + "Dice, but no subject has the split 'validation'; mark some, or choose another --schedule");
        }
    }

    /** @throws DawsonException if a training that goes on would get other channels or classes than before */
    static void requireSameTask(ModelFolder model, ModelDescription before, ModelDescription now) {
        if (!before.channels().equals(now.channels()) || !before.classes().equals(now.classes())) {
            throw new DawsonException(model.path() + ": was trained on the channels " + before.channels()
                + " and classes " + before.classes() + ", the dataset now has " + now.channels() + " and "
                + now.classes() + "; resume with the same dataset");
        }
    }

    private void requireEmpty() {
        OutputFiles.requireNew(model.path(), ", or go on with the training in it with --resume");
        model.create();
    }

    /** Takes back what a cancelled or early failed training left. */
    private void clear(boolean existed) {
        ModelFolder.delete(model.path());
        if (existed) {
            try {
                Files.createDirectory(model.path());
            } catch (IOException e) {
                progress.warning(model.path() + ": was deleted with what the cancelled training wrote");
            }
        }
    }
}
