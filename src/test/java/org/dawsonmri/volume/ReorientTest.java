package org.dawsonmri.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class ReorientTest {

    static List<String> codes() {
        return OrientationTest.codes();
    }

    private static Volume counting(Geometry geometry) {
        float[] v = new float[(int) geometry.voxelCount()];
        for (int i = 0; i < v.length; i++) {
            v[i] = i;
        }
        return new Volume(geometry, v, "counting");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyVoxelKeepsItsPlaceAndTheWayBackIsExact(String code) {
        Volume scan = counting(new Geometry(3, 4, 5, OrientationTest.affine(code), SpatialUnit.MILLIMETRE));
        Volume ras = Reorient.to(scan, Orientation.RAS);
        assertEquals("RAS", Orientation.of(ras.geometry().affine()).code());
        assertSamePlaces(scan, ras);
        Volume back = Reorient.backTo(ras, scan.geometry());
        assertSame(scan.geometry(), back.geometry());
        assertArrayEquals(scan.voxels(), back.voxels());
    }

    @Test
    void obliqueGridsComeBackToTheLastBitToo() {
        Affine oblique = Affine.of(-0.1, 0.05, 2.9, 40.125, 0.98, 0.1, 0.2, -70.7, 0.1, -0.97, 0.4, 33.3);
        Volume scan = counting(new Geometry(4, 3, 2, oblique, SpatialUnit.MILLIMETRE));
        assertEquals("AIR", Orientation.of(oblique).code());
        Volume ras = Reorient.to(scan, Orientation.RAS);
        assertArrayEquals(new int[] {2, 4, 3}, ras.geometry().shape());
        assertSamePlaces(scan, ras);
        Volume back = Reorient.backTo(ras, scan.geometry());
        assertSame(scan.geometry(), back.geometry());
        assertArrayEquals(scan.voxels(), back.voxels());
    }

    /** At exactly 45° the rule decides by rounding; the way back must not depend on it. */
    @Test
    void theWayBackIsRightWhereTheOrientationIsATie() {
        double c = Math.sqrt(0.5);
        Volume scan = counting(new Geometry(3, 4, 2, Affine.of(c, -c, 0, 0, c, c, 0, 0, 0, 0, 1, 0),
            SpatialUnit.MILLIMETRE));
        for (String code : codes()) {
            Volume back = Reorient.backTo(Reorient.to(scan, Orientation.parse(code)), scan.geometry());
            assertArrayEquals(scan.voxels(), back.voxels());
        }
    }

    @Test
    void handWorkedFlipAndSwap() {
        Volume scan = counting(new Geometry(2, 3, 1, Affine.scaling(-2, 3, 1), SpatialUnit.MILLIMETRE));
        Volume out = Reorient.to(scan, Orientation.parse("ARS"));
        // scan rows (y = 0, 1, 2): 0 1 / 2 3 / 4 5 with x to the left
        assertArrayEquals(new float[] {1, 3, 5, 0, 2, 4}, out.voxels());
        assertEquals(Affine.of(0, 2, 0, -2, 3, 0, 0, 0, 0, 0, 1, 0), out.geometry().affine());
    }

    @Test
    void whatIsRightAlreadyIsNotCopied() {
        Volume scan = counting(Geometry.ofSpacing(2, 2, 2, 1, 1, 1));
        assertSame(scan, Reorient.to(scan, Orientation.RAS));
    }

    @Test
    void anotherGridIsRefused() {
        Volume scan = counting(Geometry.ofSpacing(2, 2, 2, 1, 1, 1));
        for (Geometry other : List.of(Geometry.ofSpacing(2, 2, 3, 1, 1, 1), Geometry.ofSpacing(2, 2, 2, 1, 1, 1.1),
            new Geometry(2, 2, 2, Affine.identity().withOrigin(1, 0, 0), SpatialUnit.MILLIMETRE))) {
            DawsonException e = assertThrows(DawsonException.class, () -> Reorient.backTo(scan, other));
            assertTrue(e.getMessage().contains("resample"), e.getMessage());
        }
    }

    private static void assertSamePlaces(Volume a, Volume b) {
        Affine toB = b.geometry().affine().inverse();
        for (int z = 0; z < a.geometry().nz(); z++) {
            for (int y = 0; y < a.geometry().ny(); y++) {
                for (int x = 0; x < a.geometry().nx(); x++) {
                    double[] world = a.geometry().affine().apply(x, y, z);
                    double[] p = toB.apply(world[0], world[1], world[2]);
                    assertEquals(a.get(x, y, z),
                        b.get((int) Math.rint(p[0]), (int) Math.rint(p[1]), (int) Math.rint(p[2])));
                }
            }
        }
    }
}
