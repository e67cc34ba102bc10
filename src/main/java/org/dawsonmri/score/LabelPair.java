package org.dawsonmri.score;

import org.dawsonmri.score.LabelMap.Box;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One class in reference and prediction, which lie in the same grid. Counts voxels at once and makes larger
 * measurements when first asked, so that every score of a class shares the work. Not for several threads.
 *
 * <p>Both masks are cropped to the box that holds both. That changes no score: outside of it both are background, and
 * borders count what lies beyond the edge as background.
 */
public final class LabelPair {

    private final Mask reference;
    private final Mask predicted;
    private final Grid grid;
    private final long truePositives;
    private final long falsePositives;
    private final long falseNegatives;
    private final Probability probability;
    private final Map<Function<LabelPair, ?>, Object> measured = new HashMap<>();

    private LabelPair(Mask reference, Mask predicted, Grid grid, Probability probability) {
        this.probability = probability;
        this.reference = reference;
        this.predicted = predicted;
        this.grid = grid;
        long both = 0;
        for (int i = 0; i < reference.inside().length; i++) {
            if (reference.inside()[i] && predicted.inside()[i]) {
                both++;
            }
        }
        truePositives = both;
        falsePositives = predicted.count() - both;
        falseNegatives = reference.count() - both;
    }

    /**
     * Where the cropped masks lie and how large their voxels are.
     *
     * @param box the part of the image that the masks hold
     * @param shape voxels of the whole image along x, y and z
     * @param spacingMm distance between voxel centres along x, y and z in mm
     * @param voxelMm3 volume of a voxel in mm³
     * @param axialAxis the axis across which axial slices are stacked: the one nearest to inferior-superior
     */
    public record Grid(Box box, int[] shape, double[] spacingMm, double voxelMm3, int axialAxis) {

        static Grid of(Geometry geometry, Box box) {
            String code = Orientation.of(geometry.affine()).code();
            int axial = Math.max(code.indexOf('S'), code.indexOf('I'));
            return new Grid(box, geometry.shape(), geometry.spacingMm(), geometry.voxelVolumeMm3(), axial);
        }

        /** No voxel at all. */
        static Grid none() {
            return new Grid(new Box(0, 0, 0, 0, 0, 0), new int[3], new double[] {1, 1, 1}, 1, 2);
        }

        /** Voxels of the whole image. */
        public long voxels() {
            return (long) shape[0] * shape[1] * shape[2];
        }

        /** The axes of a single voxel in the whole image. */
        public boolean[] flat() {
            return new boolean[] {shape[0] == 1, shape[1] == 1, shape[2] == 1};
        }
    }

    /**
     * A class's probabilities beside the reference's mask, both of the whole image: far from both masks a probability
     * that is not 0 counts, too.
     */
    public record Probability(boolean[] reference, float[] values) { }

    /** The voxels of {@code label} in two maps of the same shape; the reference's geometry gives the millimetres. */
    public static LabelPair of(LabelMap reference, LabelMap predicted, int label) {
        return of(reference, predicted, label, null);
    }

    /**
     * The same with a map of the label's probabilities.
     *
     * @param probabilities of the same shape, or null if there are none
     */
    public static LabelPair of(LabelMap reference, LabelMap predicted, int label, ProbabilityMap probabilities) {
        Box box = Box.union(reference.box(label), predicted.box(label));
        if (box == null) {
            box = new Box(0, 0, 0, 0, 0, 0);
        }
        Probability probability = probabilities == null ? null : new Probability(
            reference.mask(label, reference.box(0)).inside(), probabilities.values());
        return new LabelPair(reference.mask(label, box), predicted.mask(label, box),
            Grid.of(reference.geometry(), box), probability);
    }

    /** A class that is in neither map. */
    public static LabelPair absent() {
        Mask nothing = new Mask(new boolean[0], 0, 0, 0);
        return new LabelPair(nothing, nothing, Grid.none(), null);
    }

    public Status status() {
        return Status.of(referenceVoxels(), predictedVoxels());
    }

    /** The class in the reference, cropped to {@link Grid#box}. */
    public Mask reference() {
        return reference;
    }

    /** The class in the prediction, cropped to {@link Grid#box}. */
    public Mask predicted() {
        return predicted;
    }

    /** The class's probabilities, or null if there are none. */
    public Probability probability() {
        return probability;
    }

    public Grid grid() {
        return grid;
    }

    /** Voxels in both. */
    public long truePositives() {
        return truePositives;
    }

    /** Voxels in the prediction only. */
    public long falsePositives() {
        return falsePositives;
    }

    /** Voxels in the reference only. */
    public long falseNegatives() {
        return falseNegatives;
    }

    /** Voxels of the image in neither. */
    public long trueNegatives() {
        return grid.voxels() - truePositives - falsePositives - falseNegatives;
    }

    public long referenceVoxels() {
        return truePositives + falseNegatives;
    }

    public long predictedVoxels() {
        return truePositives + falsePositives;
    }

    /** Volume of one voxel in mm³. */
    public double voxelMm3() {
        return grid.voxelMm3();
    }

    /**
     * Makes a measurement that several scores read from, once: the same one (by {@code equals}) is handed out again.
     *
     * @param measurement a value that says what to measure: an enum constant, a record, or a constant
     */
    @SuppressWarnings("unchecked") // a measurement is stored under itself, so what is found has its type
    public <T> T measured(Function<LabelPair, T> measurement) {
        Object result = measured.get(measurement);
        if (result == null) {
            result = measurement.apply(this);
            measured.put(measurement, result);
        }
        return (T) result;
    }
}
