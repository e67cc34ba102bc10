package org.dawsonmri.train;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Backpropagation;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.learn.Loss;
import org.dawsonmri.learn.Optimizer;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Outputs;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * The graph of a training: a training tower with its optimiser and an evaluation tower that shares the weights. Owns
 * the native graph; sessions on it must be closed first.
 */
public final class TrainingGraph implements AutoCloseable {

    private final Graph graph = TensorFlowLibrary.newGraph();
    private final Ops tf = Ops.create(graph);

    final GraphVariables variables = new GraphVariables(tf);
    final Placeholder<TFloat32> images;
    /**
     * Batch × rows × width, where volumes have depth · height rows, and the centre of a patch is all there is; -1 where
     * it is not known.
     */
    final Placeholder<TInt32> labels;
    /** Of the labels' shape, 0 in the padding and where it is not known; what {@link Measures} look at. */
    final Placeholder<TFloat32> inside;
    final Placeholder<TFloat32> learningRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    /** The seed and the step, for dropout and the optimiser. */
    final Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));

    final Operand<TFloat32> trainingLoss;
    final Operand<TFloat32> trainingSums;
    final Operand<TFloat32> evaluationLoss;
    final Operand<TFloat32> evaluationSums;
    /** Of the evaluation tower, in the shape of the network's logits. */
    final Operand<TFloat32> probabilities;
    /** Everything that changes with a step. */
    final List<Op> updates = new ArrayList<>();

    /**
     * @param inputs number of channels
     * @param classes number of classes, background not counted
     */
    public TrainingGraph(Network network, Loss loss, Optimizer optimizer, int inputs, int classes) {
        this(network, loss, optimizer, inputs, classes, false);
    }

    /** @param lastLayersOnly whether all other layers than {@link Network#lastLayers()} stay as they are */
    public TrainingGraph(Network network, Loss loss, Optimizer optimizer, int inputs, int classes, boolean lastLayersOnly) {
        this(network, loss, optimizer, inputs, classes, lastLayersOnly, network.inputShape(inputs));
    }

    /**
     * @param input the images' shape, -1 for any size; where sizes are known, every operation knows the shape of what
     *        it makes
     */
    public TrainingGraph(Network network, Loss loss, Optimizer optimizer, int inputs, int classes, boolean lastLayersOnly,
        Shape input) {
        Predicate<String> trained = name -> !lastLayersOnly || network.isInLastLayers(name);
        int outputs = network.outputs(classes);
        Shape rows = likeLabels(network, input);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(input));
        labels = tf.placeholder(TInt32.class, Placeholder.shape(rows));
        inside = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
        Operand<TFloat32> truth = truth(outputs);

        List<Operand<TFloat32>> maps = new ArrayList<>();
        network.supervised(Layers.forTraining(tf, variables, step, trained), images, outputs)
            .forEach(map -> maps.add(likeLabels(network, Outputs.inFloat32(tf, map))));
        trainingLoss = loss(loss, truth, maps, network.activation());
        trainingSums = Measures.sums(tf, maps.get(maps.size() - 1), truth, inside, network.activation());
        updates.addAll(variables.updates());
        updates.addAll(optimize(optimizer, trained));

        Operand<TFloat32> evaluation = Outputs.inFloat32(tf,
            network.logits(Layers.forEvaluation(tf, variables), images, outputs));
        Operand<TFloat32> evaluated = likeLabels(network, evaluation);
        evaluationLoss = loss.call(tf, truth, evaluated, network.activation());
        evaluationSums = Measures.sums(tf, evaluated, truth, inside, network.activation());
        probabilities = network.activation().shares(tf, evaluation);
    }

    /** The native graph, for a session. */
    Graph graph() {
        return graph;
    }

    @Override
    public void close() {
        graph.close();
    }

    // -- Helper methods --

    private static Shape likeLabels(Network network, Shape input) {
        if (network.patch() > 0) {
            return Shape.of(input.get(0), 1, 1);
        }
        if (network.dimensions() == 2) {
            return Shape.of(input.get(0), input.get(1), input.get(2));
        }
        boolean known = input.get(1) > 0 && input.get(2) > 0;
        return Shape.of(input.get(0), known ? input.get(1) * input.get(2) : -1, input.get(3));
    }

    /** Losses and measures know batch × height × width × outputs: the slices of a volume come to lie in one column. */
    private Operand<TFloat32> likeLabels(Network network, Operand<TFloat32> logits) {
        if (network.dimensions() == 2) {
            return logits;
        }
        Operand<TInt32> outputs = tf.constant(new int[] {(int) Layers.channels(logits)});
        return tf.reshape(logits, tf.concat(List.of(tf.shape(labels), outputs), tf.constant(0)));
    }

    /** One map per output, -1 in all of them where a voxel is not labelled. */
    private Operand<TFloat32> truth(int outputs) {
        if (outputs == 1) {
            return tf.expandDims(tf.dtypes.cast(labels, TFloat32.class), tf.constant(-1));
        }
        Operand<TFloat32> unknown = tf.dtypes.cast(tf.math.minimum(labels, tf.constant(0)), TFloat32.class);
        return tf.math.add(tf.oneHot(labels, tf.constant(outputs), tf.constant(1f), tf.constant(0f)),
            tf.expandDims(unknown, tf.constant(-1)));
    }

    /** Several maps count as so many samples with the same labels. */
    private Operand<TFloat32> loss(Loss loss, Operand<TFloat32> truth, List<Operand<TFloat32>> maps,
        Activation activation) {
        if (maps.size() == 1) {
            return loss.call(tf, truth, maps.get(0), activation);
        }
        return loss.call(tf, tf.concat(Collections.nCopies(maps.size(), truth), tf.constant(0)),
            tf.concat(maps, tf.constant(0)), activation);
    }

    private List<Op> optimize(Optimizer optimizer, Predicate<String> trained) {
        List<String> names = variables.names(Weight.Kind.TRAINABLE).stream().filter(trained).toList();
        List<Operand<?>> with = new ArrayList<>();
        names.forEach(name -> with.add(variables.variable(name)));
        List<Operand<TFloat32>> gradients = Backpropagation.gradients(tf, trainingLoss, with);
        Operand<TFloat32> number = tf.dtypes.cast(
            tf.gather(step, tf.constant(1), tf.constant(0)), TFloat32.class);
        // NB: without this, a weight may change while another gradient still has to be computed from it.
        Ops afterGradients = tf.withControlDependencies(List.copyOf(gradients));
        return optimizer.updates(afterGradients, variables, names, gradients, learningRate, number);
    }
}
