package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.LesionTable.ClassTotal;
import org.dawsonmri.imagej.Fixtures.Warnings;
import org.dawsonmri.score.LabelMap.Box;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lesions whose every number can be worked out by hand. */
class LesionTableTest {

    /** Columns run to the left in steps of 2 mm, rows to the front in steps of 1, slices upwards in steps of 3. */
    private final Geometry grid = new Geometry(6, 5, 4,
        Affine.of(-2, 0, 0, 10, 0, 1, 0, -20, 0, 0, 3, 30), SpatialUnit.MILLIMETRE);
    private final Volume labels = Volume.zeros(grid, "labels");
    private final Volume flair = Volume.zeros(grid, "flair");
    private final Map<String, Volume> scans = new LinkedHashMap<>();

    @BeforeEach
    void paint() {
        set(labels, 0, 0, 0, 1); // touches the next lesion of class 1 in a corner only
        for (int[] v : new int[][] {{1, 1, 1}, {2, 1, 1}, {1, 2, 1}, {1, 1, 2}}) {
            set(labels, v[0], v[1], v[2], 1);
            set(flair, v[0], v[1], v[2], 10 * v[0] + v[2]);
        }
        set(labels, 3, 1, 1, 2); // a face neighbour of another class is another lesion
        set(labels, 5, 4, 3, 2);
        set(labels, 5, 3, 3, 2);
        set(flair, 5, 4, 3, Float.NaN);
        set(flair, 5, 3, 3, 7);
        scans.put("FLAIR", flair);
    }

    @Test
    void everyNumberOfALesion() {
        LesionTable table = table(6, 0, Classes.of(List.of(), List.of("active", "old")));
        assertEquals(4, table.lesions().size());
        Lesion first = table.lesions().get(0);
        assertEquals(1, first.number());
        assertEquals("active", first.className());
        assertEquals(4, first.voxels());
        assertEquals(24, first.volumeMm3(), 1e-9);
        assertEquals(List.of(1.25, 1.25, 1.25), first.centre());
        assertEquals(List.of(7.5, -18.75, 33.75), first.centreMm());
        assertEquals(new Box(1, 1, 1, 3, 3, 3), first.box());
        assertEquals(1, first.mainSlice());
        assertEquals((11 + 21 + 11 + 12) / 4.0, first.intensities().get(0), 1e-9);
        Map<String, Object> row = first.toMap(table.channels());
        assertEquals(LesionCsv.columns(table), List.copyOf(row.keySet()));
        assertEquals(2, row.get("first_slice"));
        assertEquals(3, row.get("last_slice"));
        assertEquals(2, row.get("x_max"));
    }

    @Test
    void largestFirstWithinEachClassAndVoxelsThatAreNotFiniteDoNotCount() {
        LesionTable table = table(6, 0, Classes.found());
        assertEquals(List.of(1, 1, 2, 2), table.lesions().stream().map(Lesion::label).toList());
        assertEquals(List.of(4L, 1L, 2L, 1L), table.lesions().stream().map(Lesion::voxels).toList());
        assertEquals(List.of(1, 2, 3, 4), table.lesions().stream().map(Lesion::number).toList());
        assertEquals(7, table.lesions().get(2).intensities().get(0));
    }

    @Test
    void connectivityJoinsAndSmallOnesAreLeftOut() {
        assertEquals(4, table(18, 0, Classes.found()).lesions().size());
        assertEquals(List.of(5L, 2L, 1L),
            table(26, 0, Classes.found()).lesions().stream().map(Lesion::voxels).toList());
        assertEquals(2, table(6, 12, Classes.found()).lesions().size());
        assertEquals(1, table(6, 12.01, Classes.found()).lesions().size());
    }

    @Test
    void totalsNameClassesThatDoNotOccur() {
        List<ClassTotal> totals = table(6, 0, Classes.of(List.of(1, 3), List.of("active", "spinal"))).totals();
        assertEquals(new ClassTotal(1, "active", 2, 5, 30, 15, 24), totals.get(0));
        assertEquals(0, totals.get(1).lesions());
        assertEquals(0, totals.get(1).volumeMm3());
        assertTrue(Double.isNaN(totals.get(1).meanMm3()));
        assertEquals(LesionCsv.totalColumns(), List.copyOf(totals.get(0).toMap().keySet()));
    }

    @Test
    void theAreaOfALesionIsItsVoxelsInTheSlice() {
        LesionTable table = table(6, 0, Classes.found());
        boolean[] expected = new boolean[30];
        expected[1 + 6] = true;
        expected[2 + 6] = true;
        expected[1 + 12] = true;
        assertArrayEquals(expected, table.area(1, 1));
        assertArrayEquals(new boolean[30], table.area(1, 3));
        assertTrue(table.area(4, 1)[3 + 6]);
    }

    @Test
    void anEmptyMapHasNoLesions() {
        LesionTable table = LesionTable.of(Volume.zeros(grid, "none"), scans, new LesionRule(6, 0, Classes.found()),
            Progress.NONE);
        assertEquals(List.of(), table.lesions());
        assertEquals(List.of(), table.totals());
    }

    @Test
    void otherGridsAreRefusedOrNamed() {
        scans.put("T1", Volume.zeros(Geometry.ofSpacing(2, 2, 2, 1, 1, 1), "t1"));
        refused("t1: has 2×2×2 voxels of 1×1×1 mm where labels has 6×5×4");
        scans.put("T1", moved(2)); // along voxels of 2 mm
        refused("t1: lies up to 2 mm (1 voxel) away from labels");
        scans.put("T1", moved(1));
        Warnings warnings = new Warnings();
        LesionTable.of(labels, scans, new LesionRule(6, 0, Classes.found()), warnings);
        assertEquals(1, warnings.texts.size());
        assertTrue(warnings.texts.get(0).startsWith("t1: lies up to 1 mm (0.5 voxels) away from labels"),
            warnings.texts.toString());
    }

    @Test
    void aScanStoredInAnotherOrderIsLaidOntoTheLabels() {
        LesionTable expected = table(6, 0, Classes.found());
        scans.replaceAll((name, scan) -> Reorient.to(scan, Orientation.parse("SPL")));
        assertEquals(expected.lesions(), table(6, 0, Classes.found()).lesions());
    }

    @Test
    void wrongRulesAreRefused() {
        assertTrue(assertThrows(DawsonException.class, () -> table(8, 0, Classes.found())).getMessage()
            .contains("found 8, expected 6, 18 or 26"));
        assertThrows(DawsonException.class, () -> table(6, -1, Classes.found()));
        assertThrows(DawsonException.class, () -> table(6, Double.NaN, Classes.found()));
    }

    @Test
    void cancelEndsIt() {
        assertThrows(CancelledException.class, () -> LesionTable.of(labels, scans,
            new LesionRule(6, 0, Classes.found()), new Warnings() {
                @Override
                public boolean isCancelled() {
                    return true;
                }
            }));
    }

    private Volume moved(double mm) {
        return new Volume(new Geometry(6, 5, 4, grid.affine().withOrigin(10 + mm, -20, 30), grid.unit()),
            new float[120], "t1");
    }

    private void refused(String message) {
        String found = assertThrows(DawsonException.class, () -> table(6, 0, Classes.found())).getMessage();
        assertTrue(found.startsWith(message), found);
    }

    private LesionTable table(int connectivity, double min, Classes classes) {
        return LesionTable.of(labels, scans, new LesionRule(connectivity, min, classes), Progress.NONE);
    }

    private static void set(Volume volume, int x, int y, int z, float value) {
        volume.voxels()[volume.index(x, y, z)] = value;
    }
}
