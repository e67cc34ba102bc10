package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What {@link Layers} makes of feature maps by their rank: of slices or of volumes. */
interface MapOperations {

    /**
     * A convolution without bias.
     *
     * @param training whether gradients will be asked for
     */
    Operand<TFloat32> conv(Operand<TFloat32> x, Operand<TFloat32> kernel, Convolution kind, boolean training);

    /** A transposed convolution of size 2, stride 2. @param kernel [2 ×] 2 × 2 × out × in */
    Operand<TFloat32> convTranspose(Operand<TFloat32> x, Operand<TFloat32> kernel, long filters);

    /** Maximum of squares or cubes that lie wholly inside the map. */
    Operand<TFloat32> maxPooling(Operand<TFloat32> x, int window, int stride);
}
