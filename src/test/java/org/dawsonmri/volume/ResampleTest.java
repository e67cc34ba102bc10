package org.dawsonmri.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.TreeSet;

class ResampleTest {

    private static final Affine OBLIQUE =
        Affine.of(0.9, 0.1, -0.5, 3, -0.2, 1.4, 0.3, -8, 0.3, -0.1, 2.1, 5);

    private static Geometry grid(int nx, int ny, int nz) {
        return Geometry.ofSpacing(nx, ny, nz, 1, 1, 1);
    }

    private static Volume line(int axis, float... values) {
        int[] shape = {1, 1, 1};
        shape[axis] = values.length;
        return new Volume(grid(shape[0], shape[1], shape[2]), values, "line");
    }

    private static float[] numbers(String text) {
        String[] words = text.trim().split(" +");
        float[] out = new float[words.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Float.parseFloat(words[i]);
        }
        return out;
    }

    /** skimage.transform.resize(x, (n,), order=1, preserve_range=True): specs/training_pipeline.md 6.3, and more. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 1 4 9 16 25 | 0.715012 6.715012 19.642589",
        "0 1 4 9 16 25 | 0.25067 3.25067 10.75067 22.745642",
        "0 1 4 9 16 25 | .166667 .5 1.5 3.5 6.5 10.166667 14.833333 20.5 23.5",
        "0 1 4 9 16 25 | .25 .25 .75 1.75 3.25 5.25 7.75 10.75 14.25 18.25 22.75 22.75",
        "0 0 1 1 0 1 | .053621 .893153 .500132",
        "1 5 2 | 3.275177",
        "3 1 4 1 5 9 2 6 5 3 5 8 | 3.407885 4.927768"})
    void linearOnTheSameFieldOfViewIsThatOfTheReference(String in, String expected) {
        for (int axis = 0; axis < 3; axis++) {
            Volume scan = line(axis, numbers(in));
            int[] shape = {1, 1, 1};
            shape[axis] = numbers(expected).length;
            Volume out = Resample.linear(scan, Resample.geometryWithShape(scan.geometry(), shape));
            assertArrayEquals(numbers(expected), out.voxels(), 1e-5f, "axis " + axis);
        }
    }

    /** The same call on arange(60)**1.5 as 5×4×3 (z, y, x), to 3×7×2: one axis grows while the others shrink. */
    @Test
    void linearInThreeDimensionsIsThatOfTheReference() {
        float[] in = new float[60];
        for (int i = 0; i < in.length; i++) {
            in[i] = (float) Math.pow(i, 1.5);
        }
        Volume scan = new Volume(grid(3, 4, 5), in, "powers");
        Volume out = Resample.linear(scan, Resample.geometryWithShape(scan.geometry(), new int[] {2, 7, 3}));
        assertArrayEquals(numbers("17.23548 21.82449 18.5878 23.44192 23.9971 29.91164 31.05096 37.71498 38.50727"
            + " 45.86101 47.13618 55.07227 49.29341 57.37509 124.56697 135.94181 127.82649 139.29516 140.86457"
            + " 152.70859 154.55094 166.75299 168.41777 180.97326 182.89956 195.79367 186.52 199.49877 301.0709"
            + " 316.19821 305.40129 320.59987 322.72286 338.2065 340.53957 356.30036 358.49553 374.53132 376.93119"
            + " 393.23478 381.5401 397.91065"), out.voxels(), 1e-4f);
    }

    @Test
    void axisWiseAndVoxelWiseInterpolationAgree() {
        float[] in = new float[6 * 5 * 4];
        for (int i = 0; i < in.length; i++) {
            in[i] = (i * 37) % 101;
        }
        Volume scan = new Volume(new Geometry(6, 5, 4, OBLIQUE, SpatialUnit.MILLIMETRE), in, "scan");
        Geometry target = Resample.geometryWithShape(scan.geometry(), new int[] {8, 5, 9});
        float[] expected = Resample.linear(scan, target).voxels();
        // the same target with its axes in another order has to go voxel by voxel
        Volume turned = Resample.linear(scan, new AxisMap(new int[] {2, 0, 1}, new boolean[] {true, false, true})
            .apply(target));
        assertArrayEquals(expected, Reorient.backTo(turned, target).voxels(), 2e-4f);
    }

    /** A linear ramp in space is reproduced wherever the target lies inside, however it is turned. */
    @Test
    void aRampInSpaceStaysOnAnObliqueGrid() {
        Volume scan = ramp(grid(20, 20, 20));
        Affine inside = Affine.of(0.6, -0.2, 0.1, 6, 0.3, 0.7, 0, 5, 0, 0.1, 0.9, 4);
        Geometry target = new Geometry(6, 7, 8, inside, SpatialUnit.MILLIMETRE);
        assertArrayEquals(ramp(target).voxels(), Resample.linear(scan, target).voxels(), 1e-4f);
    }

    private static Volume ramp(Geometry g) {
        Volume v = Volume.zeros(g, "ramp");
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++) {
                    double[] p = g.affine().apply(x, y, z);
                    v.voxels()[v.index(x, y, z)] = (float) (3 + p[0] - 2 * p[1] + 0.5 * p[2]);
                }
            }
        }
        return v;
    }

    @Test
    void outsideTheFieldOfViewIsZero() {
        Volume scan = line(0, 5, 6, 7);
        Geometry shifted = new Geometry(6, 1, 1, Affine.identity().withOrigin(-2, 0, 0), SpatialUnit.MILLIMETRE);
        assertArrayEquals(new float[] {0, 0, 5, 6, 7, 0}, Resample.linear(scan, shifted).voxels());
        assertArrayEquals(new float[] {0, 0, 5, 6, 7, 0}, Resample.nearest(scan, shifted).voxels());
    }

    @Test
    void unitsAreHeeded() {
        Volume scan = line(0, 1, 2, 3, 4);
        Geometry metres = new Geometry(2, 1, 1, Affine.of(1e-3, 0, 0, 1e-3, 0, 1e-3, 0, 0, 0, 0, 1e-3, 0),
            SpatialUnit.METRE);
        assertArrayEquals(new float[] {2, 3}, Resample.nearest(scan, metres).voxels());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11, 12, 23})
    void nearestNeverMakesNewLabels(int n) {
        Volume labels = line(1, 0, 0, 3, 3, 7, 7, 0, 9, 9, 9, 0, 0);
        Volume out = Resample.nearest(labels, Resample.geometryWithShape(labels.geometry(), new int[] {1, n, 1}));
        for (float v : out.voxels()) {
            assertTrue(v == 0 || v == 3 || v == 7 || v == 9, "label " + v);
        }
    }

    /** Halving puts each position exactly between two voxels; rounding must not make the choice flicker. */
    @Test
    void tiesGoToTheHigherIndexEverywhere() {
        float[] in = new float[240];
        float[] expected = new float[120];
        for (int i = 0; i < in.length; i++) {
            in[i] = i;
            expected[i / 2] = i / 2 * 2 + 1;
        }
        Volume scan = new Volume(new Geometry(240, 1, 1, OBLIQUE, SpatialUnit.MILLIMETRE), in, "count");
        Geometry half = Resample.geometryWithShape(scan.geometry(), new int[] {120, 1, 1});
        assertArrayEquals(expected, Resample.nearest(scan, half).voxels());
    }

    @Test
    void labelsKeepTheirClassesOrAreRefused() {
        Volume labels = line(2, 0, 0, 0, 0, 1, 1, 1, 1, 2, 0, 0, 0);
        Volume coarse = Resample.labels(labels, new double[] {1, 1, 0.5});
        assertEquals(24, coarse.geometry().nz());
        TreeSet<Float> seen = new TreeSet<>();
        for (float v : coarse.voxels()) {
            seen.add(v);
        }
        assertEquals(new TreeSet<>(Arrays.asList(0f, 1f, 2f)), seen);
        DawsonException e = assertThrows(DawsonException.class,
            () -> Resample.labels(labels, new double[] {1, 1, 4}));
        assertTrue(e.getMessage().contains("label 2.0 (1 voxels)"), e.getMessage());
    }

    @Test
    void probabilitiesStayProbabilities() {
        Volume p = line(0, 0, 1, 1, 0.25f);
        Volume fine = Resample.probabilities(p, Resample.geometryWithShape(p.geometry(), new int[] {8, 1, 1}));
        assertArrayEquals(new float[] {.25f, .25f, .75f, 1, 1, .8125f, .4375f, .4375f}, fine.voxels(), 1e-6f);
    }

    @Test
    void aGridWithSpacingHasExactlyThatAndTheSameCentre() {
        Geometry g = new Geometry(10, 11, 7, OBLIQUE, SpatialUnit.MILLIMETRE);
        Geometry out = Resample.geometryWithSpacing(g, new double[] {1, 2, 0.7});
        assertArrayEquals(new double[] {1, 2, 0.7}, out.spacingMm(), 1e-12);
        for (int axis = 0; axis < 3; axis++) {
            double old = g.size(axis) * g.spacingMm(axis);
            assertEquals(old, out.size(axis) * out.spacingMm(axis), out.spacingMm(axis) / 2 + 1e-9);
        }
        assertArrayEquals(g.affine().apply(4.5, 5, 3), out.affine().apply((out.nx() - 1) / 2.0,
            (out.ny() - 1) / 2.0, (out.nz() - 1) / 2.0), 1e-9);
    }

    @Test
    void aGridWithShapeCoversTheSameFieldOfView() {
        Geometry g = new Geometry(10, 11, 7, OBLIQUE, SpatialUnit.MILLIMETRE);
        Geometry out = Resample.geometryWithShape(g, new int[] {256, 3, 7});
        assertArrayEquals(g.affine().apply(-0.5, -0.5, -0.5), out.affine().apply(-0.5, -0.5, -0.5), 1e-9);
        assertArrayEquals(g.affine().apply(9.5, 10.5, 6.5), out.affine().apply(255.5, 2.5, 6.5), 1e-9);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        Geometry g = grid(10, 10, 10);
        for (double[] mm : new double[][] {{1, 1}, {1, 0, 1}, {1, -1, 1}, {Double.NaN, 1, 1}, {1e-9, 1, 1}}) {
            assertThrows(DawsonException.class, () -> Resample.geometryWithSpacing(g, mm));
        }
        assertThrows(DawsonException.class, () -> Resample.geometryWithShape(g, new int[] {4, 0, 4}));
        Volume flat = new Volume(new Geometry(1, 1, 1, Affine.scaling(1, 0, 1), SpatialUnit.MILLIMETRE), new float[1],
            "flat.nii");
        DawsonException e = assertThrows(DawsonException.class, () -> Resample.linear(flat, g));
        assertTrue(e.getMessage().startsWith("flat.nii: "), e.getMessage());
    }
}
