package org.dawsonmri.train;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Progress;
import org.dawsonmri.cascade.PatchSet;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Weight;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.BatchQueue;
import org.dawsonmri.train.data.CascadeData;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The loop over epochs of one of a cascade's networks. The epoch of the smallest validation loss is kept as the stage's
 * model; training ends when the epochs or the patience are over. The score of a {@link TrainingState} is the validation
 * loss with a minus here.
 */
final class StageTraining {

    /** Patch steps take milliseconds; nobody reads a line for each. */
    private static final long NANOS_BETWEEN_LINES = 1_000_000_000L;

    private final int stage;
    private final TrainingConfig config;
    private final CascadeData.Voxels voxels;
    private final TrainingSession session;
    private final ModelFolder folder;
    private final ModelDescription description;
    private final Progress progress;
    private final StepClock clock;
    private long lastLine;

    /**
     * @param stage 1 or 2
     * @param folder of the stage
     */
    StageTraining(int stage, TrainingConfig config, CascadeData.Voxels voxels, TrainingSession session,
        ModelFolder folder, ModelDescription description, Progress progress) {
        this.stage = stage;
        this.config = config;
        this.voxels = voxels;
        this.session = session;
        this.folder = folder;
        this.description = description;
        this.progress = progress;
        // The second stage learns from as many voxels as the first at the most, and will hardly take longer.
        this.clock = new StepClock(config.epochs(), stage == 1 ? config.epochs() : 0);
    }

    /**
     * Trains from {@code start} until the last epoch, the end of patience, or a wish to stop.
     *
     * @param epochEnded hears of each epoch once it is on disk
     */
    TrainingState run(TrainingState start, Consumer<TrainingState> epochEnded) {
        TrainingState state = start.measuredBy(Monitor.LOSS);
        while (!state.isOver(config, Monitor.LOSS)) {
            Map<String, Double> row = trainEpoch(state);
            if (row.isEmpty()) {
                requireEpoch(state);
                progress.message("stopped after epoch " + state.epoch() + " of stage " + stage
                    + "; --resume goes on from there");
                return state;
            }
            validate(row);
            DivergedException.requireFinite(row.get("val_loss"),
                "after epoch " + (state.epoch() + 1) + " of stage " + stage);
            state = state.next(row.get("step").longValue(), Monitor.LOSS, row);
            keep(state);
            epochEnded.accept(state);
            progress.epoch(state.history().get(state.epoch() - 1));
        }
        state.requireKept(folder, Monitor.LOSS);
        progress.message("stage " + stage + " of 2 is trained; kept epoch " + state.bestEpoch() + " of "
            + state.epoch());
        return state;
    }

    // -- Helper methods --

    /** The epoch's row of the history so far; empty if it was stopped. */
    private Map<String, Double> trainEpoch(TrainingState state) {
        int epoch = state.epoch() + 1;
        double rate = state.learningRate(config, Monitor.LOSS);
        List<PatchSet.Draw> plan = voxels.training().set().epoch(epoch, config.batchSize(), config.dropLast(),
            config.seed() + stage);
        clock.startEpoch(epoch, plan.size());
        long step = state.step();
        double loss = 0;
        Measures measures = new Measures(1);
        try (BatchQueue<PatchSet.Draw> queue = new BatchQueue<>(plan, 1, voxels.training()::read)) {
            while (queue.hasNext()) {
                progress.checkCancelled();
                if (progress.isStopRequested()) {
                    return Map.of();
                }
                Batch batch = queue.next();
                TrainingSession.Outcome outcome = session.train(batch, rate, ++step);
                DivergedException.requireFinite(outcome.loss(), "in epoch " + epoch + " of stage " + stage);
                loss += outcome.loss();
                measures.add(outcome.sums());
                tell(clock.step(outcome.loss(), batch.size()), queue.hasNext());
            }
            return row(epoch, step, rate, loss / plan.size(), measures, queue.waitedNanos() / 1e9);
        }
    }

    private void tell(Map<String, Object> step, boolean moreFollow) {
        if (moreFollow && System.nanoTime() - lastLine < NANOS_BETWEEN_LINES) {
            return;
        }
        lastLine = System.nanoTime();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("stage", stage + "/2");
        line.putAll(step);
        line.put("patches_per_s", line.remove("images_per_s"));
        line.put("left", line.remove("left"));
        progress.step(line);
    }

    private Map<String, Double> row(int epoch, long step, double rate, double loss, Measures training,
        double waited) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("stage", (double) stage);
        row.put("epoch", (double) epoch);
        row.put("step", (double) step);
        row.put("learning_rate", rate);
        row.put("loss", loss);
        row.put("accuracy", training.binaryAccuracy());
        row.put("patch_dice", training.dice(1));
        row.put("seconds", clock.epochSeconds());
        row.put("patches_per_s", clock.epochImages() / clock.epochSeconds());
        row.put("waiting_share", waited / clock.epochSeconds());
        return row;
    }

    /** Adds what the validation voxels say to a row, of the loss the mean over all of them. */
    private void validate(Map<String, Double> row) {
        Measures measures = new Measures(1);
        double loss = 0;
        List<PatchSet.Draw> plan = voxels.validation().set().inOrder(config.batchSize());
        try (BatchQueue<PatchSet.Draw> queue = new BatchQueue<>(plan, 1, voxels.validation()::read)) {
            while (queue.hasNext()) {
                progress.checkCancelled();
                Batch batch = queue.next();
                TrainingSession.Outcome outcome = session.evaluate(batch);
                measures.add(outcome.sums());
                loss += outcome.loss() * batch.size();
            }
        }
        row.put("val_loss", loss / voxels.validation().set().size());
        row.put("val_accuracy", measures.binaryAccuracy());
        row.put("val_patch_dice", measures.dice(1));
    }

    /** Saves what the epoch brought: the checkpoint always, the stage's model if it is the best so far. */
    private void keep(TrainingState state) {
        folder.update(into -> {
            Checkpoint.save(into, state, session); // first, as it refuses what is no number
            if (state.isBest()) {
                into.writeDescription(into.writeWeights(description, session.weights(Weight.Kind.OF_NETWORK)));
            }
        });
    }

    /** The second stage's first epoch is worth going on with, the first one's is not. */
    private void requireEpoch(TrainingState state) {
        if (stage == 1 && state.epoch() == 0) {
            progress.warning("stopped before the first epoch was over: nothing is learned, and nothing is kept");
            throw new CancelledException();
        }
    }
}
