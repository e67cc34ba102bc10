package org.dawsonmri.evaluate.score;

import java.util.Arrays;

/**
 * The connected components of a mask, such as its lesions.
 *
 * @param of component of each voxel, from 1; 0 for none
 * @param sizes voxels of each component; {@code sizes[0]} is 0
 */
public record Components(int[] of, int[] sizes) {

    /**
     * Finds the components in the order of their first voxels.
     *
     * @param connectivity 6 for neighbours across faces, 18 for edges, too, 26 for corners, too
     */
    static Components find(Mask mask, int connectivity) {
        Flood flood = new Flood(mask, connectivity);
        int[] sizes = new int[16];
        int count = 0;
        for (int i = 0; i < mask.inside().length; i++) {
            if (mask.inside()[i] && flood.component[i] == 0) {
                count++;
                if (count == sizes.length) {
                    sizes = Arrays.copyOf(sizes, 2 * count);
                }
                sizes[count] = flood.fill(i, count);
            }
        }
        return new Components(flood.component, Arrays.copyOf(sizes, count + 1));
    }

    /** How many there are. */
    public int count() {
        return sizes.length - 1;
    }

    /** Only the components of at least so many voxels, numbered anew. */
    Components ofAtLeast(long voxels) {
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

    /** Numbers the voxels that hang together with a first one, with a stack of its own: lesions can be long. */
    private static final class Flood {

        private final Mask mask;
        private final int[] component;
        private final int[][] steps;
        private int[] stack = new int[256];

        Flood(Mask mask, int connectivity) {
            this.mask = mask;
            this.component = new int[mask.inside().length];
            this.steps = steps(connectivity);
        }

        /** Returns how many voxels there are. */
        int fill(int first, int number) {
            int filled = 0;
            int height = push(first, number, 0);
            while (height > 0) {
                int i = stack[--height];
                filled++;
                int x = i % mask.nx();
                int y = i / mask.nx() % mask.ny();
                int z = i / mask.nx() / mask.ny();
                for (int[] step : steps) {
                    height = visit(x + step[0], y + step[1], z + step[2], number, height);
                }
            }
            return filled;
        }

        private int visit(int x, int y, int z, int number, int height) {
            if (x < 0 || y < 0 || z < 0 || x >= mask.nx() || y >= mask.ny() || z >= mask.nz()) {
                return height;
            }
            int i = x + mask.nx() * (y + mask.ny() * z);
            return mask.inside()[i] && component[i] == 0 ? push(i, number, height) : height;
        }

        private int push(int i, int number, int height) {
            component[i] = number;
            if (height == stack.length) {
                stack = Arrays.copyOf(stack, 2 * height);
            }
            stack[height] = i;
            return height + 1;
        }

        private static int[][] steps(int connectivity) {
            int most = connectivity == 6 ? 1 : connectivity == 18 ? 2 : 3; // axes a step may go along at once
            int[][] steps = new int[connectivity][];
            int n = 0;
            for (int code = 0; code < 27; code++) {
                int[] step = {code % 3 - 1, code / 3 % 3 - 1, code / 9 - 1};
                int axes = Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]);
                if (axes > 0 && axes <= most) {
                    steps[n++] = step;
                }
            }
            return steps;
        }
    }
}
