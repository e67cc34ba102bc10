package org.dawsonmri.evaluate.score;

import java.util.Arrays;

/**
 * Thins a 2-D mask to lines of one pixel (Zhang and Suen, A fast parallel algorithm for thinning digital patterns,
 * Communications of the ACM 27, 1984). Pixels at the edge of the image stay as they are.
 *
 * <p>Two sub-iterations take turns until neither deletes a pixel. Each deletes at once all pixels with 2 to 6 neighbours
 * inside, one change from outside to inside on the way around, and an outside one among north, east, south and among
 * east, south, west (the second: north, east, west and north, south, west). NB: a square of 2×2 pixels vanishes.
 */
final class Skeleton {

    private static final int NORTH = 0; // neighbours by their place on the way around, clockwise
    private static final int EAST = 2;
    private static final int SOUTH = 4;
    private static final int WEST = 6;

    private final boolean[] inside;
    private final int nx;
    private final int ny;
    private final int[] around;

    private Skeleton(Mask mask) {
        inside = mask.inside().clone();
        nx = mask.nx();
        ny = mask.ny();
        around = new int[] {-nx, -nx + 1, 1, nx + 1, nx, nx - 1, -1, -nx - 1};
    }

    /** @param mask a mask with {@code nz} = 1; is left as it is */
    static Mask of(Mask mask) {
        Skeleton skeleton = new Skeleton(mask);
        boolean changed = true;
        while (changed) {
            boolean first = skeleton.thin(NORTH, EAST, SOUTH, EAST, SOUTH, WEST);
            changed = skeleton.thin(NORTH, EAST, WEST, NORTH, SOUTH, WEST) || first;
        }
        return new Mask(skeleton.inside, mask.nx(), mask.ny(), 1);
    }

    /** One sub-iteration; of each of the two triples one neighbour has to be outside. True if a pixel was deleted. */
    private boolean thin(int... triples) {
        int[] deleted = new int[inside.length];
        int count = 0;
        for (int y = 1; y < ny - 1; y++) {
            for (int i = y * nx + 1; i < (y + 1) * nx - 1; i++) {
                if (inside[i] && isRemovable(i, triples)) {
                    deleted[count++] = i;
                }
            }
        }
        Arrays.stream(deleted, 0, count).forEach(i -> inside[i] = false);
        return count > 0;
    }

    private boolean isRemovable(int i, int[] triples) {
        int neighbours = 0;
        int entries = 0;
        for (int n = 0; n < 8; n++) {
            boolean in = inside[i + around[n]];
            neighbours += in ? 1 : 0;
            entries += !in && inside[i + around[(n + 1) % 8]] ? 1 : 0;
        }
        return neighbours >= 2 && neighbours <= 6 && entries == 1
            && !all(i, triples[0], triples[1], triples[2]) && !all(i, triples[3], triples[4], triples[5]);
    }

    private boolean all(int i, int a, int b, int c) {
        return inside[i + around[a]] && inside[i + around[b]] && inside[i + around[c]];
    }
}
