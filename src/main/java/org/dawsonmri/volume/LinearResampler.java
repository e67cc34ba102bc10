package org.dawsonmri.volume;

import org.dawsonmri.volume.Resample.Sampling;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Linear interpolation on another grid: axis by axis where the axes agree, voxel by voxel where they do not. */
final class LinearResampler {

    private LinearResampler() {
    }

    static float[] resample(Volume volume, Geometry target, Affine map) {
        return GridMap.isAligned(map, target) ? alongAxes(volume, target, map) : throughout(volume, target, map);
    }

    /** The axis that shrinks most goes first, which leaves least work for the others. */
    private static float[] alongAxes(Volume volume, Geometry target, Affine map) {
        int[] shape = volume.geometry().shape();
        int[] order = IntStream.range(0, 3).boxed()
            .sorted(Comparator.comparingDouble(axis -> (double) target.size(axis) / shape[axis]))
            .mapToInt(Integer::intValue).toArray();
        float[] values = volume.voxels();
        for (int axis : order) {
            double step = map.get(axis, axis);
            AxisWeights weights = AxisWeights.linear(shape[axis], target.size(axis), map.get(axis, 3), step,
                AxisWeights.sigmaFor(step));
            values = weights.apply(values, shape, axis);
            shape[axis] = target.size(axis);
        }
        return values;
    }

    /** Smoothing is along the old axes, by how far a step of the new grid reaches along each. */
    private static float[] throughout(Volume volume, Geometry target, Affine map) {
        double[] sigma = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double reach = Math.sqrt(square(map.get(axis, 0)) + square(map.get(axis, 1)) + square(map.get(axis, 2)));
            sigma[axis] = AxisWeights.sigmaFor(reach);
        }
        Volume source = Smoothing.gaussian(volume, sigma);
        float[] out = new float[Math.toIntExact(target.voxelCount())];
        IntStream.range(0, target.nz()).parallel().forEach(z -> {
            int o = z * target.nx() * target.ny();
            for (int y = 0; y < target.ny(); y++) {
                for (int x = 0; x < target.nx(); x++) {
                    out[o++] = (float) at(source, GridMap.position(map, 0, x, y, z),
                        GridMap.position(map, 1, x, y, z), GridMap.position(map, 2, x, y, z));
                }
            }
        });
        return out;
    }

    private static double at(Volume v, double x, double y, double z) {
        Geometry g = v.geometry();
        if (!Sampling.isInside(x, g.nx()) || !Sampling.isInside(y, g.ny()) || !Sampling.isInside(z, g.nz())) {
            return 0;
        }
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        int z0 = (int) Math.floor(z);
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int dx = corner & 1;
            int dy = corner >> 1 & 1;
            int dz = corner >> 2;
            double weight = share(x - x0, dx) * share(y - y0, dy) * share(z - z0, dz);
            if (weight > 0) {
                sum += weight * v.get(Sampling.mirror(x0 + dx, g.nx()), Sampling.mirror(y0 + dy, g.ny()),
                    Sampling.mirror(z0 + dz, g.nz()));
            }
        }
        return sum;
    }

    private static double share(double fraction, int upper) {
        return upper == 1 ? fraction : 1 - fraction;
    }

    private static double square(double v) {
        return v * v;
    }
}
