package org.dawsonmri.measure;

import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.PrecisionProbe;
import org.dawsonmri.train.StepClock;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.train.TrainingGraph;
import org.dawsonmri.train.TrainingSession;
import org.dawsonmri.train.data.Batch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a network on noise and then only measures it, for profiles: the steps of {@link Trainer} and its validation
 * without a dataset to wait for. Nothing is written but, if asked for, notes of one more step.
 *
 * @param config network, batch size, optimiser, loss, precision, threads, epochs
 * @param channels of the input
 * @param classes background not counted
 * @param size width, height and, with networks of volumes, depth, rounded up to what the network takes
 * @param steps of each epoch, at least 1, both of training and of evaluation
 */
public record SyntheticRun(TrainingConfig config, int channels, int classes, List<Integer> size, int steps) {

    /**
     * Runs and tells its phases. Blocks until done.
     *
     * @param trace folder for the notes of a step ({@link StepTrace}), or null
     * @return the precision that was used; of {@code auto}, the faster one
     */
    public Precision run(Path trace, Progress progress) {
        progress.phase(Phase.PREPARE, 0);
        Benchmark.Plan plan = new Benchmark.Plan(config, channels, classes, size, List.of(), List.of(), steps);
        try (BenchmarkData data = BenchmarkData.noise(plan)) {
            Batch batch = data.next();
            progress.phase(Phase.GRAPH, 0);
            try (TrainingGraph graph = new TrainingGraph(Networks.create(config), Losses.create(config),
                Optimizers.create(config), channels, classes)) {
                return run(graph, batch, trace, progress);
            }
        }
    }

    // -- Helper methods --

    private Precision run(TrainingGraph graph, Batch batch, Path trace, Progress progress) {
        Precision precision = PrecisionProbe.decide(config, graph, batch, progress);
        try (TrainingSession session = new TrainingSession(graph, precision, config.threads(), config.seed())) {
            session.initialize();
            StepClock clock = new StepClock(config.epochs());
            for (int epoch = 1; epoch <= config.epochs(); epoch++) {
                train(session, batch, epoch, clock, progress);
            }
            StepClock second = new StepClock(config.epochs());
            for (int epoch = 1; epoch <= config.epochs(); epoch++) {
                evaluate(session, batch, epoch, second, progress);
            }
            progress.phase(Phase.OTHER, 0);
            if (trace != null) {
                long step = (long) config.epochs() * steps + 1;
                new StepTrace(session.trace(batch, config.learningRate(), step)).write(trace);
            }
        }
        return precision;
    }

    private void train(TrainingSession session, Batch batch, int epoch, StepClock clock, Progress progress) {
        clock.startEpoch(epoch, steps);
        progress.phase(epoch == 1 ? Phase.FIRST_STEP : Phase.TRAIN, epoch);
        for (int step = 1; step <= steps; step++) {
            progress.checkCancelled();
            long number = (epoch - 1L) * steps + step;
            double loss = session.train(batch, config.learningRate(), number).loss();
            progress.step(clock.step(loss, batch.size()));
            if (number == 1) {
                progress.phase(Phase.TRAIN, epoch);
            }
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("epoch", epoch);
        row.put("seconds", clock.epochSeconds());
        row.put("images_per_s", clock.epochImages() / clock.epochSeconds());
        progress.epoch(row);
    }

    private void evaluate(TrainingSession session, Batch batch, int epoch, StepClock clock, Progress progress) {
        clock.startEpoch(epoch, steps);
        progress.phase(Phase.EVALUATION, epoch);
        for (int step = 1; step <= steps; step++) {
            progress.checkCancelled();
            progress.step(clock.step(session.evaluate(batch).loss(), batch.size()));
        }
    }
}
