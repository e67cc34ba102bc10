package org.dawsonmri.score;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Distances between the skeletons of both masks in axial slices, after the grey matter challenge (Prados et al.,
 * NeuroImage 152, 2017) and the Spinal Cord Toolbox, whose authors took part in it: per slice the SHD is the largest
 * distance between both {@linkplain Skeleton skeletons} and the SMD the larger of both directions' medians, in mm. A
 * volume has the mean of its slices, of those in which both skeletons exist; {@code …_max_mm} is the worst slice's.
 * {@code smd_sct_mm} takes the medians over distances above 0 only, as the Spinal Cord Toolbox does. Undefined (NaN) if
 * there is no such slice.
 */
final class SkeletonScores {

    private static final Function<LabelPair, Distances> DISTANCES = SkeletonScores::measure;

    static final List<Score> ALL = List.of(
        distance("shd", d -> d.shd.getAverage()),
        distance("smd", d -> d.smd.getAverage()),
        distance("smd_sct", d -> d.sct.getAverage()),
        distance("shd_max", d -> d.shd.getMax()),
        distance("smd_max", d -> d.smd.getMax()),
        Score.of("skeleton_slices", "n", Range.AMOUNT, pair -> pair.measured(DISTANCES).shd.getCount()));

    private SkeletonScores() {
    }

    private static Score distance(String name, ToDoubleFunction<Distances> score) {
        return Score.of(name, "mm", Range.ERROR, pair -> {
            Distances distances = pair.measured(DISTANCES);
            return distances.shd.getCount() == 0 ? Double.NaN : score.applyAsDouble(distances);
        });
    }

    private static Distances measure(LabelPair pair) {
        SliceMasks slices = new SliceMasks(pair, pair.grid().axialAxis());
        double[] spacing = slices.spacingMm();
        Distances all = new Distances(new DoubleSummaryStatistics(), new DoubleSummaryStatistics(),
            new DoubleSummaryStatistics());
        for (double[] slice : slices.map(slice -> distances(slice, spacing))) {
            if (slice.length > 0) {
                all.shd.accept(slice[0]);
                all.smd.accept(slice[1]);
                all.sct.accept(slice[2]);
            }
        }
        return all;
    }

    /** SHD, SMD and the Spinal Cord Toolbox's SMD of a slice, nothing if one of the skeletons is empty. */
    private static double[] distances(SliceMasks.Slice slice, double[] spacing) {
        Mask reference = Skeleton.of(slice.reference());
        Mask predicted = Skeleton.of(slice.predicted());
        if (Status.of(reference.count(), predicted.count()) != Status.OK) {
            return new double[0];
        }
        SurfaceDistances distances = SurfaceDistances.between(reference, predicted, spacing);
        return new double[] {distances.percentile(100), distances.largerMedian(),
            distances.largerMedianAboveZero()};
    }

    private record Distances(DoubleSummaryStatistics shd, DoubleSummaryStatistics smd,
        DoubleSummaryStatistics sct) { }

    /**
     * Thins a 2-D mask to lines of one pixel (Zhang and Suen, A fast parallel algorithm for thinning digital patterns,
     * Communications of the ACM 27, 1984). Pixels at the edge of the image stay as they are.
     *
     * <p>Two sub-iterations take turns until neither deletes a pixel. Each deletes at once all pixels with 2 to 6
     * neighbours inside, one change from outside to inside on the way around, and an outside one among north, east,
     * south and among east, south, west (the second: north, east, west and north, south, west). NB: a square of 2×2
     * pixels vanishes.
     */
    static final class Skeleton {

        private static final int NORTH = 0; // neighbours by their place on the way around, clockwise
        private static final int EAST = 2;
        private static final int SOUTH = 4;
        private static final int WEST = 6;

        private final boolean[] inside;
        private final int nx;
        private final int ny;
        private final int[] around;
        private final Pending first;
        private final Pending second;

        private Skeleton(Mask mask) {
            inside = mask.inside().clone();
            nx = mask.nx();
            ny = mask.ny();
            around = new int[] {-nx, -nx + 1, 1, nx + 1, nx, nx - 1, -1, -nx - 1};
            first = new Pending(inside.length);
            second = new Pending(inside.length);
        }

        /** @param mask a mask with {@code nz} = 1; is left as it is */
        static Mask of(Mask mask) {
            Skeleton skeleton = new Skeleton(mask);
            for (int i = 0; i < skeleton.inside.length; i++) {
                skeleton.add(i);
            }
            while (skeleton.first.count + skeleton.second.count > 0) {
                skeleton.thin(skeleton.first, NORTH, EAST, SOUTH, EAST, SOUTH, WEST);
                skeleton.thin(skeleton.second, NORTH, EAST, WEST, NORTH, SOUTH, WEST);
            }
            return new Mask(skeleton.inside, mask.nx(), mask.ny(), 1);
        }

        /** Both sub-iterations have to look at a pixel, unless it is outside or at the edge. */
        private void add(int i) {
            int x = i % nx;
            int y = i / nx;
            if (inside[i] && x > 0 && y > 0 && x < nx - 1 && y < ny - 1) {
                first.add(i);
                second.add(i);
            }
        }

        /** One sub-iteration; of each of the two triples one neighbour has to be outside. */
        private void thin(Pending pending, int... triples) {
            int[] deleted = Arrays.stream(pending.takeAll()).filter(i -> inside[i] && isRemovable(i, triples))
                .toArray();
            for (int i : deleted) {
                inside[i] = false;
            }
            for (int i : deleted) {
                for (int step : around) {
                    add(i + step);
                }
            }
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

        /**
         * Pixels a sub-iteration has not looked at since something changed around them; the others stay as they are.
         */
        private static final class Pending {

            private final boolean[] listed;
            private final int[] pixels;
            private int count;

            Pending(int size) {
                listed = new boolean[size];
                pixels = new int[size];
            }

            void add(int i) {
                if (!listed[i]) {
                    listed[i] = true;
                    pixels[count++] = i;
                }
            }

            int[] takeAll() {
                int[] taken = Arrays.copyOf(pixels, count);
                for (int i : taken) {
                    listed[i] = false;
                }
                count = 0;
                return taken;
            }
        }
    }
}
