package org.dawsonmri.imagej.image;

import java.util.stream.IntStream;

/** Means of the voxels within a box about each voxel. What lies outside, or is no finite number, does not count. */
final class BoxMeans {

    private BoxMeans() {
    }

    /** The mean about one voxel; 0 if there is no number at all. @param reach voxels to each side */
    static float at(float[] voxels, int[] shape, int[] centre, int reach) {
        double sum = 0;
        int count = 0;
        for (int z = Math.max(0, centre[2] - reach); z <= Math.min(shape[2] - 1, centre[2] + reach); z++) {
            for (int y = Math.max(0, centre[1] - reach); y <= Math.min(shape[1] - 1, centre[1] + reach); y++) {
                for (int x = Math.max(0, centre[0] - reach); x <= Math.min(shape[0] - 1, centre[0] + reach); x++) {
                    float v = voxels[x + shape[0] * (y + shape[1] * z)];
                    if (Float.isFinite(v)) {
                        sum += v;
                        count++;
                    }
                }
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }

    /** The mean about every voxel: along one axis after the other, which makes little difference at the rim. */
    static float[] all(float[] voxels, int[] shape, int reach) {
        float[] means = voxels;
        int stride = 1;
        for (int axis = 0; axis < 3; axis++) {
            means = along(means, stride, shape[axis], reach);
            stride *= shape[axis];
        }
        return means;
    }

    private static float[] along(float[] in, int stride, int size, int reach) {
        float[] out = new float[in.length];
        IntStream.range(0, in.length / size).parallel().forEach(line -> {
            int start = line / stride * stride * size + line % stride;
            double sum = 0;
            int count = 0;
            for (int k = -reach; k < size; k++) {
                if (k + reach < size) {
                    float v = in[start + (k + reach) * stride];
                    sum += Float.isFinite(v) ? v : 0;
                    count += Float.isFinite(v) ? 1 : 0;
                }
                if (k - reach - 1 >= 0) {
                    float v = in[start + (k - reach - 1) * stride];
                    sum -= Float.isFinite(v) ? v : 0;
                    count -= Float.isFinite(v) ? 1 : 0;
                }
                if (k >= 0) {
                    out[start + k * stride] = count == 0 ? 0 : (float) (sum / count);
                }
            }
        });
        return out;
    }
}
