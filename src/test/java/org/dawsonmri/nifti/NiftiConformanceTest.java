package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;

/** Reads the shared files and compares with what nibabel reads. */
class NiftiConformanceTest {

    @Test
    void agreesWithNibabelOnEveryRealFile() throws IOException {
        Manifest manifest = Manifest.read();
        int compared = 0;
        for (Manifest.Row row : manifest.rows()) {
            if (!row.isReal()) {
                continue;
            }
            NiftiImage image = NiftiReader.open(manifest.file(row));
            assertArrayEquals(Manifest.numbers(row.shape()),
                Arrays.stream(image.header().shape()).asDoubleStream().toArray(), row.path());
            assertArrayEquals(Arrays.copyOf(row.affine(), 12), image.geometry().affine().toArray(), 6e-6, row.path());
            VoxelSummary summary = VoxelSummary.of(image, Progress.NONE);
            assertClose(row.min(), summary.min(), row.path());
            assertClose(row.max(), summary.max(), row.path());
            assertClose(row.mean(), summary.mean(), row.path());
            compared++;
        }
        assertTrue(compared >= 27, "compared only " + compared);
    }

    @Test
    void refusesInOneLineWhatNibabelCannotRead() throws IOException {
        Manifest manifest = Manifest.read();
        int refused = 0;
        for (Manifest.Row row : manifest.rows()) {
            if (row.nibabel().isEmpty() || row.nibabel().equals("ok")) {
                continue;
            }
            String message = assertThrows(DawsonException.class, () -> NiftiReader.read(manifest.file(row)),
                row.path()).getMessage();
            assertFalse(message.contains("\n"), message);
            refused++;
        }
        assertTrue(refused >= 7, "refused only " + refused);
    }

    private static void assertClose(String expected, double found, String path) {
        double value = Double.parseDouble(expected);
        assertEquals(value, found, 2e-8 * Math.max(1, Math.abs(value)), path);
    }
}
