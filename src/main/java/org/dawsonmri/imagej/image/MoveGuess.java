package org.dawsonmri.imagej.image;

import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges whether voxels of an image of unchanged shape were moved although their values changed, too: by interpolation,
 * a filter, a conversion. The means about the landmarks are compared with the means about the places where they would
 * lie after some move, by rank, so that no brightening or thresholding matters. A filter leaves an image that is best
 * explained by staying; what was flipped, turned, shifted or scaled is explained much better by that.
 */
final class MoveGuess {

    /** With fewer landmarks some move or other explains anything. */
    private static final int FEWEST = 100;
    private static final int FEWEST_INSIDE = 50;
    /** So many of the landmarks that the image has room for have to lie within it. */
    private static final double PART_INSIDE = 0.5;
    /** No move is believed that explains less. */
    private static final double LEAST = 0.6;
    /** A move has to leave less than this part unexplained of what staying leaves. */
    private static final double BETTER = 0.4;
    private static final double SMALL = 0.4;
    private static final int STARTS = 4;
    private static final int ROUNDS = 4;
    private static final int STEPS = 8;
    private static final double[] FIRST_STEP = {2, 2, 1, 2, 0.04, 0.04};

    private final Landmarks marks;
    private final int[] shape;
    private final float[] means;
    private final double leastInside;

    MoveGuess(Landmarks marks, Volume image) {
        this.marks = marks;
        this.shape = image.geometry().shape();
        this.means = BoxMeans.all(image.voxels(), shape, Landmarks.reach(marks.shape()));
        double room = Arrays.stream(marks.shape()).asDoubleStream()
            .reduce(image.voxels().length, (v, size) -> v / size);
        this.leastInside = Math.max(FEWEST_INSIDE, PART_INSIDE * Math.min(1, room) * marks.size());
    }

    /** What was done to the voxels of an image of unchanged shape, in words; null if they most likely stayed. */
    String find() {
        if (marks.size() < FEWEST) {
            return null;
        }
        double staying = explained(Way.STAY);
        Scored<Way> way = best(ways()).limit(STARTS).map(this::climb).max(Comparator.naturalOrder()).orElseThrow();
        Scored<VoxelMove> turn = turns().map(t -> new Scored<>(t, explained(t))).max(Comparator.naturalOrder())
            .orElseThrow();
        double moved = Math.max(way.score, turn.score);
        boolean turned = turn.score >= way.score;
        if (moved < LEAST || 1 - moved >= BETTER * (1 - staying) || !turned && way.what.isSmall(marks, shape)) {
            return null;
        }
        return turned ? turn.what.text() : way.what.text();
    }

    // -- Moves --

    /** A shift after a turn within the slices and a scale, both about the middle; in voxels and degrees. */
    private record Way(double x, double y, double z, double degrees, double scaleX, double scaleY) {

        private static final Way STAY = new Way(0, 0, 0, 0, 1, 1);

        private Way changed(int what, double by) {
            double[] d = new double[6];
            d[what] = by;
            return new Way(x + d[0], y + d[1], z + d[2], degrees + d[3], scaleX * (1 + d[4]), scaleY * (1 + d[5]));
        }

        private double[] apply(int[] old, int[] shape) {
            double middleX = (shape[0] - 1) / 2.0;
            double middleY = (shape[1] - 1) / 2.0;
            double cos = Math.cos(Math.toRadians(degrees));
            double sin = Math.sin(Math.toRadians(degrees));
            double fromX = old[0] - middleX;
            double fromY = old[1] - middleY;
            return new double[] {middleX + scaleX * (cos * fromX - sin * fromY) + x,
                middleY + scaleY * (sin * fromX + cos * fromY) + y, old[2] + z};
        }

        /** Less than half a voxel is no move. */
        private boolean isSmall(Landmarks marks, int[] shape) {
            return IntStream.range(0, marks.size()).mapToDouble(i -> {
                int[] old = marks.position(i);
                double[] now = apply(old, shape);
                return Math.hypot(Math.hypot(now[0] - old[0], now[1] - old[1]), now[2] - old[2]);
            }).average().orElse(0) < SMALL;
        }

        private String text() {
            boolean turned = Math.abs(degrees) >= 0.5;
            boolean scaled = Math.abs(scaleX - 1) >= 0.02 || Math.abs(scaleY - 1) >= 0.02;
            return turned ? String.format(Locale.ROOT, "turned by about %.0f°", degrees)
                : scaled ? String.format(Locale.ROOT, "scaled by about %.2f×%.2f", scaleX, scaleY)
                : String.format(Locale.ROOT, "shifted by about %.1f, %.1f, %.1f voxels", x, y, z);
        }
    }

    /** Something and how well it explains the image. */
    private record Scored<T>(T what, double score) implements Comparable<Scored<T>> {

        @Override
        public int compareTo(Scored<T> other) {
            return Double.compare(score, other.score);
        }
    }

    private Stream<Way> ways() {
        Stream<Way> shifts = range(8).boxed().flatMap(i -> range(8)
            .mapToObj(j -> new Way(i * shape[0] / 40.0, j * shape[1] / 40.0, 0, 0, 1, 1)));
        Stream<Way> slices = range(8).mapToObj(i -> new Way(0, 0, i * shape[2] / 40.0, 0, 1, 1));
        Stream<Way> turns = range(60).mapToObj(i -> new Way(0, 0, 0, 3 * i, 1, 1));
        Stream<Way> scales = range(16).mapToObj(i -> Math.pow(2, i / 16.0)).flatMap(s -> Stream.of(
            new Way(0, 0, 0, 0, s, s), new Way(0, 0, 0, 0, s, 1), new Way(0, 0, 0, 0, 1, s)));
        return Stream.of(shifts, slices, turns, scales).flatMap(s -> s);
    }

    private static IntStream range(int end) {
        return IntStream.rangeClosed(-end, end);
    }

    private Stream<Scored<Way>> best(Stream<Way> ways) {
        return ways.parallel().map(way -> new Scored<>(way, explained(way))).sorted(Comparator.reverseOrder());
    }

    /** Follows the way uphill, by ever smaller steps. */
    private Scored<Way> climb(Scored<Way> start) {
        Scored<Way> top = start;
        for (int round = 0; round < ROUNDS; round++) {
            for (int n = 0; n < STEPS; n++) {
                Way here = top.what;
                double part = Math.pow(0.5, round);
                Scored<Way> next = best(IntStream.range(0, 2 * FIRST_STEP.length)
                    .mapToObj(k -> here.changed(k / 2, (k % 2 == 0 ? part : -part) * FIRST_STEP[k / 2])))
                    .findFirst().orElseThrow();
                if (next.score <= top.score) {
                    break;
                }
                top = next;
            }
        }
        return top;
    }

    private Stream<VoxelMove> turns() {
        return VoxelMove.turns().stream().skip(1)
            .filter(turn -> IntStream.range(0, 3).allMatch(axis -> shape[turn.from()[axis]] == shape[axis]))
            .map(turn -> turn.filling(shape));
    }

    // -- How well they explain the image --

    /** How well a move explains the image, from 0 to 1. */
    double explained(VoxelMove move) {
        return explained(old -> new double[] {move.apply(0, old), move.apply(1, old), move.apply(2, old)});
    }

    private double explained(Way way) {
        return explained(old -> way.apply(old, shape));
    }

    private double explained(Function<int[], double[]> to) {
        double[] then = new double[marks.size()];
        double[] now = new double[marks.size()];
        int inside = 0;
        for (int i = 0; i < then.length; i++) {
            double[] place = to.apply(marks.position(i));
            double mean = at(place);
            if (!Double.isNaN(mean)) {
                then[inside] = marks.mean()[i];
                now[inside++] = mean;
            }
        }
        return inside < leastInside ? 0
            : RankCorrelation.squared(Arrays.copyOf(then, inside), Arrays.copyOf(now, inside));
    }

    /** The mean about a place between voxels; NaN outside of the image. */
    private double at(double[] place) {
        int[] base = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            base[axis] = (int) Math.floor(place[axis]);
        }
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int index = 0;
            boolean inside = true;
            for (int axis = 2; axis >= 0; axis--) {
                int at = base[axis] + (corner >> axis & 1);
                weight *= 1 - Math.abs(place[axis] - at);
                index = index * shape[axis] + at;
                inside &= at >= 0 && at < shape[axis];
            }
            if (weight > 0) {
                sum += inside ? weight * means[index] : Double.NaN;
            }
        }
        return sum;
    }
}
