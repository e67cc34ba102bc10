package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Masks to test with, and distances computed the slow and obvious way. */
public final class Masks {

    static final Scores ALL = Scores.of(List.of("all"), ScoreSettings.DEFAULT);

    private static final List<Scores> FAMILIES = Scores.names().stream()
        .filter(name -> !name.matches("default|all|table."))
        .map(name -> Scores.of(List.of(name), ScoreSettings.DEFAULT)).toList();

    private Masks() {
    }

    /** Zeros. */
    public static Volume empty(int[] shape, double... spacing) {
        return Volume.zeros(Geometry.ofSpacing(shape[0], shape[1], shape[2], spacing[0], spacing[1], spacing[2]),
            "mask");
    }

    /** Sets a half-open box to {@code label}. */
    public static Volume fill(Volume volume, int label, int x0, int x1, int y0, int y1, int z0, int z1) {
        for (int z = z0; z < z1; z++) {
            for (int y = y0; y < y1; y++) {
                for (int x = x0; x < x1; x++) {
                    volume.voxels()[volume.index(x, y, z)] = label;
                }
            }
        }
        return volume;
    }

    /** A few random boxes and some single voxels of label 1; never empty. */
    static Volume random(Random random, int[] shape, double... spacing) {
        Volume volume = empty(shape, spacing);
        int boxes = 1 + random.nextInt(3);
        for (int b = 0; b < boxes; b++) {
            int[] from = new int[3];
            int[] to = new int[3];
            for (int a = 0; a < 3; a++) {
                from[a] = random.nextInt(shape[a]);
                to[a] = from[a] + 1 + random.nextInt(shape[a] - from[a]);
            }
            fill(volume, 1, from[0], to[0], from[1], to[1], from[2], to[2]);
        }
        for (int i = 0; i < volume.voxels().length; i++) {
            if (random.nextInt(40) == 0) {
                volume.voxels()[i] = 1 - volume.voxels()[i];
            }
        }
        volume.voxels()[random.nextInt(volume.voxels().length)] = 1;
        return volume;
    }

    /** A shape with 1 to {@code most} voxels along each axis. */
    static int[] randomShape(Random random, int most) {
        return random.ints(3, 1, most + 1).toArray();
    }

    /** Spacings between 0.2 and 4.2. */
    static double[] randomSpacing(Random random) {
        return random.doubles(3, 0.2, 4.2).toArray();
    }

    static LabelPair pair(Volume reference, Volume predicted) {
        return LabelPair.of(LabelMap.of(reference), LabelMap.of(predicted), 1);
    }

    /** The score of a column for label 1; of its family alone, since all of them take a while. */
    static double score(String column, Volume reference, Volume predicted) {
        Scores family = FAMILIES.stream().filter(scores -> scores.columns().contains(column)).findFirst().orElse(ALL);
        return score(family, column, reference, predicted);
    }

    static double score(Scores scores, String column, Volume reference, Volume predicted) {
        int index = scores.columns().indexOf(column);
        assertTrue(index >= 0, column);
        return scores.measure(pair(reference, predicted))[index];
    }

    /** Border voxels of a volume, each {x, y, z}, straight from the definition. */
    static List<int[]> border(Volume v) {
        int[] shape = v.geometry().shape();
        List<int[]> border = new ArrayList<>();
        for (int i = 0; i < v.voxels().length; i++) {
            int[] p = {i % shape[0], i / shape[0] % shape[1], i / (shape[0] * shape[1])};
            boolean open = shape[0] * shape[1] * shape[2] == 1;
            for (int axis = 0; axis < 3; axis++) {
                for (int step = -1; step <= 1; step += 2) {
                    int[] n = p.clone();
                    n[axis] += step;
                    boolean beyond = n[axis] < 0 || n[axis] >= shape[axis];
                    open |= shape[axis] > 1 && (beyond || v.get(n[0], n[1], n[2]) == 0);
                }
            }
            if (v.voxels()[i] != 0 && open) {
                border.add(p);
            }
        }
        return border;
    }

    /** From each point of {@code from} to the nearest of {@code to}, comparing all with all. */
    static double[] nearest(List<int[]> from, List<int[]> to, double[] spacing) {
        double[] distances = new double[from.size()];
        for (int i = 0; i < distances.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int[] q : to) {
                double sum = 0;
                for (int a = 0; a < 3; a++) {
                    double d = (from.get(i)[a] - q[a]) * spacing[a];
                    sum += d * d;
                }
                best = Math.min(best, sum);
            }
            distances[i] = Math.sqrt(best);
        }
        return distances;
    }
}
