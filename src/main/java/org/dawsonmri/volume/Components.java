package org.dawsonmri.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The connected components of a mask, such as its lesions.
 *
 * <pre>{@code
 * Components lesions = Components.of(inside, g.nx(), g.ny(), g.nz(), 26);
 * int voxels = lesions.sizes()[lesions.of()[i]]; // of the lesion that voxel i belongs to
 * }</pre>
 *
 * @param of component of each voxel, from 1; 0 for none
 * @param sizes voxels of each component; {@code sizes[0]} is 0
 */
public record Components(int[] of, int[] sizes) {

    private static final int CORNERS = 26;

    /** Is told of each component. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param number from 1, in the order of the components' first voxels
         * @param voxels indices of its voxels, the first one first; the next component overwrites them
         * @param size how many of these there are
         */
        void found(int number, int[] voxels, int size);
    }

    /**
     * The components in the order of their first voxels.
     *
     * @param inside one entry per voxel, x fastest
     * @param connectivity 6 for neighbours across faces, 18 for edges, too, 26 for corners, too
     */
    public static Components of(boolean[] inside, int nx, int ny, int nz, int connectivity) {
        int[] of = new int[inside.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = inside[i] ? 1 : 0;
        }
        Sizes sizes = new Sizes();
        forEach(of, nx, ny, nz, connectivity, (number, voxels, size) -> sizes.add(size));
        for (int i = 0; i < of.length; i++) {
            of[i] = -of[i];
        }
        return new Components(of, Arrays.copyOf(sizes.values, sizes.count + 1));
    }

    /**
     * The components of a plane in the order of their first pixels; pixels that share an edge or a corner belong
     * together.
     *
     * @param inside says of a pixel (row × width + column) whether it belongs to one
     * @return for each the pixels it has, the first one first
     */
    public static List<int[]> ofPlane(int width, int height, IntPredicate inside) {
        int[] values = new int[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = inside.test(i) ? 1 : 0;
        }
        List<int[]> components = new ArrayList<>();
        forEach(values, width, height, 1, CORNERS,
            (number, pixels, size) -> components.add(Arrays.copyOf(pixels, size)));
        return components;
    }

    /**
     * Visits the components of equal values.
     *
     * @param values one per voxel, x fastest; neighbours of the same value above 0 belong together, 0 belongs to none.
     *        When a component is visited, and ever after, its voxels have its number with a minus here
     * @param connectivity 6, 18 or 26, as above
     */
    public static void forEach(int[] values, int nx, int ny, int nz, int connectivity, Visitor visitor) {
        Flood flood = new Flood(values, nx, ny, nz, connectivity);
        int number = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                int size = flood.fill(i, ++number);
                visitor.found(number, flood.voxels, size);
            }
        }
    }

    /** How many there are. */
    public int count() {
        return sizes.length - 1;
    }

    /** Only the components of at least so many voxels, numbered anew. */
    public Components ofAtLeast(long voxels) {
        int[] number = new int[sizes.length];
        int[] kept = new int[sizes.length];
        int count = 0;
        for (int c = 1; c < sizes.length; c++) {
            if (sizes[c] >= voxels) {
                number[c] = ++count;
                kept[count] = sizes[c];
            }
        }
        int[] component = new int[of.length];
        for (int i = 0; i < of.length; i++) {
            component[i] = number[of[i]];
        }
        return new Components(component, Arrays.copyOf(kept, count + 1));
    }

    // -- Helper classes --

    /** Numbers from 1 on, as many as there will be. */
    private static final class Sizes {

        private int[] values = new int[16];
        private int count;

        void add(int size) {
            if (++count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count] = size;
        }
    }

    /** Finds what hangs together with a first voxel. */
    private static final class Flood {

        private final int[] values;
        private final int[] shape;
        private final int[][] steps;
        /** How far away in the array each step leads. */
        private final int[] far;
        private int[] voxels = new int[256];

        Flood(int[] values, int nx, int ny, int nz, int connectivity) {
            this.values = values;
            this.shape = new int[] {nx, ny, nz};
            this.steps = steps(connectivity);
            this.far = Arrays.stream(steps).mapToInt(s -> s[0] + nx * (s[1] + ny * s[2])).toArray();
        }

        /** Returns how many voxels there are. */
        int fill(int first, int number) {
            int value = values[first];
            values[first] = -number;
            voxels[0] = first;
            int size = 1;
            // The voxels are their own queue: those before 'next' have had their neighbours looked at.
            for (int next = 0; next < size; next++) {
                if (size + far.length > voxels.length) {
                    voxels = Arrays.copyOf(voxels, 2 * voxels.length);
                }
                int i = voxels[next];
                int x = i % shape[0];
                int y = i / shape[0] % shape[1];
                int z = i / shape[0] / shape[1];
                boolean deep = isDeep(x, 0) && isDeep(y, 1) && isDeep(z, 2);
                for (int s = 0; s < far.length; s++) {
                    if ((deep || isInside(x, y, z, steps[s])) && values[i + far[s]] == value) {
                        values[i + far[s]] = -number;
                        voxels[size++] = i + far[s];
                    }
                }
            }
            return size;
        }

        private boolean isDeep(int position, int axis) {
            return shape[axis] == 1 || position > 0 && position < shape[axis] - 1;
        }

        private boolean isInside(int x, int y, int z, int[] step) {
            int tx = x + step[0];
            int ty = y + step[1];
            int tz = z + step[2];
            return tx >= 0 && ty >= 0 && tz >= 0 && tx < shape[0] && ty < shape[1] && tz < shape[2];
        }

        /** Steps to the neighbours, none of them along an axis of a single voxel. */
        private int[][] steps(int connectivity) {
            int most = connectivity == 6 ? 1 : connectivity == 18 ? 2 : 3; // axes a step may go along at once
            List<int[]> steps = new ArrayList<>();
            for (int code = 0; code < 27; code++) {
                int[] step = {code % 3 - 1, code / 3 % 3 - 1, code / 9 - 1};
                int axes = Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]);
                boolean flat = step[0] != 0 && shape[0] == 1 || step[1] != 0 && shape[1] == 1
                    || step[2] != 0 && shape[2] == 1;
                if (axes > 0 && axes <= most && !flat) {
                    steps.add(step);
                }
            }
            return steps.toArray(new int[0][]);
        }
    }
}
