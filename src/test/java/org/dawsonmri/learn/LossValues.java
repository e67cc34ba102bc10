package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Runs a loss on probabilities written down by hand. */
final class LossValues {

    private LossValues() {
    }

    static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    /** The loss of one image with default options; arrays are channels × pixels, pixels in two rows. */
    static double of(String name, float[][] labels, float[][] probabilities) {
        return of(name, "{}", new float[][][] {labels}, new float[][][] {probabilities});
    }

    /** The loss of one image. */
    static double of(String name, String options, float[][] labels, float[][] probabilities) {
        return of(name, options, new float[][][] {labels}, new float[][][] {probabilities});
    }

    /** The loss for probabilities, which are turned back into logits; arrays are images × channels × pixels. */
    static double of(String name, String options, float[][][] labels, float[][][] probabilities) {
        return of(name, options, labels, probabilities, Activation.SOFTMAX);
    }

    /** The loss of one image whose channels are independent of each other. */
    static double ofSigmoids(String name, String options, float[][] labels, float[][] probabilities) {
        return of(name, options, new float[][][] {labels}, new float[][][] {probabilities}, Activation.SIGMOID);
    }

    private static double of(String name, String options, float[][][] labels, float[][][] probabilities,
        Activation activation) {
        int channels = labels[0].length;
        int pixels = labels[0][0].length;
        float[] y = new float[labels.length * channels * pixels];
        float[] x = new float[y.length];
        for (int n = 0; n < labels.length; n++) {
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < pixels; i++) {
                    double p = Math.min(Math.max(probabilities[n][c][i], 1e-7), 1 - 1e-7);
                    int at = (n * pixels + i) * channels + c;
                    y[at] = labels[n][c][i];
                    x[at] = (float) (activation == Activation.SIGMOID || channels == 1
                        ? Math.log(p / (1 - p)) : Math.log(p));
                }
            }
        }
        Shape shape = Shape.of(labels.length, 2, pixels / 2, channels);
        try (Graph graph = new Graph(); Session session = new Session(graph);
            TFloat32 labelTensor = TFloat32.tensorOf(shape, DataBuffers.of(y));
            TFloat32 logitTensor = TFloat32.tensorOf(shape, DataBuffers.of(x))) {
            Ops tf = Ops.create(graph);
            var loss = Losses.create(name, json(options)).call(tf, tf.constantOf(labelTensor),
                tf.constantOf(logitTensor), activation);
            try (Result result = session.runner().fetch(loss).run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }
}
