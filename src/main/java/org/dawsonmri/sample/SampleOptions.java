package org.dawsonmri.sample;

import org.dawsonmri.DawsonException;

import java.util.Arrays;

/**
 * What a synthetic dataset shall be like. Immutable.
 *
 * <p>The scans cover a box of 1 × 1.2 × 1 times its width; a head of normal size has one 192 mm wide. A size
 * alone gives cubic voxels of 192 mm / size, a spacing alone as many voxels as a normal head needs. With both, the box
 * is size voxels of that spacing wide and the head is as much smaller or larger.
 *
 * <pre>{@code
 * SampleData.write(dir, SampleOptions.of(4, 96, null).withSeed(7), Progress.NONE);
 * }</pre>
 */
public final class SampleOptions {

    /** Ten subjects, 96 × 115 × 96 voxels of 2 mm, seed 1, axes along the scanner's. */
    public static final SampleOptions DEFAULT = new SampleOptions(10, null, null, false, 1);

    /** Width of the box around a head of normal size. */
    static final double NORMAL_WIDTH_MM = 192;

    private static final int MAX_SUBJECTS = 999;
    private static final int MIN_SLICES = 8;
    private static final int MIN_SIZE = 16;
    private static final int MAX_SIZE = 320;
    private static final int NORMAL_SIZE = 96;

    private final int subjects;
    private final Integer size;
    private final double[] spacing;
    private final boolean oblique;
    private final long seed;

    private SampleOptions(int subjects, Integer size, double[] spacing, boolean oblique, long seed) {
        this.subjects = subjects;
        this.size = size;
        this.spacing = spacing;
        this.oblique = oblique;
        this.seed = seed;
    }

    /**
     * @param subjects how many, 1 to 999
     * @param size voxels from left to right, 16 to 320, or null
     * @param spacing mm along the three axes, or null
     * @throws DawsonException if that cannot be drawn
     */
    public static SampleOptions of(int subjects, Integer size, double[] spacing) {
        if (subjects < 1 || subjects > MAX_SUBJECTS) {
            throw new DawsonException("the number of subjects is " + subjects + "; give 1 to " + MAX_SUBJECTS);
        }
        if (size != null && (size < MIN_SIZE || size > MAX_SIZE)) {
            throw new DawsonException("the size is " + size + " voxels; give " + MIN_SIZE + " to " + MAX_SIZE);
        }
        if (spacing != null && (spacing.length != 3
            || !Arrays.stream(spacing).allMatch(v -> v > 0 && Double.isFinite(v)))) {
            throw new DawsonException("a spacing is three numbers of mm above 0, found " + Arrays.toString(spacing));
        }
        SampleOptions options = new SampleOptions(subjects, size, spacing == null ? null : spacing.clone(), false, 1);
        options.checkVoxels();
        return options;
    }

    /** Turns each subject's slices away from the scanner's axes, by up to 12°. */
    public SampleOptions withOblique(boolean turned) {
        return new SampleOptions(subjects, size, spacing, turned, seed);
    }

    public SampleOptions withSeed(long number) {
        return new SampleOptions(subjects, size, spacing, oblique, number);
    }

    public int subjects() {
        return subjects;
    }

    public boolean oblique() {
        return oblique;
    }

    public long seed() {
        return seed;
    }

    /** Spacing of the scans in mm. */
    public double[] spacing() {
        double cubic = NORMAL_WIDTH_MM / (size == null ? NORMAL_SIZE : size);
        return spacing == null ? new double[] {cubic, cubic, cubic} : spacing.clone();
    }

    /** Voxels of the scans along the three axes. */
    public int[] shape() {
        double[] mm = spacing();
        int[] shape = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            shape[axis] = (int) Math.max(1, Math.round(widthMm() * (axis == 1 ? 1.2 : 1) / mm[axis]));
        }
        return shape;
    }

    /** Width of the box in mm. */
    double widthMm() {
        return size == null || spacing == null ? NORMAL_WIDTH_MM : size * spacing[0];
    }

    private void checkVoxels() {
        double[] mm = spacing();
        double finest = Math.min(mm[0], Math.min(mm[1], mm[2]));
        double coarsest = Math.max(mm[0], Math.max(mm[1], mm[2]));
        if (widthMm() / finest > MAX_SIZE || widthMm() / coarsest < MIN_SLICES) {
            throw new DawsonException("a head " + Math.round(widthMm()) + " mm wide cannot be drawn at a spacing of "
                + Arrays.toString(mm) + " mm; it takes " + MIN_SLICES + " to " + MAX_SIZE + " voxels along each axis");
        }
    }
}
