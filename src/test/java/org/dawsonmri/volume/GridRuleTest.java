package org.dawsonmri.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.GridMatch.Kind;
import org.dawsonmri.volume.GridMatch.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;

class GridRuleTest {

    /** Slices as hospitals make them. */
    private static final Geometry THICK = Geometry.ofSpacing(20, 24, 7, 0.5, 0.5, 4);

    private final List<String> warnings = new ArrayList<>();
    private final Progress listener = event -> warnings.add(event.type() + " " + event.text());

    @ParameterizedTest
    @CsvSource({"0.099, SAME", "0.101, ACCEPTED", "0.5, ACCEPTED", "0.999, ACCEPTED", "1.001, REFUSED", "40, REFUSED"})
    void voxelsDecideAlongEachAxis(double voxels, Verdict expected) {
        assertEquals(expected, compare(moved(THICK, 0.5 * voxels, 0, 0)));
        assertEquals(expected, compare(moved(THICK, 0, -0.5 * voxels, 0)));
        assertEquals(expected == Verdict.SAME ? Verdict.ACCEPTED : expected, compare(moved(THICK, 0, 0, 4 * voxels)));
    }

    /** As a slice may be eight times as thick as its pixels are wide, rounding is less than a tenth of a pixel. */
    @Test
    void roundingIsATenthOfTheShortestEdge() {
        assertEquals(Verdict.SAME, compare(moved(THICK, 0, 0, 0.049)));
        assertEquals(Verdict.ACCEPTED, compare(moved(THICK, 0, 0, 0.051)));
    }

    /** The field's best known open set is published like that: 2 mm across thick slices, and the arrays match. */
    @Test
    void aHeaderHalfAVoxelOffIsTakenWithAWarningThatSaysHowFar() {
        Volume scan = Volume.zeros(THICK, "scan.nii");
        Volume label = counting(moved(THICK, 0.25, 0.25, 2));
        Volume laid = GridRule.VOXEL.lay(label, scan, listener);
        assertSame(label.voxels(), laid.voxels());
        assertEquals(THICK, laid.geometry());
        assertEquals(List.of("warning counting: lies up to 2.03 mm (0.866 voxels) away from scan.nii at the worst"
            + " corner; its voxels are taken as they are, for the grid of scan.nii"), warnings);
    }

    @ParameterizedTest
    @CsvSource({"0.0099, SAME", "0.0101, REFUSED", "0.1, REFUSED"})
    void theStrictRuleIsInMillimetres(double mm, Verdict expected) {
        assertEquals(expected, GridRule.STRICT.compare("scan", THICK, moved(THICK, 0, 0, mm)).verdict());
    }

    @ParameterizedTest
    @MethodSource("org.dawsonmri.volume.OrientationTest#codes")
    void everyStorageOrderIsLaidBackExactly(String code) {
        Geometry grid = new Geometry(4, 3, 2, OBLIQUE, SpatialUnit.MILLIMETRE);
        Volume scan = counting(grid);
        Volume stored = Reorient.to(scan, Orientation.parse(code));
        for (GridRule rule : GridRule.values()) {
            Volume laid = rule.lay(stored, scan, listener);
            assertArrayEquals(scan.voxels(), laid.voxels());
            assertEquals(grid, laid.geometry());
        }
        assertEquals(List.of(), warnings);
    }

    /** Where axes lie half-way between two directions, rounding decides what they are called, but not what they are. */
    @Test
    void axesHalfWayBetweenDirectionsKeepTheirOrder() {
        Geometry a = turned(44.9999);
        Geometry b = turned(45.0001);
        assertFalse(Orientation.of(a.affine()).equals(Orientation.of(b.affine())));
        GridMatch match = GridRule.VOXEL.compare("a", a, b);
        assertEquals(Verdict.SAME, match.verdict());
        assertFalse(match.reoriented());
    }

    @Test
    void anotherShapeIsRefusedWhateverItsPlace() {
        Geometry coarse = new Geometry(10, 12, 7, Affine.scaling(9.5 / 9, 11.5 / 11, 4), SpatialUnit.MILLIMETRE);
        GridMatch match = GridRule.VOXEL.compare("scan", THICK, coarse); // equal corners
        assertEquals(Verdict.REFUSED, match.verdict());
        assertEquals(Kind.SHAPE, match.kind());
        assertEquals("has 10×12×7 voxels of 1.056×1.045×4 mm where scan has 20×24×7 of 0.5×0.5×4 mm, corners up to 0 mm"
            + " apart; resample it to scan", match.text());
    }

    /** Axes that were swapped in the file but not in its header. */
    @Test
    void swappedAxesAreAnotherShape() {
        Geometry swapped = Geometry.ofSpacing(7, 24, 20, 4, 0.5, 0.5);
        assertEquals(Kind.SHAPE, GridRule.VOXEL.compare("scan", THICK, swapped).kind());
        Geometry cube = Geometry.ofSpacing(20, 20, 20, 0.5, 0.5, 4);
        Geometry lying = Geometry.ofSpacing(20, 20, 20, 4, 0.5, 0.5);
        GridMatch match = GridRule.VOXEL.compare("scan", cube, lying);
        assertEquals(Verdict.REFUSED, match.verdict());
        assertEquals(Kind.SPACING, match.kind());
        assertTrue(match.text().contains("with voxels of 4×0.5×0.5 mm where that has 0.5×0.5×4 mm"), match.text());
    }

    @Test
    void theFinerGridsVoxelsCount() {
        Geometry fine = Geometry.ofSpacing(11, 3, 3, 1, 1, 1);
        Geometry coarse = Geometry.ofSpacing(11, 3, 3, 1.09, 1, 1); // 0.9 mm at the far end
        assertEquals(0.9, GridRule.VOXEL.compare("a", fine, coarse).distance().voxels(), 1e-9);
        assertEquals(0.9, GridRule.VOXEL.compare("a", coarse, fine).distance().voxels(), 1e-9);
    }

    @Test
    void theDirectionOfASingleSliceDoesNotMatter() {
        Geometry slice = Geometry.ofSpacing(9, 8, 1, 1, 1, 5);
        Geometry thin = Geometry.ofSpacing(9, 8, 1, 1, 1, 1);
        Geometry behind = new Geometry(9, 8, 1, Affine.scaling(1, 1, -5), SpatialUnit.MILLIMETRE);
        assertEquals(Verdict.SAME, GridRule.STRICT.compare("a", slice, thin).verdict());
        assertEquals(Verdict.SAME, GridRule.STRICT.compare("a", slice, behind).verdict());
        Volume image = counting(slice);
        assertArrayEquals(image.voxels(), GridRule.VOXEL.lay(image, "a", behind, listener).voxels());
        Geometry upright = new Geometry(1, 9, 8, Affine.of(0, 1, 0, 0, 0, 0, 1, 0, 5, 0, 0, 0),
            SpatialUnit.MILLIMETRE);
        assertArrayEquals(image.voxels(), GridRule.VOXEL.lay(image, "a", upright, listener).voxels());
        assertEquals(Verdict.REFUSED, GridRule.VOXEL.compare("a", slice, moved(slice, 0, 0, 5.1)).verdict());
    }

    @Test
    void unitsAreBroughtTogether() {
        Geometry metres = new Geometry(20, 24, 7, Affine.scaling(5e-4, 5e-4, 4e-3), SpatialUnit.METRE);
        assertEquals(Verdict.SAME, GridRule.STRICT.compare("a", THICK, metres).verdict());
        assertEquals(Verdict.SAME, GridRule.STRICT.compare("a", metres, THICK).verdict());
    }

    /** A registration's shear that another program took out: 0.1 mm at the far slices. */
    @Test
    void orthonormalDirectionsOfASlightlyShearedGridAreAccepted() {
        Geometry sheared = new Geometry(256, 320, 18, Affine.of(0.6, 0, 6.16e-3, -70, 0, 0.5942, -0.6123, -90, 0,
            0.0835, 4.3572, -40), SpatialUnit.MILLIMETRE);
        double[][] columns = OrthogonalFactor.columns(sheared.affine());
        double[] m = sheared.affine().toArray();
        for (int c = 0; c < 3; c++) {
            for (int r = 0; r < 3; r++) {
                m[4 * r + c] = columns[c][r] * sheared.spacingMm(c);
            }
        }
        GridMatch match = GridRule.VOXEL.compare("scan", sheared, sheared.with(256, 320, 18, Affine.of(m)));
        assertEquals(Verdict.ACCEPTED, match.verdict());
        assertEquals(0.11, match.distance().mm(), 0.02);
    }

    @Test
    void gridsThatAreNowhereAreRefused() {
        Geometry nowhere = new Geometry(20, 24, 7, Affine.scaling(Double.NaN, 0.5, 4), SpatialUnit.MILLIMETRE);
        assertEquals(Verdict.REFUSED, compare(nowhere));
        Geometry flat = new Geometry(20, 24, 7, Affine.scaling(0.5, 0.5, 0), SpatialUnit.MILLIMETRE);
        assertEquals(Verdict.REFUSED, compare(flat));
        assertEquals(Verdict.SAME, GridRule.STRICT.compare("a", flat, flat).verdict());
    }

    @Test
    void whatToDoIsSaid() {
        String far = refusal(GridRule.VOXEL, moved(THICK, 12, 0, 0));
        assertEquals("label: lies up to 12 mm (24 voxels) away from scan at the worst corner, less than 1 voxel is taken"
            + " for the same grid; register and resample it to scan, or correct its header", far);
        assertTrue(refusal(GridRule.STRICT, moved(THICK, 0.02, 0, 0)).contains("less than 0.01 mm is taken"));
        Geometry unplaced = Geometry.withoutPlace(20, 24, 7, THICK.spacingMm(), SpatialUnit.MILLIMETRE);
        assertTrue(refusal(GridRule.VOXEL, unplaced)
            .endsWith("(axes LAS, there RAS), less than 1 voxel is taken for the"
            + " same grid; it does not say where it lies (neither qform nor sform): if both belong together, copy the"
            + " other's header into it"), refusal(GridRule.VOXEL, unplaced));
    }

    // -- Helper methods --

    private static final Affine OBLIQUE =
        Affine.of(0.78, -0.35, 0.9, -31, 0.41, 0.66, 0.5, 17, -0.28, 0.1, 2.8, 5);

    private static Verdict compare(Geometry other) {
        return GridRule.VOXEL.compare("scan", THICK, other).verdict();
    }

    private String refusal(GridRule rule, Geometry other) {
        return assertThrows(DawsonException.class, () -> rule.lay(Volume.zeros(other, "label"),
            Volume.zeros(THICK, "scan"), listener)).getMessage();
    }

    private static Geometry moved(Geometry g, double x, double y, double z) {
        Affine a = g.affine();
        return g.with(g.nx(), g.ny(), g.nz(), a.withOrigin(a.get(0, 3) + x, a.get(1, 3) + y, a.get(2, 3) + z));
    }

    /** By so many degrees about the third axis. */
    private static Geometry turned(double degrees) {
        double c = Math.cos(Math.toRadians(degrees));
        double s = Math.sin(Math.toRadians(degrees));
        return new Geometry(30, 20, 10, Affine.of(c, -s, 0, 0, s, c, 0, 0, 0, 0, 2, 0), SpatialUnit.MILLIMETRE);
    }

    private static Volume counting(Geometry grid) {
        Volume volume = Volume.zeros(grid, "counting");
        for (int i = 0; i < volume.voxels().length; i++) {
            volume.voxels()[i] = i;
        }
        return volume;
    }
}
