package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.NiftiSaver;
import org.dawsonmri.imagej.image.Scans;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Geometry.XformCodes;
import org.dawsonmri.volume.GridMatch;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Resample;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** What a file says of its space is what a result in its grid says. */
class XformCodesTest {

    private static final double HALF = Math.sqrt(0.5);
    /** 90° about z; both say the same. */
    private static final double[] QFORM = {0, 0, HALF, 10, 20, 30};
    private static final double[] SFORM = {0, -2, 0, 10, 1, 0, 0, 20, 0, 0, 3, 30};
    private static final double[] ELSEWHERE = {0, -2, 0, 14, 1, 0, 0, 20, 0, 0, 3, 30};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 4", "1, 4", "0, 4", "0, 1", "1, 0", "3, 0", "5, 5", "99, 7", "0, 0"})
    void codesAreKept(int qform, int sform) {
        Path file = raw().qform(qform, QFORM).sform(sform, SFORM).save(folder.resolve("scan.nii"));
        Volume scan = NiftiReader.read(file);
        Path written = folder.resolve("labels.nii.gz");
        NiftiWriter.write(scan.with(new float[scan.voxels().length]), written, NiftiType.UINT8);
        assertCodes(qform, sform, written);
        assertEquals(scan.geometry(), NiftiReader.read(written).geometry());
        NiftiSaver.save(Scans.openNifti(file, Progress.NONE), folder.resolve("saved.nii"), "auto", Progress.NONE);
        assertCodes(qform, sform, folder.resolve("saved.nii"));
    }

    /** NIfTI-2 holds larger ones. */
    @Test
    void codesThatCannotBeAreNearlyKept() {
        RawImage raw = RawImage.nifti2(ByteOrder.BIG_ENDIAN).dim(3, 3, 5, 7).voxels(420, b -> { });
        Volume scan = NiftiReader.read(raw.qform(-4, QFORM).sform(1_000_000, SFORM).save(folder.resolve("a.nii")));
        assertEquals(new XformCodes(0, Short.MAX_VALUE), scan.geometry().codes());
    }

    @Test
    void theQformsCodeGoesWithItsPlace() {
        Volume scan = NiftiReader.read(raw().qform(1, QFORM).sform(4, ELSEWHERE).save(folder.resolve("a.nii")));
        assertEquals(new XformCodes(4, 4), scan.geometry().codes());
        Volume other = NiftiReader.read(raw().qform(1, QFORM).sform(4, new double[12]).save(folder.resolve("b.nii")));
        assertEquals(new XformCodes(1, 0), other.geometry().codes());
    }

    /** Readers then assume the place that Dawson assumed: x to the left, the centre at 0. */
    @Test
    void aGridWithoutPlaceStaysWithout() {
        Volume scan = NiftiReader.read(raw().save(folder.resolve("a.nii")));
        assertTrue(scan.geometry().codes().isNone());
        Path written = folder.resolve("b.nii");
        NiftiWriter.write(scan, written, NiftiType.UINT8);
        NiftiHeader header = NiftiReader.open(written).header();
        assertArrayEquals(new double[12], header.srow());
        assertArrayEquals(new double[3], header.quaternion());
        assertArrayEquals(new double[] {1, 1, 2, 3}, Arrays.copyOf(header.pixdim(), 4));
        Geometry coarse = Resample.geometryWithSpacing(scan.geometry(), new double[] {2, 2, 2});
        NiftiWriter.write(Volume.zeros(coarse, "coarse"), written, NiftiType.UINT8);
        assertCodes(0, 0, written);
        assertEquals(0, coarse.maxCornerDistanceMm(NiftiReader.read(written).geometry()), 1e-5);
    }

    @Test
    void aGridWithoutPlaceThatWasTurnedSaysSo() {
        Volume scan = NiftiReader.read(raw().save(folder.resolve("a.nii")));
        Volume turned = Reorient.to(scan, Orientation.RAS);
        Path written = folder.resolve("b.nii");
        NiftiWriter.write(turned, written, NiftiType.UINT8);
        assertCodes(2, 2, written);
        assertEquals(0, turned.geometry().maxCornerDistanceMm(NiftiReader.read(written).geometry()), 1e-5);
    }

    /** A 32-bit quaternion near half a turn is good to 0.02°, so the sform has to say it, too. */
    @Test
    void aQformThatIsTooCoarseGetsAnSform() {
        double angle = Math.toRadians(179.95);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        Geometry grid = new Geometry(256, 320, 18,
            Affine.of(0.6 * c, -0.6 * s, 0, 70, 0.6 * s, 0.6 * c, 0, 90, 0, 0, 4.4,
            -40), SpatialUnit.MILLIMETRE, new XformCodes(1, 0));
        Path file = folder.resolve("a.nii.gz");
        NiftiWriter.write(Volume.zeros(grid, "a"), file, NiftiType.UINT8);
        assertCodes(1, 1, file);
        assertEquals(0, grid.maxCornerDistanceMm(NiftiReader.read(file).geometry()), 1e-4);
        // Programs that write the qform alone give the scan's labels back like this.
        GridMatch match = GridRule.VOXEL.compare("scan", grid,
            grid.with(256, 320, 18, Quaternion.stored(grid.affine(), false)));
        assertEquals(GridMatch.Verdict.ACCEPTED, match.verdict());
        assertEquals(0.214, match.distance().mm(), 1e-3);
    }

    /** Whatever the rotation, a file that has a qform alone is written with the same one. */
    @Test
    void aQformAloneComesBackToTheLastBit() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            double near = i % 3 == 0 ? 1e-4 : 1; // every third near half a turn
            double[] q = {near * random.nextGaussian(), random.nextGaussian(), random.nextGaussian(),
                random.nextGaussian()};
            double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
            Path first = raw().pixdim(i % 2 == 0 ? 1 : -1, 0.47, 0.6, 4.4).qform(1, q[1] / length, q[2] / length,
                q[3] / length, -70.3, 90.1, 12.7).save(folder.resolve("first.nii"));
            Path second = folder.resolve("second.nii");
            NiftiWriter.write(NiftiReader.read(first), second, NiftiType.UINT8);
            assertCodes(1, 0, second);
            assertEquals(0, NiftiReader.read(first).geometry().maxCornerDistanceMm(
                NiftiReader.read(second).geometry()), 1e-4, "rotation " + i);
        }
    }

    // -- Helper methods --

    private static RawImage raw() {
        return RawImage.nifti1().dim(3, 3, 5, 7).pixdim(1, 1, 2, 3).units(2).voxels(420, b -> { });
    }

    private static void assertCodes(int qform, int sform, Path file) {
        NiftiHeader header = NiftiReader.open(file).header();
        assertEquals(qform + " " + sform, header.qformCode() + " " + header.sformCode());
    }
}
