package org.dawsonmri.imagej.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds where voxels went that were moved and not changed: cut out, laid into a larger grid, shifted, flipped, turned
 * by right angles. A few landmarks with rare values are looked for all over the image; each place where one may have
 * come to, under each turn of the axes, is a move that all other landmarks confirm or refute.
 */
final class MoveSearch {

    /** This part of the landmarks within the image has to agree; the rest may have been painted over. */
    static final double AGREEING = 0.9;

    /** A move is one of 2^35 or so; with so many bits for it a chance agreement is one in thousands. */
    private static final double ENOUGH_BITS = 48;
    private static final int FEWEST = 3;
    private static final int LEAST_SEEDS = 4;
    private static final int MOST_PLACES = 10_000;
    /** Of the image or of the old grid, whichever is smaller, so much has to be in both. */
    private static final double LEAST_OVERLAP = 0.5;
    /** What more than a quarter of the voxels have is nothing to begin with. */
    private static final double COMMON_BITS = 2;
    private static final int GLANCE = 3;
    /** A prime above the number of landmarks: each is asked once, and those that follow each other lie far apart. */
    private static final int STRIDE = 829;
    private static final List<VoxelMove> TURNS = VoxelMove.turns();

    private final Landmarks marks;
    private final float[] voxels;
    private final int[] shape;
    private final int size;
    /** How much a landmark tells that has its value: the logarithm of how rare that is in the image. */
    private final double[] bits;
    /** For each turn, the positions of all landmarks, as many as {@link #size}, along x, y and z. */
    private final int[][][] turned;

    /** A move and the bits that speak for it. */
    private record Candidate(VoxelMove move, double bits) {
    }

    /** @param voxels of the image, x fastest */
    MoveSearch(Landmarks marks, float[] voxels, int[] shape) {
        this.marks = marks;
        this.voxels = voxels;
        this.shape = shape;
        this.size = marks.size();
        this.bits = bits();
        this.turned = TURNS.stream().map(this::positions).toArray(int[][][]::new);
    }

    /** The move that the landmarks speak for, a shift if they speak for one; null if for none or for two shifts. */
    VoxelMove find() {
        Map<Float, List<Integer>> seeds = seeds();
        List<Candidate> found = IntStream.range(0, voxels.length).parallel()
            .filter(i -> seeds.containsKey(voxels[i]) && !isEven(i)).boxed()
            .flatMap(place -> seeds.get(voxels[place]).stream().flatMap(seed -> movesTo(place, seed))).toList();
        List<Candidate> shifts = found.stream().filter(c -> c.move.isShift()).toList();
        List<VoxelMove> best = most(shifts.isEmpty() ? found : shifts);
        long offsets = best.stream().map(move -> Arrays.toString(move.offset())).distinct().count();
        return best.isEmpty() || !shifts.isEmpty() && offsets > 1 ? null : best.get(0);
    }

    // -- Helper methods --

    private double[] bits() {
        float[] values = marks.value().clone();
        Arrays.sort(values);
        int[] counts = IntStream.range(0, shape[2]).parallel().mapToObj(z -> {
            int[] own = new int[values.length];
            int plane = shape[0] * shape[1];
            for (int i = z * plane; i < (z + 1) * plane; i++) {
                int at = Arrays.binarySearch(values, voxels[i]);
                if (at >= 0) {
                    own[at]++;
                }
            }
            return own;
        }).reduce(new int[values.length], MoveSearch::sum);
        return IntStream.range(0, size).mapToDouble(i -> counts[Arrays.binarySearch(values, marks.value()[i])])
            .map(count -> count == 0 ? 0 : Math.log(voxels.length / count) / Math.log(2)).toArray();
    }

    private static int[] sum(int[] a, int[] b) {
        return IntStream.range(0, a.length).map(i -> a[i] + b[i]).toArray();
    }

    private int[][] positions(VoxelMove turn) {
        int[][] positions = new int[3][size];
        for (int i = 0; i < size; i++) {
            int[] old = marks.position(i);
            for (int axis = 0; axis < 3; axis++) {
                positions[axis][i] = turn.apply(axis, old);
            }
        }
        return positions;
    }

    /** Landmarks to begin with, by value: those that are rarest in the image. */
    private Map<Float, List<Integer>> seeds() {
        Map<Float, List<Integer>> seeds = new HashMap<>();
        double places = 0;
        int count = 0;
        for (int i : IntStream.range(0, size).map(this::shuffled).filter(i -> bits[i] > COMMON_BITS).boxed()
            .sorted(Comparator.comparingDouble(i -> -bits[i])).toList()) {
            places += voxels.length / Math.pow(2, bits[i]);
            if (count++ < LEAST_SEEDS || places < MOST_PLACES) {
                seeds.computeIfAbsent(marks.value()[i], value -> new ArrayList<>()).add(i);
            }
        }
        return seeds;
    }

    private int shuffled(int i) {
        return i * STRIDE % size;
    }

    /** An even surrounding was never a landmark's. */
    private boolean isEven(int i) {
        int[] at = Landmarks.position(i, shape);
        int stride = 1;
        boolean even = true;
        for (int axis = 0; axis < 3; axis++) {
            even &= at[axis] == 0 || voxels[i - stride] == voxels[i];
            even &= at[axis] == shape[axis] - 1 || voxels[i + stride] == voxels[i];
            stride *= shape[axis];
        }
        return even;
    }

    private Stream<Candidate> movesTo(int place, int seed) {
        int[] at = Landmarks.position(place, shape);
        int[] offset = new int[3];
        List<Candidate> found = new ArrayList<>(1);
        for (int turn = 0; turn < turned.length; turn++) {
            for (int axis = 0; axis < 3; axis++) {
                offset[axis] = at[axis] - turned[turn][axis][seed];
            }
            Candidate candidate = judge(turn, offset);
            if (candidate != null) {
                found.add(candidate);
            }
        }
        return found.stream();
    }

    /** The move by an offset after a turn if the landmarks speak for it, else null. */
    private Candidate judge(int turn, int[] offset) {
        int[][] positions = turned[turn];
        int inside = 0;
        int agreeing = 0;
        double sum = 0;
        for (int k = 0; k < size; k++) {
            int i = shuffled(k);
            int x = positions[0][i] + offset[0];
            int y = positions[1][i] + offset[1];
            int z = positions[2][i] + offset[2];
            if (x >= 0 && y >= 0 && z >= 0 && x < shape[0] && y < shape[1] && z < shape[2]) {
                inside++;
                if (voxels[x + shape[0] * (y + shape[1] * z)] == marks.value()[i]) {
                    agreeing++;
                    sum += bits[i];
                } else if (inside >= GLANCE && 2 * agreeing < inside) {
                    return null;
                }
            }
        }
        if (agreeing < FEWEST || agreeing < AGREEING * inside || sum < ENOUGH_BITS) {
            return null;
        }
        VoxelMove move = TURNS.get(turn).by(offset);
        return move.overlap(marks.shape(), shape) < LEAST_OVERLAP ? null : new Candidate(move, sum);
    }

    private static List<VoxelMove> most(List<Candidate> candidates) {
        double most = candidates.stream().mapToDouble(Candidate::bits).max().orElse(0);
        return candidates.stream().filter(c -> c.bits == most).map(Candidate::move).toList();
    }
}
