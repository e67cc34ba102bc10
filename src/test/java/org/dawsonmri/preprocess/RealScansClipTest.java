package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Settings;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What clipping does to real scans, where they are there: the numbers of docs/reference/intensities.md. */
class RealScansClipTest {

    private static Path data(String path) {
        Path file = Path.of(System.getProperty("dawson.data", "../shared/data")).toAbsolutePath().resolve(path);
        Assumptions.assumeTrue(Files.exists(file), "skipped: no " + file + "; set -Ddawson.data=DIR");
        return file;
    }

    private static float[] prepared(Volume scan) {
        Preprocessing stored = Settings.read(new Preprocessing(),
            JsonParser.parseString("{\"orientation\": \"stored\"}").getAsJsonObject(), "test");
        return PreparedScan.of(List.of(scan), stored).channels().get(0).voxels();
    }

    @Test
    void oneBrokenVoxelHardlyMovesTheOthers() {
        for (String path : List.of("ms/patient07/FLAIR.nii.gz", "hippocampus/images/hippocampus_001.nii.gz")) {
            Volume scan = NiftiReader.read(data(path));
            Volume broken = scan.with(scan.voxels().clone());
            int middle = scan.index(scan.geometry().nx() / 2, scan.geometry().ny() / 2, scan.geometry().nz() / 2);
            broken.voxels()[middle] = 1e5f;
            float[] expected = prepared(scan);
            float[] found = prepared(broken);
            float furthest = 0;
            for (int i = 0; i < found.length; i++) {
                furthest = i == middle ? furthest : Math.max(furthest, Math.abs(found[i] - expected[i]));
            }
            assertTrue(furthest < 0.05, path + ": " + furthest);
        }
    }

    @Test
    void lesionsKeepTheirContrast() {
        Volume flair = NiftiReader.read(data("ms/patient07/FLAIR.nii.gz"));
        float[] lesions = NiftiReader.read(data("ms/patient07/lesions.nii.gz")).voxels();
        double clipped = mean(prepared(flair), lesions);
        double unclipped = mean(Normalization.zScore(flair).voxels(), lesions);
        assertTrue(clipped > 0.97 * unclipped, clipped + " of " + unclipped);
    }

    private static double mean(float[] values, float[] mask) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            sum += mask[i] > 0 ? values[i] : 0;
            n += mask[i] > 0 ? 1 : 0;
        }
        return sum / n;
    }
}
