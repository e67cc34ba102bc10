package org.dawsonmri.score;

import org.dawsonmri.score.LabelMap.Box;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The slices of a pair across one axis, as 2-D masks. */
final class SliceMasks {

    private final LabelPair pair;
    private final int axis;

    /** @param axis the axis across the slices: 0, 1 or 2 */
    SliceMasks(LabelPair pair, int axis) {
        this.pair = pair;
        this.axis = axis;
    }

    /** Millimetres between pixels along the columns and rows of a slice; third a 1, for which there is no neighbour. */
    double[] spacingMm() {
        double[] spacing = pair.grid().spacingMm();
        return new double[] {spacing[columns()], spacing[rows()], 1};
    }

    /** Applies a measurement to each slice that holds any of both masks, in parallel; the results in order. */
    <T> List<T> map(Function<Slice, T> measurement) {
        if (pair.status() == Status.EMPTY_BOTH) {
            return List.of();
        }
        int count = new int[] {pair.reference().nx(), pair.reference().ny(), pair.reference().nz()}[axis];
        return new ArrayList<>(IntStream.range(0, count).parallel()
            .mapToObj(i -> new Slice(cut(pair.reference(), i), cut(pair.predicted(), i)))
            .filter(slice -> slice.status() != Status.EMPTY_BOTH).map(measurement).toList());
    }

    private int columns() {
        return axis == 0 ? 1 : 0;
    }

    private int rows() {
        return axis == 2 ? 1 : 2;
    }

    /**
     * One slice with a pixel around what both masks hold, as far as the image goes: a mask ends at the slice's edge
     * only if it ends at the image's edge.
     */
    private Mask cut(Mask mask, int slice) {
        Box box = pair.grid().box();
        int[] from = {box.x0(), box.y0(), box.z0()};
        int[] size = {mask.nx(), mask.ny(), mask.nz()};
        int[] stride = {1, mask.nx(), mask.nx() * mask.ny()};
        int[] shape = pair.grid().shape();
        int c = columns();
        int r = rows();
        int left = Math.min(1, from[c]);
        int top = Math.min(1, from[r]);
        int nx = left + size[c] + Math.min(1, shape[c] - from[c] - size[c]);
        int ny = top + size[r] + Math.min(1, shape[r] - from[r] - size[r]);
        boolean[] inside = new boolean[nx * ny];
        for (int y = 0; y < size[r]; y++) {
            for (int x = 0; x < size[c]; x++) {
                inside[x + left + nx * (y + top)] = mask.inside()[slice * stride[axis] + x * stride[c] + y * stride[r]];
            }
        }
        return new Mask(inside, nx, ny, 1);
    }

    /**
     * One slice.
     *
     * @param reference the reference's pixels
     * @param predicted the predicted pixels, of the same shape
     */
    record Slice(Mask reference, Mask predicted) {

        Status status() {
            return Status.of(reference.count(), predicted.count());
        }

        /** Pixels in both masks. */
        long both() {
            long both = 0;
            for (int i = 0; i < reference.inside().length; i++) {
                both += reference.inside()[i] && predicted.inside()[i] ? 1 : 0;
            }
            return both;
        }
    }
}
