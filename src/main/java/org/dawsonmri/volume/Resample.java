package org.dawsonmri.volume;

import org.dawsonmri.DawsonException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Brings volumes onto other grids. Positions are voxel centres in scanner coordinates; what lies outside the field of
 * view becomes 0, and within the outer half voxel the scan is mirrored about its outermost voxels.
 *
 * <p>Linear interpolation is preceded, where the new voxels are larger, by a Gaussian of σ = (n − 1)/2 old voxels along
 * each axis, n being the old voxels to a new one, cut off at 4σ. On the same field of view this is exactly
 * {@code skimage.transform.resize(order=1)}.
 *
 * <pre>{@code
 * Geometry grid = Resample.geometryWithSpacing(scan.geometry(), new double[] {1, 1, 1});
 * Volume image = Resample.linear(scan, grid);
 * Volume label = Resample.nearest(mask, grid);
 * }</pre>
 */
public final class Resample {

    private Resample() {
    }

    /** Images: linear interpolation with smoothing where voxels grow. NaN and infinities spread to neighbours. */
    public static Volume linear(Volume volume, Geometry target) {
        Affine map = GridMap.of(volume, target);
        return volume.geometry().sameShape(target) && GridMap.isIdentity(map, target)
            ? new Volume(target, volume.voxels().clone(), volume.name())
            : new Volume(target, LinearResampler.resample(volume, target, map), volume.name());
    }

    /** Labels: the value of the nearest voxel, so no value arises that was not there. Ties go to the higher index. */
    public static Volume nearest(Volume volume, Geometry target) {
        Affine map = GridMap.of(volume, target);
        Geometry source = volume.geometry();
        Volume out = Volume.zeros(target, volume.name());
        IntStream.range(0, target.nz()).parallel().forEach(z -> {
            int o = out.index(0, 0, z);
            for (int y = 0; y < target.ny(); y++) {
                for (int x = 0; x < target.nx(); x++, o++) {
                    double px = GridMap.position(map, 0, x, y, z);
                    double py = GridMap.position(map, 1, x, y, z);
                    double pz = GridMap.position(map, 2, x, y, z);
                    if (Sampling.isInside(px, source.nx()) && Sampling.isInside(py, source.ny())
                        && Sampling.isInside(pz, source.nz())) {
                        out.voxels()[o] = volume.get(Sampling.nearest(px, source.nx()),
                            Sampling.nearest(py, source.ny()), Sampling.nearest(pz, source.nz()));
                    }
                }
            }
        });
        return out;
    }

    /**
     * A label map at another spacing, by nearest voxel: the labels are the same before and after.
     *
     * @throws DawsonException if a structure is too small for the new spacing and its label would be lost
     */
    public static Volume labels(Volume labels, double[] mm) {
        Volume out = nearest(labels, geometryWithSpacing(labels.geometry(), mm));
        Map<Float, Long> before = counts(labels);
        Map<Float, Long> after = counts(out);
        before.forEach((label, voxels) -> {
            if (!after.containsKey(label)) {
                throw new DawsonException(labels.name() + ": label " + label + " (" + voxels + " voxels) would be lost"
                    + " at a spacing of " + Arrays.toString(mm) + " mm; choose a finer spacing");
            }
        });
        return out;
    }

    /**
     * Probabilities back on a scan's grid: linear, kept within 0 and 1, and 0 where they are unknown. Classes that sum
     * to 1 still do.
     */
    public static Volume probabilities(Volume probabilities, Geometry target) {
        Volume out = linear(probabilities, target);
        float[] v = out.voxels();
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.max(0, Math.min(1, v[i]));
        }
        return out;
    }

    /**
     * A grid with exactly this spacing about the same centre and along the same axes, with the whole number of voxels
     * that is nearest to the old field of view (it differs from it by less than half a new voxel on either side).
     */
    public static Geometry geometryWithSpacing(Geometry geometry, double[] mm) {
        int[] shape = new int[3];
        double[] step = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            if (mm.length != 3 || !(mm[axis] > 0) || Double.isInfinite(mm[axis])) {
                throw new DawsonException("a spacing is three numbers of mm above 0, found " + Arrays.toString(mm));
            }
            step[axis] = mm[axis] / geometry.spacingMm(axis);
            shape[axis] = (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.round(geometry.size(axis) / step[axis])));
        }
        return GridMap.centred(geometry, shape, step);
    }

    /** A grid with this many voxels in exactly the same field of view. */
    public static Geometry geometryWithShape(Geometry geometry, int[] shape) {
        double[] step = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            if (shape.length != 3 || shape[axis] < 1) {
                throw new DawsonException("a shape is three whole numbers above 0, found " + Arrays.toString(shape));
            }
            step[axis] = (double) geometry.size(axis) / shape[axis];
        }
        return GridMap.centred(geometry, shape, step);
    }

    private static Map<Float, Long> counts(Volume labels) {
        Map<Float, Long> counts = new TreeMap<>(Comparator.naturalOrder());
        float[] v = labels.voxels();
        int start = 0;
        for (int i = 1; i <= v.length; i++) { // runs of one label, so that few numbers are boxed
            if (i == v.length || v[i] != v[start]) {
                counts.merge(v[start], (long) i - start, Long::sum);
                start = i;
            }
        }
        return counts;
    }

    /** Which samples of an axis a position between them means. Position i is the centre of sample i. */
    static final class Sampling {

        /** Positions this close (in samples) to a border are on it: affines in files have float rounding. */
        private static final double ROUNDING = 1e-3;
        /** Positions this close below the middle between two samples belong to the upper one, whatever the rounding. */
        private static final double TIE = 1e-6;

        private Sampling() {
        }

        /** True if the position lies within the extent of the samples, half a sample beyond the outermost centres. */
        static boolean isInside(double position, int size) {
            return position >= -0.5 - ROUNDING && position <= size - 0.5 + ROUNDING;
        }

        /** The sample that stands for index {@code i} of the axis mirrored about its outermost samples, without end. */
        static int mirror(int i, int size) {
            if (size == 1) {
                return 0;
            }
            int period = 2 * (size - 1);
            int m = Math.floorMod(i, period);
            return m < size ? m : period - m;
        }

        /** The sample next to a position that is inside. */
        static int nearest(double position, int size) {
            int i = (int) Math.floor(position + 0.5 + TIE);
            return Math.max(0, Math.min(size - 1, i));
        }
    }
}
