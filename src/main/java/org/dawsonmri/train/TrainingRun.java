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

/** The loop over epochs. */
final class TrainingRun {

    private final TrainingConfig config;
    private final TrainingData data;
    private final TrainingSession session;
    private final ModelFolder model;
    private final ModelDescription description;
    private final Progress progress;
    private final List<TrainingListener> listeners;
    private final Monitor monitor;
    private final StepClock clock;
    private final NarrowHead head;
    /** TensorFlow optimises its graph in the first step. */
    private boolean warm;

    TrainingRun(TrainingConfig config, TrainingData data, TrainingSession session, ModelFolder model,
        ModelDescription description, Monitor monitor, Progress progress, List<TrainingListener> listeners) {
        this.config = config;
        this.data = data;
        this.session = session;
        this.model = model;
        this.description = description.withProvenance(Monitor.PROVENANCE, monitor.text());
        this.monitor = monitor;
        this.progress = progress;
        this.listeners = listeners;
        this.clock = new StepClock(config.epochs());
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
            EpochResult result = trainEpoch(state);
            if (result.stopped()) {
                return stop(state);
            }
            progress.phase(Phase.VALIDATION, state.epoch() + 1);
            Validation validation = Validation.run(session, data, progress);
            requireSound(state.epoch() + 1, validation);
            progress.phase(Phase.CHECKPOINT, state.epoch() + 1);
            state = state.next(result.step(), monitor, row(state, result, validation));
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

    /** What came of one pass over the training slices. */
    private record EpochResult(long step, double loss, Measures measures, double learningRate, double seconds,
        double imagesPerSecond, double waiting, int restarts, boolean stopped) {
    }

    private EpochResult trainEpoch(TrainingState state) {
        int epoch = state.epoch();
        double rate = state.learningRate(config, monitor);
        List<Supplier<Batch>> plan = data.epoch(epoch + 1);
        progress.phase(warm ? Phase.TRAIN : Phase.FIRST_STEP, epoch + 1);
        int restarts = head.before(epoch + 1, plan);
        clock.startEpoch(epoch + 1, plan.size());
        long step = state.step();
        double loss = 0;
        Measures measures = new Measures(description.classes().size());
        try (BatchQueue<Supplier<Batch>> queue = new BatchQueue<>(plan, 1, Supplier::get)) {
            while (queue.hasNext()) {
                progress.checkCancelled();
                if (progress.isStopRequested()) {
                    return new EpochResult(step, loss, measures, rate, 0, 0, 0, restarts, true);
                }
                Batch batch = queue.next();
                TrainingSession.Outcome outcome = session.train(batch, rate, ++step);
                DivergedException.requireFinite(outcome.loss(), "in epoch " + (epoch + 1));
                loss += outcome.loss();
                measures.add(outcome.sums());
                progress.step(clock.step(outcome.loss(), batch.size()));
                if (!warm) {
                    warm = true;
                    progress.phase(Phase.TRAIN, epoch + 1);
                }
            }
            double seconds = clock.epochSeconds();
            return new EpochResult(step, loss / plan.size(), measures, rate, seconds,
                clock.epochImages() / seconds, queue.waitedNanos() / 1e9 / seconds, restarts, false);
        }
    }

    /**
     * The losses of an epoch are those before each of its steps, so that of the weights after the last is looked at.
     */
    private void requireSound(int epoch, Validation validation) {
        double loss = data.validationSubjects() > 0 ? validation.loss()
            : session.evaluate(data.epoch(epoch).get(0).get()).loss();
        DivergedException.requireFinite(loss, "after epoch " + epoch);
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

    /** The best weights are on disk already. */
    private TrainingState stop(TrainingState state) {
        if (state.epoch() == 0) {
            progress.warning("stopped before the first epoch was over: nothing is learned, and nothing is kept");
            throw new CancelledException();
        }
        progress.message("stopped after epoch " + state.epoch() + "; the best model so far is kept");
        return state;
    }

    private Map<String, Double> row(TrainingState state, EpochResult result, Validation validation) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("epoch", state.epoch() + 1.0);
        row.put("step", (double) result.step());
        row.put("learning_rate", result.learningRate());
        row.put("loss", result.loss());
        row.put("val_loss", validation.loss());
        row.put("val_dice", validation.meanDice());
        for (int c = 0; c < description.classes().size(); c++) {
            row.put("val_dice_" + description.classes().get(c).name(), validation.dice()[c]);
        }
        row.put("val_soft_dice", validation.softDice());
        row.put("val_mse", validation.meanSquaredError());
        row.put("val_binary_accuracy", validation.binaryAccuracy());
        Measures training = result.measures();
        row.put("dice", training.meanOverClasses(training::dice));
        row.put("soft_dice", training.meanOverClasses(training::softDice));
        row.put("mse", training.meanSquaredError());
        row.put("binary_accuracy", training.binaryAccuracy());
        row.put("seconds", result.seconds());
        row.put("images_per_s", result.imagesPerSecond());
        row.put("waiting_share", result.waiting());
        if (head.isThere()) {
            row.put("head_restarts", (double) result.restarts());
        }
        return row;
    }

    private Map<String, Double> scores(TrainingState state, Validation validation) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("epoch", (double) state.epoch());
        if (monitor != Monitor.DICE) {
            return scores;
        }
        scores.put("val_loss", validation.loss());
        scores.put("val_dice", validation.meanDice());
        for (int c = 0; c < description.classes().size(); c++) {
            scores.put("val_dice_" + description.classes().get(c).name(), validation.dice()[c]);
        }
        return scores;
    }
}
