package org.dawsonmri.train;

import org.dawsonmri.network.Weight;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

import java.util.List;

/** One native session on a {@link TrainingGraph}; it has weights of its own. Every tensor is closed where it is made. */
final class TrainingSession implements AutoCloseable {

    /** What the evaluation tower says of a batch. */
    record Evaluation(double loss, int[] prediction) {
    }

    private final TrainingGraph graph;
    private final Session session;
    private final long seed;

    TrainingSession(TrainingGraph graph, Precision precision, int threads, long seed) {
        this.graph = graph;
        this.session = new Session(graph.graph(), SessionConfig.of(precision, threads));
        this.seed = seed;
    }

    /** First weights, from the seed. */
    void initialize() {
        graph.variables.initialize(session, seed);
    }

    /** @param source where they come from, for messages */
    void restore(List<Weight> weights, String source) {
        graph.variables.restore(session, weights, source);
    }

    /** All variables, the optimiser's included. */
    List<Weight> weights() {
        return graph.variables.read(session);
    }

    /**
     * One update of the weights.
     *
     * @param step its number, from 1
     * @return the batch's loss before the update
     */
    double train(Batch batch, double learningRate, long step) {
        try (TFloat32 images = images(batch); TInt32 labels = labels(batch);
            TFloat32 rate = TFloat32.scalarOf((float) learningRate);
            TInt64 number = TInt64.vectorOf(seed, step)) {
            Session.Runner runner = session.runner().feed(graph.images, images).feed(graph.labels, labels)
                .feed(graph.learningRate, rate).feed(graph.step, number).fetch(graph.trainingLoss);
            graph.updates.forEach(runner::addTarget);
            try (Result result = runner.run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    /** Loss and predicted classes in evaluation mode; changes nothing. */
    Evaluation evaluate(Batch batch) {
        try (TFloat32 images = images(batch); TInt32 labels = labels(batch);
            Result result = session.runner().feed(graph.images, images).feed(graph.labels, labels)
                .fetch(graph.evaluationLoss).fetch(graph.prediction).run()) {
            int[] prediction = new int[batch.labels().length];
            ((TInt32) result.get(1)).asRawTensor().data().asInts().read(prediction);
            return new Evaluation(((TFloat32) result.get(0)).getFloat(), prediction);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static TFloat32 images(Batch batch) {
        Shape shape = Shape.of(batch.size(), batch.height(), batch.width(), batch.channels());
        return TFloat32.tensorOf(shape, DataBuffers.of(batch.images(), true, false));
    }

    private static TInt32 labels(Batch batch) {
        Shape shape = Shape.of(batch.size(), batch.height(), batch.width());
        return TInt32.tensorOf(shape, DataBuffers.of(batch.labels(), true, false));
    }
}
