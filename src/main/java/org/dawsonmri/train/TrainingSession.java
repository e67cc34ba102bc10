package org.dawsonmri.train;

import org.dawsonmri.config.Precision;
import org.dawsonmri.graph.SessionConfig;
import org.dawsonmri.graph.TensorValues;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.train.data.Batch;

import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One native session on a {@link TrainingGraph} with weights of its own. Every tensor is closed where it is made. */
public final class TrainingSession implements AutoCloseable {

    /**
     * What a tower says of a batch.
     *
     * @param sums for {@link Measures}
     * @param metadata TensorFlow's notes; empty unless they were asked for
     */
    public record Outcome(double loss, float[] sums, RunMetadata metadata) {
    }

    private final TrainingGraph graph;
    private final Session session;
    private final long seed;

    public TrainingSession(TrainingGraph graph, Precision precision, int threads, long seed) {
        this.graph = graph;
        this.session = new Session(graph.graph(), SessionConfig.of(precision, threads));
        this.seed = seed;
    }

    /** First weights, from the seed. */
    public void initialize() {
        graph.variables.initialize(session, seed);
    }

    /** First weights for the variables with a name of that kind, from a seed of their own; the others stay. */
    public void initialize(Predicate<String> chosen, long ownSeed) {
        graph.variables.initialize(session, ownSeed, chosen);
    }

    /** @param source where they come from, for messages */
    void restore(List<Weight> weights, String source) {
        graph.variables.restore(session, weights, source);
    }

    /** All variables, the optimiser's included. */
    List<Weight> weights() {
        return graph.variables.read(session);
    }

    /** The variables of some kinds. */
    List<Weight> weights(Set<Weight.Kind> kinds) {
        return graph.variables.read(session, kinds);
    }

    /**
     * One update of the weights.
     *
     * @param step its number, from 1
     * @return the batch's loss and sums before the update
     */
    public Outcome train(Batch batch, double learningRate, long step) {
        return train(session.runner(), Session.Runner::run, batch, learningRate, step);
    }

    /** The same, with TensorFlow taking notes of every operation, which slows it. */
    public RunMetadata trace(Batch batch, double learningRate, long step) {
        Session.Runner runner = session.runner()
            .setOptions(RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build());
        return train(runner, Session.Runner::runAndFetchMetadata, batch, learningRate, step).metadata();
    }

    /** Loss and sums in evaluation mode; changes nothing. */
    public Outcome evaluate(Batch batch) {
        return run(session.runner(), Session.Runner::run, batch, graph.evaluationLoss, graph.evaluationSums);
    }

    /** Probabilities in evaluation mode, in the shape of the network's logits; changes nothing. */
    float[] probabilities(Batch batch) {
        try (TFloat32 images = images(batch);
            Result result = session.runner().feed(graph.images, images).fetch(graph.probabilities).run()) {
            return TensorValues.of(result.get(0));
        }
    }

    @Override
    public void close() {
        session.close();
    }

    // -- Helper methods --

    private Outcome train(Session.Runner runner, Function<Session.Runner, Result> execute, Batch batch,
        double learningRate, long step) {
        try (TFloat32 rate = TFloat32.scalarOf((float) learningRate);
            TInt64 number = TInt64.vectorOf(seed, step)) {
            runner.feed(graph.learningRate, rate).feed(graph.step, number);
            graph.updates.forEach(runner::addTarget);
            return run(runner, execute, batch, graph.trainingLoss, graph.trainingSums);
        }
    }

    private Outcome run(Session.Runner runner, Function<Session.Runner, Result> execute, Batch batch,
        Operand<TFloat32> loss, Operand<TFloat32> sums) {
        Shape pixels = Shape.of(batch.labelShape());
        try (TFloat32 images = images(batch);
            TInt32 labels = TInt32.tensorOf(pixels, DataBuffers.of(batch.labels(), true, false));
            TFloat32 inside = TFloat32.tensorOf(pixels, DataBuffers.of(batch.inside(), true, false));
            Result result = execute.apply(runner.feed(graph.images, images).feed(graph.labels, labels)
                .feed(graph.inside, inside).fetch(loss).fetch(sums))) {
            return new Outcome(((TFloat32) result.get(0)).getFloat(), TensorValues.of(result.get(1)),
                result.getMetadata().orElseGet(RunMetadata::getDefaultInstance));
        }
    }

    private static TFloat32 images(Batch batch) {
        return TFloat32.tensorOf(Shape.of(batch.imageShape()), DataBuffers.of(batch.images(), true, false));
    }
}
