package org.dawsonmri.graph;

import java.util.Arrays;

/**
 * How a convolution with stride 1 is made: a value that starts from Keras' defaults.
 *
 * <pre>{@code
 * layers.conv("aspp/rate6", x, 64, Convolution.of(3).dilated(6).withoutBias());
 * }</pre>
 *
 * @param size edge of the kernel
 * @param dilation distance of neighbouring taps in pixels, 1 for a usual convolution and one of volumes
 * @param valid whether only places are computed where the kernel lies inside the image (VALID), which shrinks height
 *        and width by size − 1; else zeros are put around so that they stay (SAME; of an odd number of zeros the larger
 *        part comes after the image)
 * @param bias whether a number per filter is added
 * @param initializer first values of the kernel
 */
public record Convolution(int size, int dilation, boolean valid, boolean bias, Initializer initializer) {

    public Convolution {
        if (size < 1 || dilation < 1) {
            throw new IllegalArgumentException("a kernel of size " + size + " and dilation " + dilation);
        }
        if (dilation > 1 && (valid || size != 3)) {
            throw new IllegalArgumentException("a dilated convolution is 3×3 with SAME padding");
        }
    }

    /** SAME padding, not dilated, with bias, Glorot-uniform. */
    public static Convolution of(int size) {
        return new Convolution(size, 1, false, true, Initializer.GLOROT_UNIFORM);
    }

    public Convolution dilated(int rate) {
        return new Convolution(size, rate, valid, bias, initializer);
    }

    public Convolution withValidPadding() {
        return new Convolution(size, dilation, true, bias, initializer);
    }

    public Convolution withoutBias() {
        return new Convolution(size, dilation, valid, false, initializer);
    }

    /** With another first kernel. A bias starts at 0, with {@link Initializer#PYTORCH} as PyTorch has it. */
    public Convolution startingFrom(Initializer kernel) {
        return new Convolution(size, dilation, valid, bias, kernel);
    }

    /** Of the kernel: so many sizes, then these two. */
    long[] kernelShape(int dimensions, long third, long fourth) {
        long[] shape = new long[dimensions + 2];
        Arrays.fill(shape, size);
        shape[dimensions] = third;
        shape[dimensions + 1] = fourth;
        return shape;
    }

    /** First values of the bias of a convolution of so many dimensions over {@code in} channels. */
    public Initializer biasInitializer(int dimensions, long in) {
        return initializer == Initializer.PYTORCH
            ? Initializer.uniform(1 / Math.sqrt(Math.pow(size, dimensions) * in)) : Initializer.ZEROS;
    }
}
