package org.dawsonmri.train;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Weight;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.BatchQueue;
import org.dawsonmri.train.data.TrainingData;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The loop over epochs, of slices, volumes and each stage of a cascade alike. */
final class TrainingRun {

    /**
     * Looks on while a network is trained. Called on the training's own thread, once an epoch's checkpoint is written.
     * A training that goes on tells its last epoch again: it may have been killed in between.
     */
    interface Listener {

        /**
         * An epoch was trained and measured.
         *
         * @param state with this epoch's row as the last of its history
         * @param last true if training ends with it as planned or out of patience
         */
        void epochEnded(TrainingState state, boolean last);
    }

    private final Stage stage;
    private final TrainingConfig config;
    private final TrainingData data;
    private final TrainingSession session;
    private final ModelFolder model;
    private final ModelDescription description;
    private final Progress progress;
    private final List<Listener> listeners;
    private final Monitor monitor;
    private final StepClock clock;
    private final NarrowHead head;
    /** TensorFlow optimises its graph in the first step. */
    private boolean warm;

    /** @param model folder of the one network */
    TrainingRun(Stage stage, TrainingConfig config, TrainingData data, TrainingSession session, ModelFolder model,
        ModelDescription description, Monitor monitor, Progress progress, List<Listener> listeners) {
        this.stage = stage;
        this.config = config;
        this.data = data;
        this.session = session;
        this.model = model;
        this.description = description.withProvenance(Monitor.PROVENANCE, monitor.text());
        this.monitor = monitor;
        this.progress = progress;
        this.listeners = listeners;
        this.clock = new StepClock(config.epochs(), stage);
        this.head = new NarrowHead(config, session, progress);
    }

    /**
     * Trains from {@code start} until the last epoch, the end of patience, or a wish to stop.
     *
     * @throws CancelledException if it is stopped before the end of the first epoch: there is nothing to keep
     */
    TrainingState run(TrainingState start) {
        TrainingState state = start.measuredBy(monitor);
        if (start.epoch() > 0) {
            tell(state);
        }
        while (!state.isOver(config, monitor)) {
            EpochRow epoch = trainEpoch(state);
            if (epoch == null) {
                return stop(state);
            }
            progress.phase(Phase.VALIDATION, state.epoch() + 1);
            Validation validation = Validation.run(session, data, progress);
            requireSound(state.epoch() + 1, validation);
            progress.phase(Phase.CHECKPOINT, state.epoch() + 1);
            state = state.next(epoch.step(), monitor, epoch.columns(stage, description.classes(), validation));
            keep(state, validation); // before pictures, which are no loss if they fail
            tell(state);
            progress.epoch(state.history().get(state.epoch() - 1));
        }
        if (state.epoch() < config.epochs()) {
            progress.message("no epoch beat " + monitor.text() + " for " + config.patience()
                + " epochs; training ends");
        }
        state.requireKept(model, monitor);
        return state;
    }

    // -- Helper methods --

    private void tell(TrainingState state) {
        listeners.forEach(listener -> listener.epochEnded(state, state.isOver(config, monitor)));
    }

    /** Null if it was stopped. */
    private EpochRow trainEpoch(TrainingState state) {
        int epoch = state.epoch() + 1;
        double rate = state.learningRate(config, monitor);
        List<Supplier<Batch>> plan = data.sampler().epoch(epoch);
        progress.phase(warm ? Phase.TRAIN : Phase.FIRST_STEP, epoch);
        int restarts = head.before(epoch, plan);
        clock.startEpoch(epoch, plan.size());
        long step = state.step();
        double loss = 0;
        Measures measures = new Measures(description.classes().size());
        try (BatchQueue<Supplier<Batch>> queue = new BatchQueue<>(plan, 1, Supplier::get)) {
            while (queue.hasNext()) {
                progress.checkCancelled();
                if (progress.isStopRequested()) {
                    return null;
                }
                Batch batch = queue.next();
                TrainingSession.Outcome outcome = session.train(batch, rate, ++step);
                DivergedException.requireFinite(outcome.loss(), "in epoch " + epoch + stage.of());
                loss += outcome.loss();
                measures.add(outcome.sums());
                tell(clock.step(outcome.loss(), batch.size()), epoch);
            }
            double seconds = clock.epochSeconds();
            return new EpochRow(epoch, step, rate, loss / plan.size(), measures, seconds,
                clock.epochImages() / seconds, queue.waitedNanos() / 1e9 / seconds, head.isThere() ? restarts : -1);
        }
    }

    private void tell(Map<String, Object> step, int epoch) {
        if (clock.isLineDue()) {
            progress.step(step);
        }
        if (!warm) {
            warm = true;
            progress.phase(Phase.TRAIN, epoch);
        }
    }

    /**
     * The losses of an epoch are those before each of its steps, so that of the weights after the last is looked at.
     */
    private void requireSound(int epoch, Validation validation) {
        double loss = data.subjects().validation() > 0 ? validation.loss()
            : session.evaluate(data.sampler().epoch(epoch).get(0).get()).loss();
        DivergedException.requireFinite(loss, "after epoch " + epoch + stage.of());
    }

    /** Saves what the epoch brought: the checkpoint always, the model if it is the best so far. */
    private void keep(TrainingState state, Validation validation) {
        // NB: without this, Java's heap grows over all weights of all epochs before it looks for what nobody needs any
        // more, beside TensorFlow, which needs the memory.
        System.gc();
        model.update(into -> {
            Checkpoint.save(into, state, session); // first, as it refuses what is no number
            if (state.isBest()) {
                into.writeDescription(into.writeWeights(description.withScores(scores(state, validation)),
                    session.weights(Weight.Kind.OF_NETWORK)));
            }
            History.write(into.history(), state.history());
        });
    }

    /** The best weights are on disk already. A second network's first epoch is worth going on with. */
    private TrainingState stop(TrainingState state) {
        if (state.epoch() == 0 && stage.number() == 1) {
            progress.warning("stopped before the first epoch was over: nothing is learned, and nothing is kept");
            throw new CancelledException();
        }
        progress.message("stopped after epoch " + state.epoch() + stage.of() + (stage.isOnly()
            ? "; the best model so far is kept" : "; --resume goes on from there"));
        return state;
    }

    private Map<String, Double> scores(TrainingState state, Validation validation) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("epoch", (double) state.epoch());
        if (monitor == Monitor.DICE) {
            scores.putAll(EpochRow.scores(description.classes(), validation));
        }
        return scores;
    }
}
