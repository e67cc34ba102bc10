package org.dawsonmri.score;

import org.dawsonmri.score.SurfaceScores.SurfaceMeasurement;

import java.util.Arrays;

/**
 * The distances between two surfaces as DeepMind's surface-distance measures them. A surface element lies at each
 * corner between voxels, some of which are inside and some not, and weighs as much as the piece of surface there
 * ({@link ElementAreas}). Distances go from element to nearest element; a percentile is, per direction, the smallest
 * distance that this part of the area does not exceed, and the larger of the two counts.
 *
 * <p>What lies beyond the edge of the image is outside. Along axes of a single voxel in the whole image there are no
 * corners: an image one voxel thick has contours instead of surfaces.
 */
final class SurfaceElements implements SurfaceMeasurement {

    private final Direction fromPredicted;
    private final Direction fromReference;

    private SurfaceElements(Direction fromPredicted, Direction fromReference) {
        this.fromPredicted = fromPredicted;
        this.fromReference = fromReference;
    }

    /** @throws IllegalStateException unless the status is {@link Status#OK} */
    static SurfaceElements of(LabelPair pair) {
        if (pair.status() != Status.OK) {
            throw new IllegalStateException("no surface elements: " + pair.status());
        }
        double[] spacing = pair.grid().spacingMm();
        boolean[] flat = pair.grid().flat();
        double[] areas = ElementAreas.byCode(spacing, flat);
        byte[] reference = codes(pair.reference(), flat);
        byte[] predicted = codes(pair.predicted(), flat);
        Mask referenceElements = elements(pair.reference(), reference, areas, flat);
        Mask predictedElements = elements(pair.predicted(), predicted, areas, flat);
        return new SurfaceElements(
            Direction.of(predictedElements, predicted, areas, DistanceTransform.squared(referenceElements, spacing)),
            Direction.of(referenceElements, reference, areas, DistanceTransform.squared(predictedElements, spacing)));
    }

    @Override
    public double percentile(double percent) {
        return Math.max(fromPredicted.percentile(percent), fromReference.percentile(percent));
    }

    @Override
    public double meanFromPredicted() {
        return fromPredicted.weighted() / fromPredicted.area();
    }

    @Override
    public double meanFromReference() {
        return fromReference.weighted() / fromReference.area();
    }

    @Override
    public double mean() {
        return (fromPredicted.weighted() + fromReference.weighted()) / (fromPredicted.area() + fromReference.area());
    }

    @Override
    public double within(double tolerance) {
        return (fromPredicted.within(tolerance) + fromReference.within(tolerance))
            / (fromPredicted.area() + fromReference.area());
    }

    /**
     * For each corner, which of the voxels around it are inside. NB: the bit of a voxel is the side on which it has the
     * corner, so codes are those of {@link ElementAreas} seen in a mirror, which changes no area.
     */
    private static byte[] codes(Mask mask, boolean[] flat) {
        int nx = mask.nx() + (flat[0] ? 0 : 1);
        int ny = mask.ny() + (flat[1] ? 0 : 1);
        int nz = mask.nz() + (flat[2] ? 0 : 1);
        byte[] codes = new byte[nx * ny * nz];
        int i = 0;
        for (int z = 0; z < mask.nz(); z++) {
            for (int y = 0; y < mask.ny(); y++) {
                for (int x = 0; x < mask.nx(); x++, i++) {
                    for (int side = 0; mask.inside()[i] && side < 8; side++) {
                        int dx = side & 1;
                        int dy = side >> 1 & 1;
                        int dz = side >> 2;
                        if ((dx == 0 || !flat[0]) && (dy == 0 || !flat[1]) && (dz == 0 || !flat[2])) {
                            codes[x + dx + nx * (y + dy + ny * (z + dz))] |= (byte) (1 << side);
                        }
                    }
                }
            }
        }
        return codes;
    }

    private static Mask elements(Mask mask, byte[] codes, double[] areas, boolean[] flat) {
        boolean[] inside = new boolean[codes.length];
        for (int i = 0; i < codes.length; i++) {
            inside[i] = areas[codes[i] & 255] > 0;
        }
        return new Mask(inside, mask.nx() + (flat[0] ? 0 : 1), mask.ny() + (flat[1] ? 0 : 1),
            mask.nz() + (flat[2] ? 0 : 1));
    }

    /**
     * The distances that occur from one surface to the other, ascending, and the area at each.
     *
     * @param distances in mm
     * @param areas in mm² (mm in 2-D)
     * @param area their sum
     */
    private record Direction(double[] distances, double[] areas, double area) {

        static Direction of(Mask from, byte[] codes, double[] areaOfCode, double[] squared) {
            double[] all = new double[Math.toIntExact(from.count())];
            int n = 0;
            for (int i = 0; i < squared.length; i++) {
                if (from.inside()[i]) {
                    all[n++] = squared[i];
                }
            }
            double[] distinct = Arrays.stream(all).sorted().distinct().toArray();
            double[] areas = new double[distinct.length];
            for (int i = 0; i < squared.length; i++) {
                if (from.inside()[i]) {
                    areas[Arrays.binarySearch(distinct, squared[i])] += areaOfCode[codes[i] & 255];
                }
            }
            return new Direction(Arrays.stream(distinct).map(Math::sqrt).toArray(), areas,
                Arrays.stream(areas).sum());
        }

        double weighted() {
            double sum = 0;
            for (int i = 0; i < distances.length; i++) {
                sum += distances[i] * areas[i];
            }
            return sum;
        }

        double within(double tolerance) {
            double sum = 0;
            for (int i = 0; i < distances.length && distances[i] <= tolerance; i++) {
                sum += areas[i];
            }
            return sum;
        }

        double percentile(double percent) {
            double sum = 0;
            for (int i = 0; i < distances.length; i++) {
                sum += areas[i];
                if (sum / area >= percent / 100) {
                    return distances[i];
                }
            }
            return distances[distances.length - 1]; // rounding left the sum below the area
        }
    }
}
