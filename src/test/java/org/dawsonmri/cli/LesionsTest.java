package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code dawson lesions} as it is typed. */
class LesionsTest {

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() {
        Volume labels = Volume.zeros(Geometry.ofSpacing(4, 3, 2, 2, 2, 5), "labels");
        labels.voxels()[0] = 1;
        labels.voxels()[5] = 1; // a corner of the plane away from the first
        labels.voxels()[23] = 2;
        Volume scan = labels.with(new float[24]);
        scan.voxels()[23] = 8.5f;
        NiftiWriter.write(labels, folder.resolve("labels.nii"), NiftiType.UINT8);
        NiftiWriter.write(scan, folder.resolve("T1.nii.gz"), NiftiType.FLOAT32);
    }

    @Test
    void tableAndTotalsAreWritten() throws IOException {
        assertEquals(0, lesions("--scan", folder + "/T1.nii.gz", "--class-names", "active,old"));
        assertEquals(4, Files.readAllLines(folder.resolve("out.csv")).size());
        assertEquals("lesion,class,class_name,voxels,volume_mm3,centre_x,centre_y,centre_z,centre_x_mm,centre_y_mm,"
            + "centre_z_mm,x_min,x_max,y_min,y_max,z_min,z_max,first_slice,last_slice,mean_T1",
            Files.readAllLines(folder.resolve("out.csv")).get(0));
        assertEquals("3,2,old,1,20.0,3.0,2.0,1.0,6.0,4.0,5.0,3,3,2,2,1,1,2,2,8.5",
            Files.readAllLines(folder.resolve("out.csv")).get(3));
        assertEquals("1,active,2,2,40.0,0.04,20.0,20.0", Files.readAllLines(folder.resolve("out_totals.csv")).get(1));
        assertTrue(out.toString().contains("3 lesions written"), out.toString());
    }

    @Test
    void jsonAndOptions() {
        assertEquals(0, lesions("--connectivity", "18", "--min-size", "30", "--json"));
        JsonObject result = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(1, result.getAsJsonArray("lesions").size());
        assertEquals(40, result.getAsJsonArray("lesions").get(0).getAsJsonObject().get("volume_mm3").getAsDouble());
        assertEquals(2, result.getAsJsonArray("totals").size());
    }

    @Test
    void mistakesAreOneLine() {
        failed("found 7, expected 6, 18 or 26", "--connectivity", "7");
        failed("smallest lesion: found -1.0", "--min-size", "-1");
        failed("there is already a scan named a", "--scan", "a=" + folder + "/T1.nii.gz", "--scan",
            "a=" + folder + "/T1.nii.gz");
        failed("gone.nii", "--scan", folder + "/gone.nii");
        assertEquals(2, lesions("--connectivity", "many"));
        assertFalse(Files.exists(folder.resolve("out.csv")));
    }

    private void failed(String expected, String... more) {
        err.getBuffer().setLength(0);
        assertEquals(1, lesions(more));
        assertTrue(err.toString().contains(expected) && err.toString().lines().count() == 1, err.toString());
    }

    private int lesions(String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(new String[] {"lesions", "--labels", folder + "/labels.nii", "--out", folder + "/out.csv"},
            0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
