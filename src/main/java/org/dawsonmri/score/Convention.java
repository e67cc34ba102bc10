package org.dawsonmri.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.score.SurfaceScores.SurfaceMeasurement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which program's definitions the overlap and surface scores follow: what a surface is, what a score is where a mask is
 * empty, and whether it is a ratio or a percentage. A score that a program defines as Dawson does keeps its column's
 * name; one that it defines otherwise says so in its name, {@code hd95_monai_mm}.
 *
 * <p>Lesion, skeleton, slice, volume and probability scores have one definition each and follow no convention.
 */
public enum Convention implements Function<LabelPair, SurfaceMeasurement> {

    /** MedPy's surfaces; what has nothing to measure is undefined, what was missed or made up has no overlap. */
    DAWSON(SurfaceDistances::of, Map.of(), Set.of()),

    /** MedPy: border voxels, from centre to centre; percentiles of both directions in one list. */
    MEDPY(SurfaceDistances::of, Map.of(
        "dice", new EmptyRule(1.0, 0.0, 0.0),
        "jaccard", new EmptyRule(1.0, 0.0, 0.0),
        "precision", new EmptyRule(0.0, 0.0, 0.0),
        "recall", new EmptyRule(0.0, 0.0, 0.0)), Set.of()),

    /** MONAI: as MedPy, but a percentile is taken in each direction, and the larger one counts. */
    MONAI(pair -> SurfaceDistances.of(pair).perDirection(), Map.of(
        "dice", new EmptyRule(Double.NaN, Double.NaN, 0.0),
        "jaccard", new EmptyRule(Double.NaN, Double.NaN, 0.0),
        "precision", new EmptyRule(Double.NaN, 0.0, Double.NaN),
        "recall", new EmptyRule(Double.NaN, Double.NaN, 0.0),
        "hd", EmptyRule.INFINITE_IF_ONE,
        "hd95", EmptyRule.INFINITE_IF_ONE,
        "assd", EmptyRule.INFINITE_IF_ONE,
        "asd_from_predicted", EmptyRule.INFINITE_IF_ONE,
        "asd_from_reference", EmptyRule.INFINITE_IF_ONE,
        "surface_dice", new EmptyRule(Double.NaN, 0.0, 0.0)), Set.of()),

    /** DeepMind: surface elements at voxel corners, weighted by their area, see {@link SurfaceElements}. */
    DEEPMIND(SurfaceElements::of, Map.of(
        "hd", EmptyRule.INFINITE,
        "hd95", EmptyRule.INFINITE,
        "assd", EmptyRule.INFINITE_IF_ONE,
        "asd_from_predicted", new EmptyRule(Double.NaN, Double.POSITIVE_INFINITY, Double.NaN),
        "asd_from_reference", new EmptyRule(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY),
        "surface_dice", new EmptyRule(Double.NaN, 0.0, 0.0)), Set.of()),

    /** Anima, the tool of MICCAI 2016: its Hausdorff distance is that of whole masks; 0/0 is undefined. */
    ANIMA(SurfaceDistances::ofMasks, Map.of(
        "precision", new EmptyRule(Double.NaN, 0.0, Double.NaN),
        "recall", new EmptyRule(Double.NaN, Double.NaN, 0.0),
        "hd", EmptyRule.UNDEFINED), Set.of()),

    /** The first paper: Dice with 1 added above and below the line, averaged over all slices, empty ones included. */
    SEED1(SurfaceDistances::of, Map.of("dice", EmptyRule.IN_FORMULA), Set.of()),

    /** The second paper's code: percentages but for Dice, and 0 for 0/0 but for Dice. */
    SEED2(SurfaceDistances::of, Map.of(
        "jaccard", new EmptyRule(0.0, 0.0, 0.0),
        "precision", new EmptyRule(0.0, 0.0, 0.0),
        "recall", new EmptyRule(0.0, 0.0, 0.0)),
        Set.of("jaccard", "precision", "recall", "specificity", "accuracy"));

    private final Function<LabelPair, SurfaceMeasurement> surfaces;
    private final Map<String, EmptyRule> ifEmpty;
    private final Set<String> percentages;

    Convention(Function<LabelPair, SurfaceMeasurement> surfaces, Map<String, EmptyRule> ifEmpty,
            Set<String> percentages) {
        this.surfaces = surfaces;
        this.ifEmpty = ifEmpty;
        this.percentages = percentages;
    }

    /**
     * @param name {@code dawson}, {@code medpy}, {@code monai}, {@code deepmind}, {@code anima}, {@code seed1} or
     *        {@code seed2}, in any case
     * @throws DawsonException if it is none of these
     */
    public static Convention of(String name) {
        return Arrays.stream(values()).filter(c -> c.text().equals(name.strip().toLowerCase(Locale.ROOT))).findFirst()
            .orElseThrow(() -> new DawsonException("convention '" + name + "' does not exist; choose among "
                + Arrays.stream(values()).map(Convention::text).collect(Collectors.joining(", "))));
    }

    /** The name on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Measures the surfaces of a pair of which neither mask is empty. */
    @Override
    public SurfaceMeasurement apply(LabelPair pair) {
        return surfaces.apply(pair);
    }

    /** True if the program's definition of a score, its unit included, is not Dawson's. */
    boolean differsIn(String score) {
        return ifEmpty.containsKey(score) || percentages.contains(score);
    }

    /** The rule for empty masks of a score, {@code otherwise} if the program has none of its own. */
    EmptyRule ifEmpty(String score, EmptyRule otherwise) {
        return ifEmpty.getOrDefault(score, otherwise);
    }

    /** True if the program gives the score in percent. */
    boolean isPercentage(String score) {
        return percentages.contains(score);
    }

    /**
     * What a score is where its masks leave nothing to compute it from; null is what its formula says.
     *
     * @param both value if both masks are empty
     * @param reference value if only the reference is empty
     * @param prediction value if only the prediction is empty
     */
    public record EmptyRule(Double both, Double reference, Double prediction) {

        public static final EmptyRule UNDEFINED = new EmptyRule(Double.NaN, Double.NaN, Double.NaN);
        /** The formula itself has values there. */
        public static final EmptyRule IN_FORMULA = new EmptyRule(null, null, null);
        /** What was missed or made up counts as 0. */
        public static final EmptyRule ZERO_IF_ONE = new EmptyRule(Double.NaN, 0.0, 0.0);
        static final EmptyRule INFINITE =
            new EmptyRule(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        static final EmptyRule INFINITE_IF_ONE =
            new EmptyRule(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        double of(Status status, DoubleSupplier formula) {
            Double value = switch (status) {
                case EMPTY_BOTH -> both;
                case EMPTY_REF -> reference;
                case EMPTY_PRED -> prediction;
                default -> null;
            };
            return value == null ? formula.getAsDouble() : value;
        }

        EmptyRule times(double factor) {
            return new EmptyRule(times(both, factor), times(reference, factor), times(prediction, factor));
        }

        private static Double times(Double value, double factor) {
            return value == null ? null : Double.valueOf(factor * value);
        }
    }
}
