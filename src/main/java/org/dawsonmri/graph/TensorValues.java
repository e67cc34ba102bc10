package org.dawsonmri.graph;

import org.tensorflow.Tensor;

/** Results of a session, copied into Java. */
public final class TensorValues {

    private TensorValues() {
    }

    /**
     * The values in row-major order; the tensor stays its owner's to close.
     *
     * @param tensor of float32
     */
    public static float[] of(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }
}
