package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.EventFile;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.runtime.MachineMemory;
import org.dawsonmri.train.data.TrainingData;

import org.tensorflow.exceptions.TFResourceExhaustedException;

import java.util.ArrayList;
import java.util.List;

/**
 * One network's way from its first weights, a trained model's, or a checkpoint to its last epoch: of most models the
 * whole training, of a cascade one of two.
 */
final class NetworkTraining {

    private final Stage stage;
    private final ModelFolder model;
    private final ModelFolder folder;
    private final PretrainedModel parent;
    private final Checkpoint checkpoint;
    private final Progress progress;

    /**
     * Reads the checkpoint, if there is one.
     *
     * @param model folder of the whole model; exists
     * @param parent what a new training starts from, or null
     */
    NetworkTraining(Stage stage, ModelFolder model, PretrainedModel parent, Progress progress) {
        this.stage = stage;
        this.model = model;
        this.folder = stage.folder(model);
        this.parent = parent == null ? null : parent.stage(stage);
        this.checkpoint = Checkpoint.exists(folder) ? Checkpoint.load(folder) : null;
        this.progress = progress;
    }

    /** Where the training stood when it ended early; null if it is a new one. */
    TrainingState before() {
        return checkpoint == null ? null : checkpoint.state();
    }

    /**
     * Trains.
     *
     * @param description of the model, without scores
     * @param decided the precision, or null if it is yet to be chosen
     * @param more who hears of each epoch, too
     */
    TrainingState run(TrainingConfig config, TrainingData data, ModelDescription description, Monitor monitor,
        Precision decided, List<TrainingRun.Listener> more) {
        progress.phase(Phase.GRAPH, 0);
        int channels = data.subjects().channels().size();
        int classes = data.subjects().classes();
        MemoryCheck memory = MemoryCheck.of(config, channels, classes, data.sampler().frame());
        if (stage.number() == 1) {
            memory.before(MachineMemory.now(), progress);
        }
        try (TrainingGraph graph = new TrainingGraph(Networks.create(config), Losses.create(config),
            Optimizers.create(config), channels, classes, config.lastLayersOnly())) {
            TrainingState start = checkpoint != null ? checkpoint.state() : TrainingState.initial(decided != null
                ? decided : PrecisionProbe.decide(config, graph, data.sampler().epoch(1).get(0).get(), progress));
            return run(config, data, graph, description, monitor, start, more);
        } catch (TFResourceExhaustedException e) {
            throw memory.explain(e, MachineMemory.now());
        } catch (DivergedException e) {
            throw e;
        } catch (DawsonException e) {
            throw model.hasCheckpoint() ? new DawsonException(e.getMessage() + "; what was learned up to the last "
                + "whole epoch is kept in " + model.path() + ": go on with --resume (Resume)", e) : e;
        }
    }

    // -- Helper methods --

    private TrainingState run(TrainingConfig config, TrainingData data, TrainingGraph graph,
        ModelDescription description, Monitor monitor, TrainingState start, List<TrainingRun.Listener> more) {
        UnfinishedFolder.create(folder.path());
        int firstEpoch = Math.max(1, start.epoch());
        try (TrainingSession session =
            new TrainingSession(graph, start.precision(), config.threads(), stage.seed(config.seed()));
            EventFile events = EventFile.create(folder.tensorBoard(), firstEpoch)) {
            giveWeights(session, data.subjects().classes());
            List<TrainingRun.Listener> listeners = new ArrayList<>(more);
            listeners.add(new TensorBoard(events, config, firstEpoch));
            listeners.add(new BenchmarkSlices(config, data, session, model.benchmark(), events));
            ModelDescription trained = description.withProvenance(Precision.PROVENANCE, start.precision().label());
            return new TrainingRun(stage, config, data, session, folder, trained, monitor, progress, listeners)
                .run(start);
        }
    }

    private void giveWeights(TrainingSession session, int classes) {
        if (checkpoint != null) {
            session.restore(checkpoint.weights(), folder.checkpoint().toString());
            progress.message("going on after epoch " + checkpoint.state().epoch() + stage.of());
            return;
        }
        session.initialize();
        if (parent != null) {
            session.restore(parent.inherit(session.weights(), classes, progress), parent.folder().path().toString());
        }
    }
}
