package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {

    /** Voxel (x, y, z) holds 100x + 10y + z. */
    private static Volume volume() {
        Volume v = Volume.zeros(Geometry.ofSpacing(2, 3, 4, 1, 1, 1), "digits");
        for (int z = 0; z < 4; z++) {
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 2; x++) {
                    v.voxels()[v.index(x, y, z)] = 100 * x + 10 * y + z;
                }
            }
        }
        return v;
    }

    @Test
    void thePlanesHoldTheOtherTwoAxesInOrder() {
        assertArrayEquals(new float[] {3, 103, 13, 113, 23, 123}, Slices.plane(volume(), 2, 3));
        assertArrayEquals(new float[] {20, 120, 21, 121, 22, 122, 23, 123}, Slices.plane(volume(), 1, 2));
        assertArrayEquals(new float[] {100, 110, 120, 101, 111, 121, 102, 112, 122, 103, 113, 123},
            Slices.plane(volume(), 0, 1));
        assertEquals(3, Slices.width(volume().geometry(), 0));
        assertEquals(4, Slices.height(volume().geometry(), 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void planesPutBackGiveTheVolume(int axis) {
        Volume in = volume();
        Volume out = Volume.zeros(in.geometry(), "out");
        int size = Slices.width(in.geometry(), axis) * Slices.height(in.geometry(), axis);
        float[] buffer = new float[size + 5];
        for (int i = 0; i < in.geometry().size(axis); i++) {
            Slices.get(in, axis, i, buffer, 5);
            Slices.put(out, axis, i, buffer, 5);
        }
        assertArrayEquals(in.voxels(), out.voxels());
    }

    @Test
    void planesThatAreNotThereAreRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> Slices.plane(volume(), 2, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> Slices.plane(volume(), 0, -1));
    }

    @Test
    void theCubeKeepsTheFieldOfView() {
        Geometry cube = Slices.cube(Geometry.ofSpacing(144, 512, 512, 1.2, 0.5, 0.5), 256);
        assertArrayEquals(new int[] {256, 256, 256}, cube.shape());
        assertArrayEquals(new double[] {0.675, 1, 1}, cube.spacingMm(), 1e-12);
    }
}
