package org.dawsonmri.score;

import java.util.stream.IntStream;

/**
 * The exact Euclidean distance transform with a spacing per axis, in time linear in the number of voxels.
 *
 * <p>Along x two sweeps count the steps to the nearest voxel of the line. Along y and z each voxel v of a line carries
 * a parabola f(v) + s²(q − v)², and the transform at q is the lowest of them; the lower envelope of a line is built in
 * one sweep (Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, Theory of Computing 8, 2012).
 * Lines do not depend on each other and are computed in parallel.
 */
final class DistanceTransform {

    /** Neighbouring lines are gathered together: alone, each read along z would fetch a cache line for one value. */
    private static final int LINES = 16;

    private DistanceTransform() {
    }

    /**
     * The squared distance from each voxel centre to the nearest voxel of {@code mask}, in squared units of the
     * spacing; 0 within the mask, infinite everywhere if it is empty.
     *
     * @param spacing distance between voxel centres along x, y and z
     */
    static double[] squared(Mask mask, double[] spacing) {
        double[] d = new double[mask.inside().length];
        int nx = mask.nx();
        int ny = mask.ny();
        int nz = mask.nz();
        IntStream.range(0, ny * nz).parallel().forEach(line -> sweepX(mask.inside(), d, line * nx, nx, spacing[0]));
        if (ny > 1) {
            IntStream.range(0, nz).parallel().forEach(z -> lowerLines(d, nx, z * nx * ny, nx, ny, spacing[1]));
        }
        if (nz > 1) {
            IntStream.range(0, ny).parallel().forEach(y -> lowerLines(d, nx, y * nx, nx * ny, nz, spacing[2]));
        }
        return d;
    }

    private static void sweepX(boolean[] inside, double[] d, int start, int nx, double spacing) {
        double steps = Double.POSITIVE_INFINITY;
        for (int i = start; i < start + nx; i++) {
            steps = inside[i] ? 0 : steps + 1;
            d[i] = steps;
        }
        for (int i = start + nx - 1; i >= start; i--) {
            steps = Math.min(steps + 1, d[i]);
            d[i] = steps * spacing * (steps * spacing);
        }
    }

    /** Transforms the {@code nx} neighbouring lines that begin at {@code start}. */
    private static void lowerLines(double[] d, int nx, int start, int stride, int length, double spacing) {
        double[][] lines = new double[LINES][length];
        Envelope envelope = new Envelope(length, spacing);
        for (int x = 0; x < nx; x += LINES) {
            int count = Math.min(LINES, nx - x);
            for (int q = 0, i = start + x; q < length; q++, i += stride) {
                for (int k = 0; k < count; k++) {
                    lines[k][q] = d[i + k];
                }
            }
            for (int k = 0; k < count; k++) {
                envelope.lower(lines[k]);
            }
            for (int q = 0, i = start + x; q < length; q++, i += stride) {
                for (int k = 0; k < count; k++) {
                    d[i + k] = lines[k][q];
                }
            }
        }
    }

    /** The lower envelope of the parabolas over one line, with the room to compute it. */
    private static final class Envelope {

        private final double spacing;
        private final double[] heights;
        private final int[] vertices;
        private final double[] from; // position from which the parabola of the same rank is the lowest

        Envelope(int length, double spacing) {
            this.spacing = spacing;
            this.heights = new double[length];
            this.vertices = new int[length];
            this.from = new double[length];
        }

        /** Replaces each value of {@code line} by the height of the lowest parabola there. */
        void lower(double[] line) {
            int last = build(line);
            if (last < 0) {
                return; // nothing on this line yet; it stays infinite
            }
            int rank = 0;
            for (int q = 0; q < line.length; q++) {
                while (rank < last && from[rank + 1] < q) {
                    rank++;
                }
                double step = (q - vertices[rank]) * spacing;
                line[q] = heights[rank] + step * step;
            }
        }

        /** Finds the parabolas that are the lowest somewhere; returns the rank of the last, -1 if there is none. */
        private int build(double[] line) {
            int last = -1;
            for (int q = 0; q < line.length; q++) {
                if (line[q] == Double.POSITIVE_INFINITY) {
                    continue;
                }
                double begin = Double.NEGATIVE_INFINITY;
                while (last >= 0) {
                    begin = crossing(last, q, line[q]);
                    if (begin > from[last]) {
                        break;
                    }
                    last--;
                    begin = Double.NEGATIVE_INFINITY;
                }
                last++;
                vertices[last] = q;
                heights[last] = line[q];
                from[last] = begin;
            }
            return last;
        }

        /** Where the parabola at {@code q} becomes lower than the one of {@code rank}, which lies before it. */
        private double crossing(int rank, int q, double height) {
            int v = vertices[rank];
            return ((height - heights[rank]) / (spacing * spacing) / (q - v) + q + v) / 2;
        }
    }
}
