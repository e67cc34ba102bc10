package org.dawsonmri.imagej.image;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Some hundred voxels by which a scan is known again: where they lay when it was read, their values, and the means
 * about them. They tell whether its voxels are still there, and where else if not, whatever was done to them by which
 * program. Only of an even image, which has none, they tell nothing.
 *
 * <p>The grid is cut into some thousand cubes. Of each the voxel that differs most from its neighbours is taken, of
 * these the ones that differ most, of these as many as {@link #MOST} evenly. So they lie all over the head or the
 * labels, not in the air, and where something is to be seen. Small labels get smaller cubes.
 *
 * @param shape of the grid
 * @param index of each voxel, x fastest, ascending
 * @param value of each voxel
 * @param mean of each voxel's surrounding, see {@link #reach}
 */
record Landmarks(int[] shape, int[] index, float[] value, float[] mean) {

    private static final int CUBES = 4096;
    private static final int STRONGEST = 1024;
    private static final int MOST = 512;
    private static final int FEW = 256;
    private static final int VARINT_BITS = 7;

    /** The landmarks of a volume; none if it is even. */
    static Landmarks of(Volume volume) {
        int[] shape = volume.geometry().shape();
        int edge = edge(shape);
        Candidate[] strongest = strongest(volume, edge);
        while (strongest.length < FEW && edge > 1) { // what is to be seen is small
            edge /= 2;
            strongest = strongest(volume, edge);
        }
        int count = Math.min(MOST, strongest.length);
        int[] index = new int[count];
        float[] value = new float[count];
        float[] mean = new float[count];
        for (int i = 0; i < count; i++) {
            index[i] = strongest[i * strongest.length / count].index;
            value[i] = volume.voxels()[index[i]];
            mean[i] = BoxMeans.at(volume.voxels(), shape, position(index[i], shape), reach(shape));
        }
        return new Landmarks(shape, index, value, mean);
    }

    int size() {
        return index.length;
    }

    /** Position of a landmark. */
    int[] position(int landmark) {
        return position(index[landmark], shape);
    }

    /** How many voxels of a grid of the same shape still have the value that was there. */
    int kept(float[] voxels) {
        int kept = 0;
        for (int i = 0; i < index.length; i++) {
            kept += voxels[index[i]] == value[i] ? 1 : 0;
        }
        return kept;
    }

    /** How far the surrounding of a voxel reaches to each side, in voxels along each axis. */
    static int reach(int[] shape) {
        return Math.max(1, edge(shape) / 4);
    }

    /** The position of a voxel. */
    static int[] position(int index, int[] shape) {
        return new int[] {index % shape[0], index / shape[0] % shape[1], index / (shape[0] * shape[1])};
    }

    // -- As text --

    /** One word; {@link #parse} reads it. */
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int before = 0;
        for (int i = 0; i < index.length; i++) {
            int step = index[i] - before;
            for (; step >> VARINT_BITS > 0; step >>= VARINT_BITS) {
                bytes.write(step & 0x7f | 0x80);
            }
            bytes.write(step);
            bytes.writeBytes(ByteBuffer.allocate(2 * Float.BYTES).putFloat(value[i]).putFloat(mean[i]).array());
            before = index[i];
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** The landmarks that a text holds of a grid of that shape; null if it does not. */
    static Landmarks parse(String text, int[] shape) {
        int[] index = new int[MOST];
        float[] value = new float[MOST];
        float[] mean = new float[MOST];
        int count = 0;
        long at = 0;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            while (bytes.hasRemaining()) {
                int bits = 0;
                byte next;
                do {
                    next = bytes.get();
                    at += (next & 0x7fL) << bits;
                    bits += VARINT_BITS;
                } while (next < 0);
                if (count == MOST || at >= (long) shape[0] * shape[1] * shape[2]) {
                    return null;
                }
                index[count] = (int) at;
                value[count] = bytes.getFloat();
                mean[count++] = bytes.getFloat();
            }
        } catch (IllegalArgumentException | BufferUnderflowException broken) {
            return null;
        }
        return new Landmarks(shape, Arrays.copyOf(index, count), Arrays.copyOf(value, count),
            Arrays.copyOf(mean, count));
    }

    // -- Helper methods --

    /** A voxel and how much it differs from its neighbours. */
    private record Candidate(int index, double contrast) {
    }

    private static int edge(int[] shape) {
        return (int) Math.ceil(Math.cbrt((double) shape[0] * shape[1] * shape[2] / CUBES));
    }

    private static Candidate[] strongest(Volume volume, int edge) {
        int[] cubes = Arrays.stream(volume.geometry().shape()).map(size -> (size + edge - 1) / edge).toArray();
        return IntStream.range(0, cubes[0] * cubes[1] * cubes[2]).parallel()
            .mapToObj(cube -> strongest(volume, edge, position(cube, cubes)))
            .filter(candidate -> candidate.contrast > 0)
            .sorted(Comparator.comparingDouble(Candidate::contrast).reversed().thenComparingInt(Candidate::index))
            .limit(STRONGEST).sorted(Comparator.comparingInt(Candidate::index)).toArray(Candidate[]::new);
    }

    private static Candidate strongest(Volume volume, int edge, int[] cube) {
        Geometry g = volume.geometry();
        Candidate best = new Candidate(0, 0);
        for (int z = cube[2] * edge; z < Math.min(g.nz(), (cube[2] + 1) * edge); z++) {
            for (int y = cube[1] * edge; y < Math.min(g.ny(), (cube[1] + 1) * edge); y++) {
                for (int x = cube[0] * edge; x < Math.min(g.nx(), (cube[0] + 1) * edge); x++) {
                    int i = volume.index(x, y, z);
                    double contrast = contrast(volume, new int[] {x, y, z}, i);
                    if (contrast > best.contrast || contrast == best.contrast && contrast > 0
                        && Math.abs(volume.voxels()[i]) > Math.abs(volume.voxels()[best.index])) {
                        best = new Candidate(i, contrast);
                    }
                }
            }
        }
        return best;
    }

    /** NB: of both sides the larger, or a label of a single voxel would have landmarks beside it only. */
    private static double contrast(Volume volume, int[] at, int i) {
        float[] v = volume.voxels();
        double sum = 0;
        int stride = 1;
        for (int axis = 0; axis < 3; axis++) {
            int size = volume.geometry().size(axis);
            double before = at[axis] > 0 ? Math.abs((double) v[i] - v[i - stride]) : 0;
            double after = at[axis] < size - 1 ? Math.abs((double) v[i] - v[i + stride]) : 0;
            sum += Math.max(before, after);
            stride *= size;
        }
        return Double.isFinite(sum) ? sum : 0;
    }
}
