package org.dawsonmri.volume;

import org.dawsonmri.DawsonException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Where the three voxel axes point, to the nearest anatomical direction: {@code RAS} means that the first voxel axis
 * runs towards the patient's right, the second towards anterior, the third towards superior. Immutable.
 *
 * <p>The rule is nibabel's, so that both name the same file alike, also if it is oblique: take scaling and shear out of
 * the affine (the orthogonal factor of its polar decomposition), then give each voxel axis, the most decided one first,
 * the world axis along which it moves most and that is still free.
 *
 * <pre>{@code
 * Orientation.of(Affine.scaling(-1, 1, 1)).code(); // "LAS"
 * }</pre>
 */
public final class Orientation {

    /** Right, anterior, superior: the axes of the scanner coordinates themselves. */
    public static final Orientation RAS = parse("RAS");

    private static final String POSITIVE = "RAS";
    private static final String NEGATIVE = "LPI";

    private final int[] world;
    private final boolean[] reversed;

    private Orientation(int[] world, boolean[] reversed) {
        this.world = world;
        this.reversed = reversed;
    }

    /** The orientation of the voxel axes under {@code affine}. An affine with a null axis gives it a direction left. */
    public static Orientation of(Affine affine) {
        double[][] columns = OrthogonalFactor.columns(affine);
        int[] world = new int[3];
        boolean[] reversed = new boolean[3];
        boolean[] taken = new boolean[3];
        for (int axis : mostDecidedFirst(columns)) {
            int best = -1;
            for (int w = 0; w < 3; w++) {
                if (!taken[w] && (best < 0 || Math.abs(columns[axis][w]) > Math.abs(columns[axis][best]))) {
                    best = w;
                }
            }
            taken[best] = true;
            world[axis] = best;
            reversed[axis] = columns[axis][best] < 0;
        }
        return new Orientation(world, reversed);
    }

    /**
     * The orientation that a code names.
     *
     * @param code three letters, one of R or L, one of A or P, one of S or I, in any order and case
     * @throws DawsonException if it is no such code
     */
    public static Orientation parse(String code) {
        String letters = code.strip().toUpperCase(Locale.ROOT);
        int[] world = new int[3];
        boolean[] reversed = new boolean[3];
        int seen = 0;
        for (int axis = 0; axis < 3 && letters.length() == 3; axis++) {
            char letter = letters.charAt(axis);
            reversed[axis] = NEGATIVE.indexOf(letter) >= 0;
            world[axis] = Math.max(POSITIVE.indexOf(letter), NEGATIVE.indexOf(letter));
            seen |= world[axis] < 0 ? 0 : 1 << world[axis];
        }
        if (seen != 7) {
            throw new DawsonException("'" + code + "' is no orientation; give three letters, one of R or L, one of A or"
                + " P, one of S or I, such as RAS");
        }
        return new Orientation(world, reversed);
    }

    /** Three letters, such as {@code RAS}: the direction in which each voxel axis runs. */
    public String code() {
        StringBuilder code = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            code.append((reversed[axis] ? NEGATIVE : POSITIVE).charAt(world[axis]));
        }
        return code.toString();
    }

    /** How to lay the axes of a grid of this orientation so that they run as in {@code target}. */
    AxisMap mapTo(Orientation target) {
        int[] from = new int[3];
        boolean[] flip = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            for (int old = 0; old < 3; old++) {
                if (world[old] == target.world[axis]) {
                    from[axis] = old;
                    flip[axis] = reversed[old] != target.reversed[axis];
                }
            }
        }
        return new AxisMap(from, flip);
    }

    private static int[] mostDecidedFirst(double[][] columns) {
        return IntStream.range(0, 3).boxed()
            .sorted(Comparator.comparingDouble((Integer axis) ->
                -Arrays.stream(columns[axis]).map(Math::abs).max().orElseThrow()))
            .mapToInt(Integer::intValue).toArray();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Orientation other && code().equals(other.code());
    }

    @Override
    public int hashCode() {
        return code().hashCode();
    }

    @Override
    public String toString() {
        return code();
    }
}
