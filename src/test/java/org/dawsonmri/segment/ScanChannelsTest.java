package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

/** What a patch is made of. */
class ScanChannelsTest {

    private static final Geometry GRID = Geometry.ofSpacing(9, 7, 6, 1, 1, 1);

    private final Volume a = numbered("A", 1);
    private final Volume b = numbered("B", 1001);
    private final ScanChannels scan = new ScanChannels(List.of(a, b));

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 11})
    void theVoxelOfInterestIsInTheMiddle(int edge) {
        int h = edge / 2;
        float[] patch = new float[scan.patchLength(edge)];
        for (int voxel = 0; voxel < a.voxels().length; voxel++) {
            scan.patch(voxel, edge, PatchFlip.NONE, patch, 0);
            int middle = 2 * ((h * edge + h) * edge + h);
            assertEquals(a.voxels()[voxel], patch[middle]);
            assertEquals(b.voxels()[voxel], patch[middle + 1]);
        }
    }

    @Test
    void everyVoxelOfAPatchIsWhereItBelongsAndZeroOutside() {
        int edge = 5;
        float[] patch = new float[3 + scan.patchLength(edge)];
        Arrays.fill(patch, Float.NaN);
        scan.patch(a.index(7, 1, 3), edge, PatchFlip.NONE, patch, 3);
        for (int z = 0; z < edge; z++) {
            for (int y = 0; y < edge; y++) {
                for (int x = 0; x < edge; x++) {
                    int i = 3 + 2 * ((z * edge + y) * edge + x);
                    assertEquals(value(a, 5 + x, y - 1, 1 + z), patch[i]);
                    assertEquals(value(b, 5 + x, y - 1, 1 + z), patch[i + 1]);
                }
            }
        }
        assertEquals(Float.NaN, patch[2]);
    }

    @Test
    void aFlipMirrorsAboutTheMiddle() {
        int edge = 3;
        int voxel = a.index(4, 3, 2);
        float[] plain = new float[scan.patchLength(edge)];
        float[] flipped = plain.clone();
        scan.patch(voxel, edge, PatchFlip.NONE, plain, 0);
        scan.patch(voxel, edge, new PatchFlip(true, false), flipped, 0);
        assertEquals(a.get(3, 4, 1), flipped[0]);
        assertEquals(plain[2 * 13], flipped[2 * 13]);
        scan.patch(voxel, edge, new PatchFlip(false, true), flipped, 0);
        assertEquals(a.get(3, 2, 3), flipped[0]);
        scan.patch(voxel, edge, new PatchFlip(true, true), flipped, 0);
        assertEquals(a.get(3, 4, 3), flipped[0]);
    }

    @Test
    void aBoxMayReachOutOnAllSides() {
        float[] box = new float[2 * 11 * 9 * 8];
        Arrays.fill(box, -1);
        scan.box(new int[] {-1, -1, -1}, new int[] {11, 9, 8}, box, 0);
        float sum = 0;
        for (float v : box) {
            sum += v;
        }
        int n = a.voxels().length;
        assertEquals(n * (n + 1f) + 1000f * n, sum);
        assertEquals(1, box[2 * (1 + 11 * (1 + 9))]);
        scan.box(new int[] {20, 0, 0}, new int[] {2, 2, 2}, box, 0);
        assertArrayEquals(new float[16], Arrays.copyOf(box, 16));
    }

    @Test
    void halfOfABatchIsMirroredInThreeWaysAlike() {
        int[] counts = new int[4];
        for (int batch = 0; batch < 300; batch++) {
            int mirrored = 0;
            for (PatchFlip flip : PatchFlip.draw(21, batch)) {
                counts[(flip.y() ? 1 : 0) + (flip.z() ? 2 : 0)]++;
                mirrored += flip.equals(PatchFlip.NONE) ? 0 : 1;
            }
            assertEquals(10, mirrored);
        }
        for (int kind = 1; kind < 4; kind++) {
            assertEquals(1000, counts[kind], 110); // four standard deviations
        }
        assertArrayEquals(PatchFlip.draw(21, 5), PatchFlip.draw(21, 5));
    }

    private static float value(Volume volume, int x, int y, int z) {
        boolean inside = x >= 0 && y >= 0 && z >= 0 && x < GRID.nx() && y < GRID.ny() && z < GRID.nz();
        return inside ? volume.get(x, y, z) : 0;
    }

    private static Volume numbered(String name, int first) {
        Volume volume = Volume.zeros(GRID, name);
        for (int i = 0; i < volume.voxels().length; i++) {
            volume.voxels()[i] = first + i;
        }
        return volume;
    }
}
