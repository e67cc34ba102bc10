package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which affine is taken, and what is said about it. Grids of 3×5×7 voxels with spacing 1, 2, 3. */
class NiftiGeometryTest {

    private static final double HALF = Math.sqrt(0.5);
    /** 90° about z: x goes to y, y goes to -x. */
    private static final double[] TURN_Z = {0, 0, HALF, 10, 20, 30};
    private static final double[] TURNED = {0, -2, 0, 10, 1, 0, 0, 20, 0, 0, 3, 30};
    private static final double[] TURNED_MIRRORED = {0, -2, 0, 10, 1, 0, 0, 20, 0, 0, -3, 30};
    private static final double[] SHIFTED = {0, -2, 0, 14, 1, 0, 0, 20, 0, 0, 3, 30};
    private static final double[] CENTRED = {-1, 0, 0, 1, 0, 2, 0, -4, 0, 0, 3, -9};

    @TempDir
    private Path folder;

    @Test
    void qformIsDecoded() {
        check(raw().qform(1, TURN_Z), TURNED);
    }

    @Test
    void negativeQfacMirrorsTheThirdAxis() {
        check(raw().pixdim(-1, 1, 2, 3).qform(1, TURN_Z), TURNED_MIRRORED);
        check(raw().pixdim(0, 1, 2, 3).qform(1, TURN_Z), TURNED);
    }

    @Test
    void sformGoesBeforeQform() {
        check(raw().qform(1, TURN_Z).sform(2, TURNED), TURNED);
        check(raw().qform(1, TURN_Z).sform(2, SHIFTED), SHIFTED, "4.00 mm apart; the sform is used");
        check(raw().qform(0, TURN_Z).sform(2, SHIFTED), SHIFTED);
        check(raw().qform(1, TURN_Z).sform(0, SHIFTED), TURNED);
        check(raw().qform(1, TURN_Z).sform(-3, SHIFTED), TURNED);
    }

    @Test
    void disagreementIsInMillimetresWhateverTheUnit() {
        check(raw().units(3).qform(1, TURN_Z).sform(2, SHIFTED), SHIFTED, "up to 0.00400 mm apart");
        check(raw().units(1).qform(1, TURN_Z).sform(2, SHIFTED), SHIFTED, "up to 4.00e+03 mm apart");
    }

    @Test
    void withoutEitherOnlyTheSpacingIsUsed() {
        check(raw(), CENTRED, "orientation is unknown");
    }

    @Test
    void anUnusableFormIsLeftOutAndNamed() {
        check(raw().qform(1, TURN_Z).sform(1, new double[12]), TURNED, "the sform (code 1) is not an invertible map");
        double[] hole = TURNED.clone();
        hole[5] = Double.NaN;
        check(raw().sform(1, hole), CENTRED, "the sform (code 1)", "orientation is unknown");
        check(raw().qform(3, 0, 0, Double.NaN, 0, 0, 0), CENTRED, "the qform (code 3)", "orientation is unknown");
    }

    @Test
    void aQuaternionLongerThanOneIsMadeARotation() {
        double[] affine = open(raw().qform(1, 0, 0, 1.001, 0, 0, 0)).geometry().affine().toArray();
        assertArrayEquals(new double[] {-1, 0, 0, 0, 0, -2, 0, 0, 0, 0, 3, 0}, affine, 1e-9);
    }

    @Test
    void nearHalfATurnTheFourthComponentIsNotMadeUpFromRounding() {
        float b = Math.nextDown(1f); // 1 - b² is 1.2e-7, whose root would be a turn by 0.04°
        double[] affine = open(raw().qform(1, b, 0, 0, 0, 0, 0)).geometry().affine().toArray();
        assertArrayEquals(new double[] {1, 0, 0, 0, 0, -2, 0, 0, 0, 0, -3, 0}, affine, 1e-9);
    }

    @Test
    void oddSpacingsAreReplacedAndSaid() {
        double[] one = {-1, 0, 0, 1, 0, 1, 0, -2, 0, 0, 3, -9};
        check(raw().pixdim(1, 1, 0, 3), one, "unknown", "axis 2 is 0.0 in the header; taken for 1.0");
        check(raw().pixdim(1, 1, Double.NaN, 3), one, "unknown", "axis 2 is NaN");
        check(raw().pixdim(1, 1, -2, 3), CENTRED, "unknown", "axis 2 is -2.0 in the header; taken for 2.0");
        check(raw().pixdim(1, 0, 0, 0).sform(1, SHIFTED), SHIFTED);
    }

    @Test
    void unitsAreRead() {
        assertEquals(SpatialUnit.MILLIMETRE, open(raw().units(2 | 8)).geometry().unit());
        assertEquals(SpatialUnit.MICROMETRE, open(raw().units(3)).geometry().unit());
        assertEquals(SpatialUnit.METRE, open(raw().units(1 | 16)).geometry().unit());
        assertEquals(SpatialUnit.UNKNOWN, open(raw().units(0)).geometry().unit());
    }

    @Test
    void twoDimensionsMakeOneSlice() {
        NiftiImage image = open(RawImage.nifti1().dim(2, 15, 7).pixdim(1, 1, 2, 0).voxels(420, b -> { }));
        assertArrayEquals(new int[] {15, 7, 1}, image.geometry().shape());
        assertArrayEquals(new long[] {15, 7}, image.header().shape());
        assertEquals(1, image.warnings().size(), image.warnings().toString());
    }

    @Test
    void aShearedGridKeepsItsSformAndSaysThatTheQformCannot() {
        Affine sheared = Affine.of(1, 0.3, 0, 5, 0, 1, 0, 6, 0, 0, 2, 7);
        Volume out = Volume.zeros(new Geometry(20, 20, 4, sheared, SpatialUnit.MILLIMETRE), "sheared");
        Path file = folder.resolve("sheared.nii");
        List<String> said = new ArrayList<>();
        NiftiWriter.write(List.of(out), file, NiftiType.UINT8, NiftiDatatypesTest.listener(said));
        assertTrue(said.get(0).contains("sheared"), said.toString());
        NiftiImage in = NiftiReader.open(file);
        assertEquals(0, in.geometry().affine().maxDifference(sheared), 1e-7);
        assertTrue(in.warnings().get(0).contains("the sform is used"), in.warnings().toString());
    }

    @Test
    void aSingularAffineIsNotWritten() {
        Volume flat = Volume.zeros(new Geometry(2, 2, 2, Affine.scaling(1, 0, 1), SpatialUnit.MILLIMETRE), "flat");
        Path file = folder.resolve("flat.nii");
        String message = assertThrows(DawsonException.class, () -> NiftiWriter.write(flat, file, NiftiType.UINT8))
            .getMessage();
        assertTrue(message.contains("no inverse"), message);
    }

    // -- Helper methods --

    private static RawImage raw() {
        return RawImage.nifti1().dim(3, 3, 5, 7).pixdim(1, 1, 2, 3).units(2).voxels(420, b -> { });
    }

    private NiftiImage open(RawImage raw) {
        return NiftiReader.open(raw.save(folder.resolve("a.nii")));
    }

    private void check(RawImage raw, double[] affine, String... warnings) {
        NiftiImage image = open(raw);
        assertArrayEquals(affine, image.geometry().affine().toArray(), 1e-6);
        assertEquals(warnings.length, image.warnings().size(), image.warnings().toString());
        for (int i = 0; i < warnings.length; i++) {
            assertTrue(image.warnings().get(i).contains(warnings[i]), image.warnings().toString());
        }
    }
}
